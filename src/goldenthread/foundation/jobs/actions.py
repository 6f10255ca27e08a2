"""Everything that people and parts of the house do with jobs: enqueue, cancel, try again."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from goldenthread.foundation.history.actions import record
from goldenthread.foundation.jobs import engine
from goldenthread.foundation.jobs.models import ENDED, HOUSE, OPEN, Job, State, Turn
from goldenthread.foundation.jobs.registry import KINDS
from goldenthread.foundation.people.models import User
from goldenthread.foundation.tenancy.models import Council

KEPT = timedelta(days=35)  # as long as the keys under which the same thing is not done twice
AN_ID = re.compile(r"[\w:.+-]{0,200}")


class NotOpen(Exception):
    """This job has ended already, so there is nothing to cancel."""


class NotEnded(Exception):
    """Only a job that stopped with a problem, or was cancelled, can be tried again."""


@transaction.atomic
def enqueue(
    *,
    council: Council | None,
    kind: str,
    key: str,
    payload: Mapping[str, object] | None = None,
    run_at: datetime | None = None,
    by: User | None = None,
) -> Job:
    """Write a job in the caller's transaction, or return the one that has this key: it is done once.

    `council` None is for jobs of the whole house. `payload` holds ids (numbers, words without spaces, lists of them):
    nothing about a person. Raises KeyError for a kind nobody registered, ValueError for a payload that is not ids.
    """
    if kind not in KINDS:
        raise KeyError(f"Nobody registered a job called {kind}.")
    _only_ids(payload or {})
    now = timezone.now()
    lane = council.pk if council else HOUSE
    Turn.objects.get_or_create(lane=lane, defaults={"served_at": now})
    given = {"council": council, "payload": dict(payload or {}), "created_at": now, "created_by": by}
    job, fresh = Job.objects.everywhere().get_or_create(
        lane=lane, kind=kind, key=key, defaults={**given, "next_at": run_at or now}
    )
    if fresh and job.next_at <= now:
        transaction.on_commit(engine.nudge, robust=True)  # a queue that is away must not fail the page
    return job


@transaction.atomic
def cancel(*, job: Job, by: User, at: datetime) -> Job:
    """Cancel a job that waits, or ask one that runs to stop at its next chance; raises NotOpen when it has ended."""
    job = _locked(job)
    if job.state not in OPEN:
        raise NotOpen(str(NotOpen.__doc__))
    job.cancel_asked_at = job.cancel_asked_at or at
    if job.state == State.WAITING:
        job.state, job.finished_at = State.CANCELLED, at
    job.save(update_fields=["state", "finished_at", "cancel_asked_at"])
    _note("jobs.job.cancelled", job, by)
    return job


@transaction.atomic
def retry(*, job: Job, by: User, at: datetime) -> Job:
    """Let a job that stopped or was cancelled wait for its turn again, with all its attempts; raises NotEnded."""
    job = _locked(job)
    if job.state not in (State.FAILED, State.CANCELLED):
        raise NotEnded(str(NotEnded.__doc__))
    job.state, job.attempts, job.next_at = State.WAITING, 0, at
    job.finished_at = job.cancel_asked_at = None
    job.problem, job.words, job.done, job.total = "", "", 0, None
    job.save()
    _note("jobs.job.retried", job, by)
    transaction.on_commit(engine.nudge, robust=True)
    return job


def forget_old(now: datetime) -> str:
    """Remove jobs that ended 35 days ago, and say how many."""
    old = Job.objects.everywhere().filter(state__in=ENDED, finished_at__lt=now - KEPT)
    count, _ = old.delete()
    return f"{count:,} old jobs removed."


def _locked(job: Job) -> Job:
    return Job.objects.everywhere().select_for_update().get(pk=job.pk)


def _note(verb: str, job: Job, by: User) -> None:
    if job.council:
        record(verb=verb, council=job.council, target=job, by=by, detail={"kind": job.kind})


def _only_ids(payload: Mapping[str, object]) -> None:
    for value in payload.values():
        for one in value if isinstance(value, list | tuple) else [value]:
            if not (one is None or isinstance(one, int) or (isinstance(one, str) and AN_ID.fullmatch(one))):
                raise ValueError("A job's payload holds ids only: numbers, and words without spaces.")
