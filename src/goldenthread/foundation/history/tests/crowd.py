"""Sixteen writers at once and a sealer between them: run by itself, on a SQLite file of its own."""

from __future__ import annotations

import os
import threading
from datetime import UTC, datetime

import django
from django.core.management import call_command
from django.db import connections, transaction

if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "goldenthread.config.settings"
    os.environ.pop("GOLDENTHREAD_DATABASE_URL", None)
    django.setup()

from goldenthread.foundation.history import chain
from goldenthread.foundation.history.actions import record
from goldenthread.foundation.tenancy.models import Council

WRITERS, EACH = 16, 12


def write_and_seal(council, *, now):
    """Return how many writers failed, how many lines are sealed, and what is wrong with the chain, in one line."""
    faults: list[Exception] = []
    writers = [threading.Thread(target=a_writer, args=(council, faults)) for _ in range(WRITERS)]
    for writer in writers:
        writer.start()
    while any(writer.is_alive() for writer in writers):
        chain.seal(council, now=now)
    for writer in writers:
        writer.join()
    head = chain.seal(council, now=now)
    return f"{len(faults)} faults, {head.position} lines, {len(chain.verify(council))} findings"


def a_writer(council, faults):
    """Write lines, each in a transaction of its own, as requests do."""
    try:
        for n in range(EACH):
            with transaction.atomic():
                record(verb="history.read", council=council, target=council, by=None, detail={"n": n})
    except Exception as fault:  # noqa: BLE001 - whatever a writer met is what the test is about
        faults.append(fault)
    finally:
        connections.close_all()


def main():
    """Make a database in GOLDENTHREAD_DATA_DIR and set the crowd on it."""
    call_command("migrate", verbosity=0)
    council = Council.objects.create(slug="many", name="Many")
    print(write_and_seal(council, now=datetime(2026, 11, 2, tzinfo=UTC)))  # noqa: T201


if __name__ == "__main__":
    main()
