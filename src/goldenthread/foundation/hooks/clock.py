"""What is done by the clock, council by council or for the house: each part hangs its own chores here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from goldenthread.domain.schedules import NIGHTLY, Schedule
from goldenthread.foundation.tenancy.models import Council


@dataclass(frozen=True)
class Chore:
    """One thing done by the clock: `run` does it for a council at a moment and returns what it did, in one sentence.

    It may be run again when a worker was stopped halfway. Chores of one schedule are run in their order.
    """

    key: str
    run: Callable[[Council, datetime], str]
    order: int = 50
    when: Schedule = NIGHTLY


@dataclass(frozen=True)
class HouseChore:
    """One thing done by the clock for all councils at once, such as clearing up."""

    key: str
    run: Callable[[datetime], str]
    order: int = 50
    when: Schedule = NIGHTLY


CHORES: list[Chore] = []
HOUSE_CHORES: list[HouseChore] = []


def add_chore(chore: Chore) -> None:
    """Hang a chore; raises ValueError when another one has its key."""
    if any(one.key == chore.key and one != chore for one in CHORES):
        raise ValueError(f"There is a chore called {chore.key} already.")
    if chore not in CHORES:
        CHORES.append(chore)
        CHORES.sort(key=lambda one: (one.order, one.key))


def add_house_chore(chore: HouseChore) -> None:
    """Hang a chore of the house; raises ValueError when another one has its key."""
    if any(one.key == chore.key and one != chore for one in HOUSE_CHORES):
        raise ValueError(f"There is a chore of the house called {chore.key} already.")
    if chore not in HOUSE_CHORES:
        HOUSE_CHORES.append(chore)
        HOUSE_CHORES.sort(key=lambda one: (one.order, one.key))
