"""Names this slice for Django."""

from django.apps import AppConfig


class Feedback(AppConfig):
    """See the package's first sentence."""

    name = "goldenthread.slices.feedback"
    label = "feedback"
