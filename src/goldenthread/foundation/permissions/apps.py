"""Names this part for Django."""

from django.apps import AppConfig


class Permissions(AppConfig):
    """Verbs and roles."""

    name = "goldenthread.foundation.permissions"
    label = "permissions"
