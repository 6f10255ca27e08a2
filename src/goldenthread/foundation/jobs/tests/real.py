"""Workers in processes of their own, to be killed: run by itself with a word, on the database of its environment.

enqueue NUMBER SECONDS    write so many jobs, each of which takes so long
work [THREADS]            do them until stopped
naked NUMBER SECONDS      the control: hand the same work straight to the queue, without our rows and leases
naked-work                do that until stopped
count                     print how many effects and open jobs there are
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import django

if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "goldenthread.config.settings"
    django.setup()

from django.conf import settings
from django.core.management import call_command
from huey.consumer import Consumer

from goldenthread.foundation.jobs import actions, engine, worker
from goldenthread.foundation.jobs.models import OPEN, Job
from goldenthread.foundation.jobs.registry import register
from goldenthread.foundation.tenancy.models import Council

KIND = "tests.real"


def note(word: str) -> None:
    """Write a word to the ledger in one go: lines of many processes do not mix."""
    with open(Path(os.environ["LEDGER"]), "ab", buffering=0) as ledger:
        ledger.write(f"{word} {os.getpid()} {time.time():.3f}\n".encode())


def long_job(work):
    """Take a while, then leave one effect, in one transaction with "done"."""
    key = str(work.payload["slug"])
    note(f"begin {key}")
    for step in range(int(work.payload["tenths"])):
        work.progress(step, work.payload["tenths"])
        time.sleep(0.1)
    with work.finishing():
        Council.objects.create(slug=key, name="An effect")
    note(f"end {key}")


def naked_job(key: str, seconds: float) -> None:
    note(f"begin {key}")
    time.sleep(seconds)
    Council.objects.create(slug=key, name="An effect")
    note(f"end {key}")


def main(word: str, *rest: str) -> None:
    register(KIND, label="A long job")(long_job)
    settings.JOBS_NUDGE = True
    naked = engine.queue().task(name="naked")(naked_job)
    if word == "migrate":
        call_command("migrate", verbosity=0)
    elif word == "enqueue":
        for n in range(int(rest[0])):
            given = {"slug": f"effect-{n}", "tenths": int(float(rest[1]) * 10)}
            actions.enqueue(council=None, kind=KIND, key=str(n), payload=given)
    elif word == "work":
        worker.work(threads=int(rest[0]) if rest else 1)
    elif word == "naked":
        for n in range(int(rest[0])):
            naked(f"effect-{n}", float(rest[1]))
    elif word == "naked-work":
        Consumer(engine.queue(), workers=1, max_delay=0.5).run()
    elif word == "count":
        effects = Council.objects.filter(slug__startswith="effect-").count()
        print(effects, Job.objects.everywhere().filter(kind=KIND, state__in=OPEN).count())  # noqa: T201


if __name__ == "__main__":
    main(*sys.argv[1:])
