"""Numbers over time: what is counted, out of what, which way is better, and the readings."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from goldenthread.foundation.tenancy.models import CouncilOwned
from goldenthread.thread.models.node import Node


class Direction(models.TextChoices):
    """Which way is better."""

    UP = "up", "Higher is better"
    DOWN = "down", "Lower is better"
    NEITHER = "neither", "Neither: it is watched"


class Unit(models.TextChoices):
    """How a reading is written."""

    PERCENT = "percent", "Percent"
    COUNT = "count", "Count"
    NUMBER = "number", "Number"


class ChartKind(models.TextChoices):
    """Which chart suits it."""

    XMR = "xmr", "XmR chart"
    P = "p", "p-chart"


class Every(models.TextChoices):
    """How often it is read."""

    MONTH = "month", "Every month"
    YEAR = "year", "Every year"


class Measure(Node):
    """What we watch, worded as a question."""

    title = models.CharField(max_length=160)
    numerator_words = models.CharField(max_length=300)
    denominator_words = models.CharField(max_length=300, blank=True)
    unit = models.CharField(max_length=8, choices=Unit.choices, default=Unit.PERCENT)
    direction = models.CharField(max_length=8, choices=Direction.choices)
    chart = models.CharField(max_length=4, choices=ChartKind.choices, default=ChartKind.XMR)
    every = models.CharField(max_length=6, choices=Every.choices, default=Every.MONTH)
    target = models.FloatField(null=True, blank=True)
    source = models.CharField(max_length=200)
    caveat = models.CharField(max_length=500, blank=True)
    live = models.CharField(max_length=120, blank=True, help_text="What in this system it is counted from.")
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    history = HistoricalRecords()
    in_order: list[Reading]  # only where a query brought the readings along

    class Meta:
        constraints = [models.UniqueConstraint(fields=["council", "title"], name="thread_measure_title_once")]

    def __str__(self) -> str:
        return self.title


class Reading(CouncilOwned):
    """One number for one period; percentages keep what they are out of."""

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="readings")
    period_on = models.DateField(help_text="The first day of the period.")
    value = models.FloatField()
    numerator = models.FloatField(null=True, blank=True)
    denominator = models.FloatField(null=True, blank=True)
    note = models.CharField(max_length=200, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField()

    history = HistoricalRecords()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["measure", "period_on"], name="thread_reading_once"),
            models.CheckConstraint(
                condition=Q(denominator=None) | Q(denominator__gt=0), name="thread_reading_out_of_something"
            ),
            models.CheckConstraint(
                condition=Q(numerator=None) | Q(numerator__gte=0),
                name="thread_reading_numerator_not_negative",
            ),
        ]
        indexes = [models.Index(F("measure"), F("period_on"), name="thread_reading_in_order")]

    def __str__(self) -> str:
        return f"{self.measure_id} {self.period_on}"
