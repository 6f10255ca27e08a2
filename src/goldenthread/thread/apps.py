"""Names this part for Django."""

from django.apps import AppConfig


class Thread(AppConfig):
    """The golden thread."""

    name = "goldenthread.thread"
    label = "thread"
