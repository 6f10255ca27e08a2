"""Names this part for Django."""

from django.apps import AppConfig


class Messaging(AppConfig):
    """Messages out and in."""

    name = "goldenthread.foundation.messaging"
    label = "messaging"
