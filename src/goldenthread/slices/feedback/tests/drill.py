"""A process that brings a file in and is killed on the way, again and again; test_killed.py starts it.

Each try runs in a child with a copy of the data folder, and the child is killed: nothing of it can tidy up.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import connections

from goldenthread.foundation.imports import actions
from goldenthread.foundation.imports.models import Import, State
from goldenthread.foundation.people.models import User
from goldenthread.foundation.tenancy.models import Council
from goldenthread.slices.feedback.tests.factories import Town
from goldenthread.thread import queries as ask

ROWS = 2_500
KILLED = 9
NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


def content() -> bytes:
    """Return a file of `ROWS` comments about three services."""
    days = (f"2026-{1 + n % 9:02}-{1 + n % 28:02}" for n in range(ROWS))
    lines = [f"{day},I was told thing number {n}.,Service {n % 3}" for n, day in enumerate(days)]
    return "\n".join(["Date,Comment,Service", *lines]).encode()


def send() -> None:
    """Make a council and send a file."""
    town = Town()
    sent = actions.Sent("drill.csv", [content()])
    actions.upload(council=town.council, kind="comments", sent=sent, by=town.lead, at=NOW)


def accept(point: str) -> None:
    """Accept the file, and die at a point: no clean-up runs, as after a power cut."""
    arrival = Import.objects.everywhere().get()
    if point in POINTS:
        POINTS[point](arrival)
    actions.accept(arrival=arrival, by=User.objects.get(email__startswith="asha"), at=datetime.now(UTC))


def count() -> int:
    """Return how many comments can be seen."""
    town = Council.objects.get()
    lead = User.objects.get(email__startswith="asha")
    access = Town.access_of(lead, town)
    return ask.voices(access).count()


def die(*args: Any, **kwargs: Any) -> None:
    """Stop this process at once."""
    os._exit(KILLED)


def _after(module: Any, name: str, *, calls: int = 1) -> Callable[[Import], None]:
    """Return what makes the process die after the nth call of a function."""

    def sabotage(arrival: Import) -> None:
        real, left = getattr(module, name), [calls]

        def then_die(*args: Any, **kwargs: Any) -> Any:
            answer = real(*args, **kwargs)
            left[0] -= 1
            if not left[0]:
                die()
            return answer

        setattr(module, name, then_die)

    return sabotage


def _flip_first(arrival: Import) -> None:
    """The mistake that the drill must notice: the file counts before its rows are in place."""
    Import.objects.within(arrival.council).update(state=State.ACCEPTED)
    actions._claim = lambda *args: True
    _after(actions, "_touch")(arrival)


POINTS: dict[str, Callable[[Import], None]] = {
    "when it was just claimed": _after(actions, "_claim"),
    "after the first thousand rows": _after(actions, "_touch"),
    "after the second thousand rows": _after(actions, "_touch", calls=2),
    "when all rows are in place": _after(actions, "_touch", calls=3),
    "when the flip has begun": _after(actions, "_locked"),
    "when the flip is written but not committed": _after(actions, "_decide"),
    "when it is all done": _after(actions, "_flip"),
    "flip first": _flip_first,
}
CONTROL = "flip first"
CHANCES = 6


def main(folder: Path) -> None:
    """Kill an import at every point, then at any moment; print {what: [exit code, seen then, seen after a retry]}."""
    call_command("migrate", verbosity=0, interactive=False)
    send()
    sent, found = folder / "sent", {}
    connections.close_all()
    shutil.copytree(folder, sent, ignore=shutil.ignore_patterns("sent", "try"))
    for point in POINTS:
        found[point] = one_try(sent, folder / "try", lambda point=point: accept(point), after=None)
    for chance in range(CHANCES):
        moment = random.Random(chance).uniform(0.02, 0.9)
        found[f"chance {chance}"] = one_try(sent, folder / "try", lambda: accept(""), after=moment)
    sys.stdout.write(json.dumps(found))


def one_try(sent: Path, copy: Path, work: Callable[[], None], *, after: float | None) -> list[int]:
    """Let a child work on a fresh copy until it dies, or is killed; return how it ended and what can be seen."""
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(sent, copy)
    code = in_child(copy, work, after=after)
    in_child(copy, lambda: (copy / "seen").write_text(str(count())))
    in_child(copy, try_again)
    in_child(copy, lambda: (copy / "seen again").write_text(str(count())))
    return [code, int((copy / "seen").read_text()), int((copy / "seen again").read_text())]


def try_again() -> None:
    """Press the button again, two minutes later."""
    actions.STILL = timedelta(0)
    accept("")


def in_child(folder: Path, work: Callable[[], Any], *, after: float | None = None) -> int:
    """Run `work` in a child on the data in `folder`; kill the child `after` seconds; return its exit code."""
    child = os.fork()
    if not child:
        settings.DATA_DIR = folder
        connections["default"].settings_dict["NAME"] = str(folder / "goldenthread.sqlite3")
        work()
        connections.close_all()
        os._exit(0)
    if after is not None:
        time.sleep(after)
        os.kill(child, signal.SIGKILL)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
