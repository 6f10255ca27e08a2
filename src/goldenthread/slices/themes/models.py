"""Which model reads which comments, and how far each has read: choices and places, never the themes themselves."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from goldenthread.foundation.tenancy.models import CouncilOwned


class FinderChoice(CouncilOwned):
    """The model that reads the comments whose source begins so; an empty source is all the others."""

    source = models.CharField(max_length=120, blank=True)
    finder = models.CharField(max_length=60)
    chosen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    chosen_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["council", "source"], name="themes_one_finder_for_a_source")
        ]

    def __str__(self) -> str:
        return f"{self.source or 'All others'}: {self.finder}"


class ReadSoFar(CouncilOwned):
    """How far a model has read a council's comments: up to a row, save for files that nobody could see then."""

    finder = models.CharField(max_length=60)
    up_to = models.BigIntegerField(default=0)
    left_out = models.JSONField(
        default=dict, help_text="Files not accepted when their rows were passed: by key, the row read last."
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["council", "finder"], name="themes_one_place_for_a_finder")
        ]

    def __str__(self) -> str:
        return f"{self.finder} has read up to {self.up_to}"
