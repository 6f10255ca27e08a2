"""Whether this installation is fit to be used in earnest: the framework's own checks, and ours."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.core import checks
from django.db import DatabaseError, connection

from goldenthread.foundation.backups.making import last_backup
from goldenthread.foundation.operations import readiness

LOCAL = {"localhost", "127.0.0.1", "[::1]", "testserver"}
SHORTEST_KEY = 50
FARTHEST_CLOCK = timedelta(seconds=5)


def faults(*, now: datetime) -> list[str]:
    """Return one sentence for each thing to mend before people rely on this installation."""
    return [*_of_the_framework(), *_of_settings(), *_of_the_machine(now)]


def _of_the_framework() -> Iterator[str]:
    for found in checks.run_checks(include_deployment_checks=True):
        if found.level >= checks.WARNING and not found.is_silenced():
            yield f"{found.id}: {found.msg.split(chr(10))[0]}"


def _of_settings() -> Iterator[str]:
    if settings.MODE != "production":
        yield f"The mode is {settings.MODE}: set GOLDENTHREAD_MODE=production."
    if len(settings.SECRET_KEY) < SHORTEST_KEY:
        yield f"The secret key is short: give GOLDENTHREAD_SECRET_KEY {SHORTEST_KEY} random characters or more."
    if "*" in settings.ALLOWED_HOSTS or set(settings.ALLOWED_HOSTS) <= LOCAL:
        yield "No host name of yours is served: name it in GOLDENTHREAD_HOSTS, without a star."
    if not settings.SESSION_COOKIE_SECURE:
        yield "Pages travel without https: set GOLDENTHREAD_HTTPS=true."
    elif settings.SECURE_PROXY_SSL_HEADER is None:
        yield (
            "https is on and no proxy ends it, so every page would lead to itself for ever: put a proxy in front and set "
            "GOLDENTHREAD_BEHIND_PROXY=true."
        )
    if not settings.RATE_LIMITS:
        yield "Nobody is slowed down: set GOLDENTHREAD_RATE_LIMITS=true."


def _of_the_machine(now: datetime) -> Iterator[str]:
    for key, fault in readiness.answers().items():
        if fault:
            yield f"{key}: {fault}"
    made_at = last_backup()
    if made_at is None:
        yield "There has been no backup: run goldenthread backup DIR, and let the clock run it every night."
    elif now - made_at > timedelta(hours=settings.BACKUP_HOURS):
        yield f"The last backup is older than {settings.BACKUP_HOURS} hours: see why the clock did not run it."
    folder = Path(settings.DATA_DIR)
    if folder.exists() and folder.stat().st_mode & stat.S_IRWXO:
        yield "Everybody on the machine may look into the data folder: chmod 750."
    if abs(_database_clock(now) - now) > FARTHEST_CLOCK:
        yield "Our clock and the database's differ by over 5 seconds: set both by the same time server."


def _database_clock(now: datetime) -> datetime:
    """Return the time at the database; an embedded one has our own clock, and one that is away no time to compare."""
    if connection.vendor == "sqlite":
        return now
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT clock_timestamp()")
            found = cursor.fetchone()[0]
    except DatabaseError:
        return now
    return found if isinstance(found, datetime) else now
