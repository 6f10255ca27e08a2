"""Names this part for Django."""

from django.apps import AppConfig


class Operations(AppConfig):
    """What whoever looks after the machine needs."""

    name = "goldenthread.foundation.operations"
    label = "operations"
