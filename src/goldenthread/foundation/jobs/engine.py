"""Huey, which wakes the workers: only a nudge goes through it, since all that must not be lost is in our own rows."""

from __future__ import annotations

import logging
import sqlite3
from functools import lru_cache
from typing import Any

import psycopg
from django.conf import settings
from django.db import close_old_connections, connections
from huey import Huey, PostgresHuey, RedisHuey, SqliteHuey
from huey.exceptions import HueyException
from huey.serializer import SignedSerializer

from goldenthread.foundation.jobs import runner

log = logging.getLogger("goldenthread.jobs")
NAME = "goldenthread"


@lru_cache(maxsize=1)
def queue() -> Huey:
    """Return the queue: the one of the setting, else the database's own kind, a file of its own beside SQLite."""
    serializer = SignedSerializer(secret=settings.SECRET_KEY, salt="goldenthread.jobs")
    common: dict[str, Any] = {"results": False, "serializer": serializer}
    if settings.JOBS_QUEUE:
        return RedisHuey(NAME, url=settings.JOBS_QUEUE, **common)
    if connections["default"].vendor == "postgresql":
        return PostgresHuey(NAME, connection=_to_postgresql, **common)
    settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
    return SqliteHuey(NAME, filename=str(settings.DATA_DIR / "nudges.sqlite3"), **common)


def nudge() -> None:
    """Wake a worker. When the queue is away the job is found by the sweep, so nothing is raised."""
    if settings.JOBS_NUDGE:
        try:
            waker()()
        except (HueyException, OSError, psycopg.Error, sqlite3.Error) as fault:
            log.warning(
                "the queue could not be nudged (%s); the sweep will find the job", type(fault).__name__
            )


@lru_cache(maxsize=1)
def waker() -> Any:
    """Return the one task Huey knows: run what is due until nothing is."""
    return queue().task(name="run_what_is_due")(run_what_is_due)


_hands: dict[str, Any] = {"threads": 1, "stopping": lambda: False, "late": lambda: False}


def lend_hands(**hands: Any) -> None:
    """Say how many threads this worker has, whether it is stopping, and whether handlers must stop too."""
    _hands.update(hands)


def run_what_is_due() -> None:
    """Run one job after another until none is due or the worker is stopping."""
    close_old_connections()
    while not _hands["stopping"]():
        if not runner.run_next(live=True, threads=_hands["threads"], stopping=_hands["late"]):
            break
    close_old_connections()


def _to_postgresql() -> psycopg.Connection[Any]:
    given = connections["default"].get_connection_params()
    wanted = {key: value for key, value in given.items() if key not in {"cursor_factory", "context"}}
    return psycopg.connect(**wanted)
