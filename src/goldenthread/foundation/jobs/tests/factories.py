"""Kinds of jobs that keep a list of what was done, so that queues can be tried without any slice."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from goldenthread.foundation.jobs import actions
from goldenthread.foundation.jobs.models import Job
from goldenthread.foundation.jobs.registry import KINDS, register

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


@contextmanager
def a_kind(handler, key: str = "tests.kind", **more) -> Iterator[str]:
    """Register a kind for as long as a test lasts."""
    register(key, label="Trying things out", **more)(handler)
    try:
        yield key
    finally:
        KINDS.pop(key, None)


def a_job(council=None, key: str = "one", kind: str = "tests.kind", **more) -> Job:
    return actions.enqueue(council=council, kind=kind, key=key, **more)


def fresh(job: Job) -> Job:
    return Job.objects.everywhere().get(pk=job.pk)
