"""Names this slice for Django."""

from django.apps import AppConfig


class Improvement(AppConfig):
    """See the package's first sentence."""

    name = "goldenthread.slices.improvement"
    label = "improvement"
