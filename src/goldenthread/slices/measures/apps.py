"""Names this slice for Django."""

from django.apps import AppConfig


class Measures(AppConfig):
    """See the package's first sentence."""

    name = "goldenthread.slices.measures"
    label = "measures"
