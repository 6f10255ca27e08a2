"""Names this part for Django."""

from django.apps import AppConfig


class Pages(AppConfig):
    """Shared pages."""

    name = "goldenthread.foundation.pages"
    label = "pages"
