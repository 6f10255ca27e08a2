"""Names this slice for Django."""

from django.apps import AppConfig


class Themes(AppConfig):
    """See the package's first sentence."""

    name = "goldenthread.slices.themes"
    label = "themes"
