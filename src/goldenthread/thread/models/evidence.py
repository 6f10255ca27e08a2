"""Proof: what it shows on the thread, and which statement of a framework it supports."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from goldenthread.foundation.tenancy.models import CouncilOwned
from goldenthread.thread.models.node import Node, exactly_one


class Sensitivity(models.TextChoices):
    """Who may be shown it."""

    PUBLIC = "public", "Anyone"
    INSPECTOR = "inspector", "The council and inspectors"
    COUNCIL = "council", "The council only"


class Evidence(Node):
    """One item of proof, with its date and when it goes stale."""

    title = models.CharField(max_length=200)
    words = models.TextField(max_length=5000, blank=True, help_text="What it says, in a sentence or two.")
    link = models.URLField(max_length=500, blank=True)
    category = models.CharField(max_length=40)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    sensitivity = models.CharField(max_length=10, choices=Sensitivity.choices, default=Sensitivity.COUNCIL)
    dated_on = models.DateField()
    expires_on = models.DateField(null=True, blank=True)
    digest = models.CharField(max_length=64, blank=True)

    history = HistoricalRecords()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_on=None) | Q(expires_on__gt=F("dated_on")),
                name="thread_evidence_expires_later",
            )
        ]

    def __str__(self) -> str:
        return self.title


class Supports(CouncilOwned):
    """Evidence supports a statement of a framework."""

    evidence = models.ForeignKey(Evidence, on_delete=models.CASCADE, related_name="supports")
    framework = models.CharField(max_length=60)
    statement = models.CharField(max_length=60)

    class Meta:
        indexes = [
            models.Index(fields=["council", "framework", "statement"], name="thread_supports_statement")
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["evidence", "framework", "statement"], name="thread_supports_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.evidence_id} supports {self.statement}"


SHOWN = ("voice", "theme", "learning", "improvement", "measure", "reply")


class Shows(CouncilOwned):
    """Evidence shows one node of the thread."""

    proof = models.ForeignKey(Evidence, on_delete=models.CASCADE, related_name="shows")
    voice = models.ForeignKey("thread.Voice", null=True, on_delete=models.PROTECT, related_name="shown_by")
    theme = models.ForeignKey("thread.Theme", null=True, on_delete=models.PROTECT, related_name="shown_by")
    learning = models.ForeignKey(
        "thread.Learning", null=True, on_delete=models.PROTECT, related_name="shown_by"
    )
    improvement = models.ForeignKey(
        "thread.Improvement", null=True, on_delete=models.PROTECT, related_name="shown_by"
    )
    measure = models.ForeignKey(
        "thread.Measure", null=True, on_delete=models.PROTECT, related_name="shown_by"
    )
    reply = models.ForeignKey("thread.Reply", null=True, on_delete=models.PROTECT, related_name="shown_by")

    class Meta:
        constraints = [models.CheckConstraint(condition=exactly_one(*SHOWN), name="thread_shows_exactly_one")]

    def __str__(self) -> str:
        return f"{self.proof_id} shows a node"
