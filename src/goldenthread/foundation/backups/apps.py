"""Names this part for Django."""

from django.apps import AppConfig


class Backups(AppConfig):
    """Copies kept away from the house."""

    name = "goldenthread.foundation.backups"
    label = "backups"
