"""Which jobs there are, for the people who look after them and for those who started one."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import F

from goldenthread.foundation.jobs.models import OPEN, Job, JobQuerySet, State
from goldenthread.foundation.people.models import User
from goldenthread.foundation.tenancy.models import Council


def jobs_of(council: Council, *, state: str = "", kind: str = "") -> JobQuerySet:
    """Return a council's jobs, newest first, narrowed to a state and a kind."""
    rows = Job.objects.within(council).select_related("created_by").order_by("-created_at", "-pk")
    if state:
        rows = rows.filter(state=state)
    return rows.filter(kind=kind) if kind else rows


def job(council: Council, public_id: str) -> Job:
    """Return one job; raises Job.DoesNotExist when the council has none of that id."""
    return Job.objects.within(council).select_related("created_by").get(public_id=public_id)


def running_for(user: User, council: Council, *, now: datetime) -> list[Job]:
    """Return what a person started: open jobs first, then those that ended within a day; five at most."""
    mine = Job.objects.within(council).filter(created_by=user)
    shown = mine.filter(state__in=OPEN) | mine.filter(finished_at__gte=now - timedelta(days=1))
    return list(shown.order_by(F("finished_at").desc(nulls_first=True), "-pk")[:5])


def waiting_now(*, now: datetime) -> int:
    """Return how many jobs are due and nobody has taken, in all councils, counting no further than 1,000."""
    return Job.objects.everywhere().due(now)[:1000].count()


def health(*, now: datetime) -> dict[str, float]:
    """Return what to watch: jobs due, running, stopped with a problem, and the seconds the oldest due one waits."""
    rows = Job.objects.everywhere()
    oldest = rows.due(now).order_by("next_at").values_list("next_at", flat=True).first()
    return {
        "waiting": waiting_now(now=now),
        "running": rows.filter(state=State.RUNNING).count(),
        "failed": rows.filter(state=State.FAILED).count(),
        "oldest_seconds": (now - oldest).total_seconds() if oldest else 0.0,
    }
