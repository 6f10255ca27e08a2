"""Taking a job under a lease, keeping it, and ending it: each a change that only the holder of the lease can make."""

from __future__ import annotations

import os
import random
import secrets
import socket
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Count, Exists, F, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from goldenthread.foundation.jobs.models import HOUSE, Job, State, Turn
from goldenthread.foundation.jobs.registry import ATTEMPTS, KINDS

LEASE = timedelta(seconds=30)
FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=5), timedelta(hours=1)
STOPPED = "The worker was stopped halfway, {times}. Try again, or tell whoever looks after the server."
FREE: dict[str, object] = {"lease": "", "lease_until_at": None, "worker": ""}


def process_name() -> str:
    """Return the name of this process among all machines: host and process id."""
    return f"{socket.gethostname()[:60]}:{os.getpid()}:"


def take(*, worker: str, now: datetime, threads: int = 1) -> Job | None:
    """Take the next due job under a lease, or return None when there is none for us.

    The lane (council) with the fewest jobs running comes first, then the one that waited longest for its turn. Where
    several councils share a worker, no council holds all `threads` of a process. `worker` begins with process_name().
    """
    if not _lanes(now, threads).exists():
        return None  # without a transaction: on SQLite that would hold the one lock for writing
    with transaction.atomic():
        for lane in _lanes(now, threads).values_list("lane", flat=True)[:5]:
            waiting = Job.objects.everywhere().due(now).filter(lane=lane, kind__in=list(KINDS))
            job = waiting.select_for_update(skip_locked=True, of=("self",)).order_by("next_at", "pk").first()
            if job:
                Turn.objects.filter(lane=lane).update(served_at=now)
                return _leased(job, worker, now)
    return None


def _leased(job: Job, worker: str, now: datetime) -> Job:
    job.state, job.lease, job.lease_until_at, job.worker = (
        State.RUNNING,
        secrets.token_hex(8),
        now + LEASE,
        worker,
    )
    job.attempts, job.started_at = job.attempts + 1, job.started_at or now
    job.save(update_fields=["state", "lease", "lease_until_at", "worker", "attempts", "started_at"])
    return job


def _lanes(now: datetime, threads: int) -> QuerySet[Turn]:
    """Return the lanes that have a job for us, whose turn it is first."""
    jobs = Job.objects.everywhere().filter(lane=OuterRef("lane")).order_by()
    running = jobs.filter(state=State.RUNNING)
    lanes = Turn.objects.filter(Exists(jobs.due(now).filter(kind__in=list(KINDS))))
    lanes = lanes.annotate(busy=_counted(running)).order_by("busy", "served_at", "lane")
    if threads > 1 and Turn.objects.exclude(lane=HOUSE).count() > 1:
        here = running.filter(worker__startswith=process_name())
        lanes = lanes.annotate(here=_counted(here)).filter(here__lt=threads - 1)
    return lanes


def _counted(jobs: QuerySet[Job]) -> Coalesce:
    count = jobs.values("lane").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(count, output_field=IntegerField()), 0)


def finish(job: Job, *, now: datetime, words: str = "") -> bool:
    """Mark a job as done; returns False when the lease is no longer ours, and nothing is changed then."""
    said = {"words": words[:300]} if words else {}
    return _end(job, state=State.DONE, finished_at=now, problem="", **said)


def cancelled(job: Job, *, now: datetime) -> bool:
    """Mark a job as cancelled; False when the lease is no longer ours."""
    return _end(job, state=State.CANCELLED, finished_at=now)


def fail(job: Job, sentence: str, *, now: datetime) -> bool:
    """Put a job with the dead letters, with its problem in one sentence; False when the lease is no longer ours."""
    return _end(job, state=State.FAILED, finished_at=now, problem=sentence[:300])


def again(job: Job, sentence: str, *, now: datetime, after: timedelta | None = None) -> bool:
    """Let a job wait and be tried again, or fail it after its last attempt; False when the lease is not ours."""
    if job.attempts >= _most(job.kind):
        return fail(job, sentence, now=now)
    wait = back_off(job.attempts) if after is None else after
    return _end(job, state=State.WAITING, next_at=now + wait, problem=sentence[:300])


def give_back(job: Job, *, now: datetime) -> bool:
    """Let another worker take a job at once, because this one is stopping; the attempt is not counted."""
    return _end(job, state=State.WAITING, next_at=now, attempts=F("attempts") - 1)


def give_back_all(*, now: datetime) -> int:
    """Give back whatever this process still holds; returns how many jobs."""
    mine = Job.objects.everywhere().filter(state=State.RUNNING, worker__startswith=process_name())
    return mine.update(state=State.WAITING, next_at=now, attempts=F("attempts") - 1, **FREE)


@transaction.atomic
def release_expired(*, now: datetime) -> int:
    """Let jobs whose worker fell silent be taken again; returns how many.

    One that was asked to stop is cancelled instead; one that stopped halfway on its last attempt has failed.
    """
    silent = Job.objects.everywhere().filter(state=State.RUNNING, lease_until_at__lt=now)
    found = list(silent.select_for_update(skip_locked=True, of=("self",))[:500])
    for job in found:
        if job.cancel_asked_at:
            cancelled(job, now=now)
        else:
            again(job, STOPPED.format(times=_times(job.attempts)), now=now, after=timedelta(0))
    return len(found)


def back_off(attempts: int) -> timedelta:
    """Return how long to wait after an attempt: 5 s, 10 s, 20 s ... an hour at most, give or take half of it."""
    wait = min(FIRST_WAIT * 2 ** min(attempts - 1, 20), LONGEST_WAIT)
    return wait * random.uniform(0.5, 1.5)  # noqa: S311 - so that those who failed together do not return together


def _most(kind: str) -> int:
    return KINDS[kind].attempts if kind in KINDS else ATTEMPTS


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times"


def _end(job: Job, **changes: object) -> bool:
    return bool(Job.objects.everywhere().held(job).update(**changes, **FREE))
