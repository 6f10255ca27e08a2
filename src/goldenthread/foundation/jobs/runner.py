"""Runs one attempt after another, and turns whatever comes of each into what becomes of its job."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import DatabaseError, close_old_connections, connection
from django.utils import timezone

from goldenthread.foundation.jobs import leases
from goldenthread.foundation.jobs.models import Job
from goldenthread.foundation.jobs.registry import KINDS, Permanent, TryAgain
from goldenthread.foundation.jobs.work import Cancelled, LostLease, Stopping, Work, never

log = logging.getLogger("goldenthread.jobs")
UNEXPECTED = "It stopped with an error that nobody expected ({kind}). The server's log says where."


def drain(*, now: datetime | None = None, most: int = 1000) -> int:
    """Run due jobs here and now, one after another, at most `most`; returns how many attempts were made.

    For tests and for commands: nobody beats the lease meanwhile but the handler itself.
    """
    made = 0
    while made < most and run_next(now=now or timezone.now()):
        made += 1
    return made


def run_next(
    *, now: datetime | None = None, live: bool = False, threads: int = 1, stopping: Callable[[], bool] = never
) -> Job | None:
    """Take the next job and make one attempt at it; returns it, or None when none was due.

    `live` keeps the lease from a thread of its own while the handler works.
    """
    worker = leases.process_name() + threading.current_thread().name[:40]
    job = leases.take(worker=worker, now=now or timezone.now(), threads=threads)
    if job:
        work = Work(job, live=live, stopping=stopping)
        with _kept_alive(work) if live else _alone():
            _attempt(job, work)
    return job


def _attempt(job: Job, work: Work) -> None:
    try:
        words = KINDS[job.kind].handle(work)
        if not work.finished and not leases.finish(job, now=timezone.now(), words=words or ""):
            raise LostLease
    except Cancelled:
        leases.cancelled(job, now=timezone.now())
    except Stopping:
        leases.give_back(job, now=timezone.now())
    except LostLease:
        log.warning("job %s of kind %s was lost to another worker", job.public_id, job.kind)
    except Permanent as refusal:
        leases.fail(job, str(refusal), now=timezone.now())
    except TryAgain as refusal:
        leases.again(job, str(refusal), now=timezone.now(), after=refusal.after)
    except Exception as fault:  # noqa: BLE001 - whatever a handler meets, the job is kept and tried again
        log.exception("job %s of kind %s stopped", job.public_id, job.kind)
        if not connection.in_atomic_block:  # inside one the connection is somebody else's to end
            close_old_connections()
        leases.again(job, UNEXPECTED.format(kind=type(fault).__name__), now=timezone.now())


@contextmanager
def _alone() -> Iterator[None]:
    yield


@contextmanager
def _kept_alive(work: Work) -> Iterator[None]:
    """Keep the lease from a thread with a connection of its own."""
    ended = threading.Event()
    keeper = threading.Thread(target=_keep, args=(work, ended), daemon=True)
    keeper.start()
    try:
        yield
    finally:
        ended.set()
        keeper.join(5)


def _keep(work: Work, ended: threading.Event) -> None:
    while not ended.is_set():
        try:
            work.beat_until(ended)
        except DatabaseError:  # away or locked: the lease outlives two missed beats
            log.warning("a lease could not be kept just now")
            connection.close()
            ended.wait(2)
    connection.close()
