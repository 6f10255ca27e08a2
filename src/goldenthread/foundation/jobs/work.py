"""What a handler is given: what to do, a way to say how far it is, and a fence against a lease that was lost."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction
from django.utils import timezone

from goldenthread.foundation.jobs import leases
from goldenthread.foundation.jobs.models import Job
from goldenthread.foundation.people.models import User
from goldenthread.foundation.tenancy.models import Council


class Cancelled(Exception):
    """Somebody asked this job to stop. Let it pass: the job is then marked as cancelled."""


class Stopping(Exception):
    """This worker is stopping. Let it pass: another one takes the job from its start."""


class LostLease(Exception):
    """Another worker has this job now. Let it pass: nothing of this attempt is kept."""


def never() -> bool:
    """Say that nobody is stopping this worker."""
    return False


class Work:
    """One attempt at one job.

    A handler may be run again after a worker died. So it does its work inside `finishing()`, which keeps the effect
    and "done" in one transaction, or passes `key` on to whoever can refuse a second time. On SQLite no transaction
    may last longer than 20 seconds: while one writes, all others wait.
    """

    def __init__(self, job: Job, *, live: bool = False, stopping: Callable[[], bool] = never) -> None:
        self._job, self._live, self._stopping = job, live, stopping
        self._asked = bool(job.cancel_asked_at)
        self._changed = threading.Event()
        self.lost = self.finished = False

    @property
    def council(self) -> Council:
        """Return the council the job belongs to; raises ValueError for a job of the whole house."""
        if self._job.council is None:
            raise ValueError("This job belongs to no council.")
        return self._job.council

    @property
    def payload(self) -> dict[str, Any]:
        """Return the ids the job is about."""
        return self._job.payload

    @property
    def key(self) -> str:
        """Return what tells this job from all others, the same on every attempt: give it to other systems."""
        return f"{self._job.kind}:{self._job.lane}:{self._job.key}"

    @property
    def by(self) -> User | None:
        """Return who started the job, None for the clock."""
        return self._job.created_by

    @property
    def attempt(self) -> int:
        """Return which attempt this is, from 1."""
        return self._job.attempts

    def progress(self, done: int, total: int | None = None, words: str = "") -> None:
        """Say how far the work is, as often as you like, then look whether to stop (see check_cancelled).

        It is written about once a second, apart from your transaction. `words` say nothing about a person.
        """
        self._job.done, self._job.total = done, total if total is not None else self._job.total
        self._job.words = words[:300] or self._job.words
        self._changed.set()
        if not self._live:
            self.beat()
        self.check_cancelled()

    def check_cancelled(self) -> None:
        """Raise Cancelled when somebody asked, Stopping when the worker must end, LostLease when it is not ours."""
        if not self._live:
            self.beat()
        if self.lost:
            raise LostLease
        if self._asked:
            raise Cancelled
        if self._stopping():
            raise Stopping

    @contextmanager
    def fenced(self) -> Iterator[None]:
        """Open a transaction that is kept only while the job is ours; raises LostLease before anything is done."""
        with transaction.atomic():
            held = Job.objects.everywhere().held(self._job)
            if not held.select_for_update(of=("self",)).exists():
                self.lost = True
                raise LostLease
            yield
            if not self.finished:
                held.update(lease_until_at=timezone.now() + leases.LEASE)

    @contextmanager
    def finishing(self, words: str = "") -> Iterator[None]:
        """Open a transaction in which the last effect and "done" are written together: both happen, or neither."""
        with self.fenced():
            yield
            self.finished = leases.finish(self._job, now=timezone.now(), words=words)

    def beat(self) -> None:
        """Keep the lease, write how far the work is, and hear whether somebody asked to stop."""
        self._changed.clear()
        job, rows = self._job, Job.objects.everywhere().held(self._job)
        kept = rows.update(
            lease_until_at=timezone.now() + leases.LEASE, done=job.done, total=job.total, words=job.words
        )
        self.lost = not kept and not self.finished
        self._asked = rows.filter(cancel_asked_at__isnull=False).exists()

    def beat_until(self, ended: threading.Event, *, every: float = 10.0) -> None:
        """Beat every ten seconds, and about once a second while there is news, until the attempt has ended."""
        last = time.monotonic()
        while not ended.wait(1.0):
            if self._changed.is_set() or time.monotonic() - last >= every:
                self.beat()
                last = time.monotonic()
