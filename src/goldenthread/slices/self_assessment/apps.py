"""Names this slice for Django."""

from django.apps import AppConfig


class SelfAssessment(AppConfig):
    """See the package's first sentence."""

    name = "goldenthread.slices.self_assessment"
    label = "self_assessment"
