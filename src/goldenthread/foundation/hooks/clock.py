"""What is done by the clock, council by council: each part hangs its own chores here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from goldenthread.foundation.tenancy.models import Council


@dataclass(frozen=True)
class Chore:
    """One thing done by the clock: `run` does it for a council at a moment and returns what it did, in one sentence."""

    key: str
    run: Callable[[Council, datetime], str]
    order: int = 50


CHORES: list[Chore] = []


def add_chore(chore: Chore) -> None:
    """Hang a chore; raises ValueError when another one has its key."""
    if any(one.key == chore.key and one != chore for one in CHORES):
        raise ValueError(f"There is a chore called {chore.key} already.")
    if chore not in CHORES:
        CHORES.append(chore)
        CHORES.sort(key=lambda one: (one.order, one.key))
