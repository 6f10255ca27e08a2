"""A measure tests an improvement from a date; each verdict on it is frozen with the data that gave it."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from goldenthread.foundation.tenancy.models import CouncilOwned
from goldenthread.thread.models.improvement import Improvement
from goldenthread.thread.models.measure import Measure


class Word(models.TextChoices):
    """What a verdict can say."""

    IMPROVED = "improved", "Improved"
    WORSE = "worse", "Worse"
    NO_CHANGE = "no change seen", "No change seen"
    TOO_EARLY = "too early", "Too early"
    UNSTABLE = "unstable baseline", "Unstable baseline"
    NO_DATA = "no data", "No data"


class Trial(CouncilOwned):
    """A measure tests an improvement, from the day it changed something."""

    improvement = models.ForeignKey(Improvement, on_delete=models.CASCADE, related_name="trials")
    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="trials")
    changed_on = models.DateField()
    bedding_in_months = models.PositiveSmallIntegerField(default=0)
    smallest_change = models.FloatField(help_text="The smallest change worth having, in the measure's unit.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["improvement", "measure"], name="thread_trial_once"),
            models.CheckConstraint(
                condition=Q(smallest_change__gt=0), name="thread_trial_change_above_nothing"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.measure_id} tests {self.improvement_id}"


class Verdict(CouncilOwned):
    """What could be said on a day. Never changed: new data adds another."""

    trial = models.ForeignKey(Trial, on_delete=models.PROTECT, related_name="verdicts")
    word = models.CharField(max_length=20, choices=Word.choices)
    until_on = models.DateField(null=True, blank=True)
    points_needed = models.PositiveIntegerField(null=True, blank=True)
    effect = models.FloatField(null=True, blank=True)
    low = models.FloatField(null=True, blank=True)
    high = models.FloatField(null=True, blank=True)
    paragraph = models.TextField(max_length=2000)
    method = models.TextField(max_length=1000)
    assumptions = models.JSONField(default=list)
    reason = models.CharField(max_length=40, blank=True)
    data = models.JSONField(help_text="The readings it was made from, as they were.")
    is_judgement = models.BooleanField(
        default=False, help_text="A person's judgement from several kinds of proof."
    )
    limits = models.CharField(max_length=500, blank=True, help_text="What a judgement cannot show.")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField()

    FROZEN = (
        "trial",
        "word",
        "until_on",
        "effect",
        "low",
        "high",
        "paragraph",
        "method",
        "data",
        "made_by",
        "made_at",
    )

    class Meta:
        indexes = [models.Index(fields=["trial", "-id"], name="thread_verdict_newest")]
        constraints = [
            models.CheckConstraint(
                condition=Q(is_judgement=False) | (Q(made_by__isnull=False) & ~Q(limits="")),
                name="thread_verdict_judgement_names_judge_and_limits",
            ),
        ]

    def __str__(self) -> str:
        return self.get_word_display()
