"""Names this part for Django."""

from django.apps import AppConfig


class Jobs(AppConfig):
    """Jobs and schedules."""

    name = "goldenthread.foundation.jobs"
    label = "jobs"
