"""Jobs that wait, run or ended, whose turn it is among the councils, and when each schedule is next due."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from goldenthread.foundation.tenancy.door import CouncilQuerySet
from goldenthread.foundation.tenancy.models import Council, CouncilOwned

HOUSE = 0  # the lane of jobs that belong to no council


class State(models.TextChoices):
    """Where a job stands."""

    WAITING = "waiting", "Waiting"
    RUNNING = "running", "Running"
    DONE = "done", "Done"
    FAILED = "failed", "Stopped with a problem"
    CANCELLED = "cancelled", "Cancelled"


OPEN = (State.WAITING, State.RUNNING)
ENDED = (State.DONE, State.FAILED, State.CANCELLED)


class JobQuerySet(CouncilQuerySet):
    """Jobs, asked about in English."""

    def due(self, now: datetime) -> Self:
        """Return those that may be taken now."""
        return self.filter(state=State.WAITING, next_at__lte=now)

    def held(self, job: Job) -> Self:
        """Return the row of a job while the lease it was taken under still holds; else nothing."""
        return self.filter(pk=job.pk, lease=job.lease, state=State.RUNNING)


JobManager = models.Manager.from_queryset(JobQuerySet)


class Job(CouncilOwned):
    """One piece of work, written in the transaction of what it is about. Its payload holds ids and nothing else."""

    council = models.ForeignKey(  # type: ignore[assignment]  # a job of the whole house belongs to none
        Council, null=True, on_delete=models.PROTECT, related_name="+"
    )
    lane = models.BigIntegerField(help_text="The council's key, 0 for the house: lanes take turns.")
    kind = models.CharField(max_length=60)
    key = models.CharField(max_length=200, help_text="The same key is the same job: it is done once.")
    payload = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    lease = models.CharField(max_length=16, blank=True, help_text="Whoever holds this may end the job.")
    lease_until_at = models.DateTimeField(null=True)
    worker = models.CharField(max_length=120, blank=True)
    attempts = models.IntegerField(default=0)
    next_at = models.DateTimeField()
    done = models.BigIntegerField(default=0)
    total = models.BigIntegerField(null=True)
    words = models.CharField(max_length=300, blank=True, help_text="What it is at, or what it came to.")
    problem = models.CharField(max_length=300, blank=True, help_text="One sentence, nothing about a person.")
    cancel_asked_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    objects: ClassVar[JobManager] = JobManager()

    class Meta:
        indexes = [
            models.Index(fields=["lane", "state", "next_at"], name="jobs_due"),
            models.Index(fields=["council", "-created_at"], name="jobs_newest"),
            models.Index(fields=["lease_until_at"], name="jobs_leases", condition=Q(state="running")),
            models.Index(fields=["created_by", "state"], name="jobs_of_a_person"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["lane", "kind", "key"], name="jobs_one_for_each_key"),
            models.CheckConstraint(
                condition=Q(state="running", lease_until_at__isnull=False) & ~Q(lease="")
                | ~Q(state="running") & Q(lease="", lease_until_at=None),
                name="jobs_running_under_a_lease",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "running"], finished_at=None)
                | Q(state__in=["done", "failed", "cancelled"], finished_at__isnull=False),
                name="jobs_ended_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.state}"


class Turn(models.Model):
    """When a lane was last served: the one that has waited longest comes next."""

    lane = models.BigIntegerField(unique=True)
    served_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.lane)


class Tick(models.Model):
    """When a schedule is next due. Whoever moves it on enqueues its jobs, so that many workers have one clock."""

    schedule = models.CharField(max_length=60, unique=True)
    next_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.schedule
