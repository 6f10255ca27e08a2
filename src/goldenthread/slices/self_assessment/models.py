"""Scores that people gave, each with its reason; a newer one is added, an older one is never changed."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from goldenthread.foundation.tenancy.models import CouncilOwned


class Confidence(models.TextChoices):
    """How sure the person is of a score."""

    LOW = "low", "Not very sure"
    MEDIUM = "medium", "Fairly sure"
    HIGH = "high", "Very sure"


class Score(CouncilOwned):
    """What one person thinks one statement stands at, on one day, and why."""

    framework = models.CharField(max_length=60)
    statement = models.CharField(max_length=60)
    score = models.PositiveSmallIntegerField()
    reason = models.TextField(max_length=2000)
    strengths = models.TextField(max_length=2000, blank=True)
    risks = models.TextField(max_length=2000, blank=True)
    plan = models.TextField(max_length=2000, blank=True)
    voice = models.TextField(max_length=2000, blank=True, help_text="What people who draw on care say.")
    confidence = models.CharField(max_length=6, choices=Confidence.choices)
    scored_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    scored_at = models.DateTimeField()
    synthetic = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(fields=["council", "framework", "statement", "-id"], name="assessment_score_newest")
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(score__gte=1, score__lte=4), name="assessment_score_from_1_to_4"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="assessment_score_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.statement}: {self.score}"
