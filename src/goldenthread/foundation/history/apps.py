"""Names this part for Django."""

from django.apps import AppConfig


class History(AppConfig):
    """Who did what, when."""

    name = "goldenthread.foundation.history"
    label = "history"
