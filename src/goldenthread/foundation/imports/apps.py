"""Names this part for Django."""

from django.apps import AppConfig


class Imports(AppConfig):
    """Files of many rows."""

    name = "goldenthread.foundation.imports"
    label = "imports"
