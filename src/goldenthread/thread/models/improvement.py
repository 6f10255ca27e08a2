"""A change: an action, test, project, training, policy or pathway, and the learning it answers."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from goldenthread.foundation.people.models import Team
from goldenthread.foundation.tenancy.models import CouncilOwned
from goldenthread.thread.models.learning import Learning
from goldenthread.thread.models.node import Node


class ImprovementKind(models.TextChoices):
    """What sort of change it is."""

    ACTION = "action", "Action"
    TEST = "test", "Test of change"
    PROJECT = "project", "Project"
    TRAINING = "training", "Training"
    POLICY = "policy", "Policy"
    PATHWAY = "pathway", "Pathway"


class Done(models.TextChoices):
    """The ladder of delivery, kept apart from whether it made a difference."""

    PLANNED = "planned", "Planned"
    IN_PROGRESS = "in_progress", "In progress"
    DONE = "done", "Done"
    CHECKED = "checked", "Checked by another person"


class Improvement(Node):
    """What we changed, who leads it, and how far it has got."""

    kind = models.CharField(max_length=10, choices=ImprovementKind.choices, default=ImprovementKind.ACTION)
    title = models.CharField(max_length=160)
    aim = models.CharField(max_length=500, help_text="How much better, for whom, by when.")
    co_produced_with = models.CharField(max_length=300, blank=True)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    team = models.ForeignKey(Team, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    starts_on = models.DateField()
    due_on = models.DateField()
    done = models.CharField(max_length=12, choices=Done.choices, default=Done.PLANNED)
    proof = models.TextField(max_length=2000, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    history = HistoricalRecords()

    class Meta:
        indexes = [models.Index(fields=["council", "due_on", "id"], name="thread_improvement_due")]
        constraints = [
            models.CheckConstraint(
                condition=Q(due_on__gte=F("starts_on")), name="thread_improvement_due_after_start"
            ),
            models.CheckConstraint(
                condition=Q(checked_by=None) | ~Q(checked_by=F("done_by")),
                name="thread_improvement_checked_by_another",
            ),
            models.CheckConstraint(
                condition=~Q(done__in=["done", "checked"]) | Q(done_by__isnull=False),
                name="thread_improvement_done_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(done="checked") | Q(checked_by__isnull=False),
                name="thread_improvement_checked_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Answers(CouncilOwned):
    """An improvement answers a learning."""

    improvement = models.ForeignKey(Improvement, on_delete=models.CASCADE, related_name="answers")
    learning = models.ForeignKey(Learning, on_delete=models.PROTECT, related_name="answers")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["improvement", "learning"], name="thread_answers_once")
        ]

    def __str__(self) -> str:
        return f"{self.improvement_id} answers {self.learning_id}"
