"""What hangs on any node: the subjects it is about, tasks, comments and approvals."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from goldenthread.thread.models.node import KINDS, OnNode, exactly_one
from goldenthread.thread.models.subject import Subject


class About(OnNode):
    """A node is about a subject."""

    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="abouts")

    class Meta:
        constraints = [models.CheckConstraint(condition=exactly_one(*KINDS), name="thread_about_exactly_one")]

    def __str__(self) -> str:
        return f"about {self.subject_id}"


class Task(OnNode):
    """Something one person has to do by a day; on pages it is called an action."""

    words = models.CharField(max_length=300)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField()
    needs_second_person = models.BooleanField(default=False)
    proof = models.CharField(max_length=500, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    checked_at = models.DateTimeField(null=True, blank=True)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    synthetic = models.BooleanField(default=False)

    history = HistoricalRecords()

    class Meta:
        indexes = [models.Index(fields=["council", "owner", "due_on"], name="thread_task_owner_due")]
        constraints = [
            models.CheckConstraint(condition=exactly_one(*KINDS), name="thread_task_exactly_one"),
            models.CheckConstraint(
                condition=Q(done_at=None, done_by=None) | Q(done_at__isnull=False, done_by__isnull=False),
                name="thread_task_done_at_and_by_together",
            ),
            models.CheckConstraint(
                condition=Q(checked_by=None) | ~Q(checked_by=models.F("done_by")),
                name="thread_task_checked_by_another",
            ),
            models.CheckConstraint(
                condition=Q(needs_second_person=False) | Q(done_at=None) | ~Q(proof=""),
                name="thread_task_second_person_sees_proof",
            ),
        ]

    def __str__(self) -> str:
        return self.words


class Comment(OnNode):
    """A remark by a colleague."""

    words = models.TextField(max_length=5000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=exactly_one(*KINDS), name="thread_comment_exactly_one")
        ]

    def __str__(self) -> str:
        return f"comment {self.public_id}"


class Approval(OnNode):
    """Somebody agreed, or did not, and said why."""

    agreed = models.BooleanField()
    reason = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=exactly_one(*KINDS), name="thread_approval_exactly_one"),
            models.CheckConstraint(
                condition=Q(agreed=True) | ~Q(reason=""), name="thread_approval_refusal_has_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return "agreed" if self.agreed else "not agreed"
