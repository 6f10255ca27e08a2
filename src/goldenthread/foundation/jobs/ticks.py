"""The one clock of many workers: whoever moves a schedule on enqueues its jobs, all others find it moved."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from goldenthread.domain.schedules import Schedule
from goldenthread.foundation.hooks.clock import CHORES, HOUSE_CHORES, Chore, HouseChore
from goldenthread.foundation.jobs import actions
from goldenthread.foundation.jobs.models import Tick
from goldenthread.foundation.jobs.work import Work
from goldenthread.foundation.tenancy.queries import all_councils

COUNCIL, WHOLE_HOUSE = "clock.council", "clock.house"


class ChoresFailed(Exception):
    """Some chores of this schedule failed; the others were done."""


def strike(*, now: datetime) -> list[str]:
    """Enqueue the jobs of each schedule that is due; returns the keys of those that this call moved on.

    After downtime a schedule that missed several times is done once.
    """
    return [when.key for when in _schedules() if _claim(when, now)]


def _schedules() -> list[Schedule]:
    ours = [chore.when for chore in CHORES] + [chore.when for chore in HOUSE_CHORES]
    return list(dict.fromkeys(ours))


@transaction.atomic
def _claim(when: Schedule, now: datetime) -> bool:
    """Move a schedule on and enqueue its jobs, unless it is not due or another worker did it."""
    upcoming = when.next_after(now)
    tick, _ = Tick.objects.get_or_create(schedule=when.key, defaults={"next_at": upcoming})
    rows = Tick.objects.filter(pk=tick.pk, next_at=tick.next_at)
    if tick.next_at > now:
        if (
            tick.next_at > now + 2 * when.period
        ):  # the clock was ahead and went back: what was done stays done
            rows.update(next_at=upcoming)
        return False
    if not rows.update(next_at=upcoming):
        return False
    _enqueue(when, tick.next_at)
    return True


def _enqueue(when: Schedule, due: datetime) -> None:
    # The time it was due is in the key, so the same time is never done twice, whatever becomes of the tick.
    key = f"{when.key}@{due:%Y-%m-%dT%H:%M}Z"
    if any(chore.when == when for chore in HOUSE_CHORES):
        actions.enqueue(council=None, kind=WHOLE_HOUSE, key=key, payload={"schedule": when.key})
    if any(chore.when == when for chore in CHORES):
        for council in all_councils():
            actions.enqueue(council=council, kind=COUNCIL, key=key, payload={"schedule": when.key})


def do_council_chores(work: Work) -> str:
    """Do the chores of one schedule for a council, in their order; one that fails does not stop the others."""
    return _each(work, CHORES)


def do_house_chores(work: Work) -> str:
    """Do the chores of one schedule for the house; one that fails does not stop the others."""
    return _each(work, HOUSE_CHORES)


def _each(work: Work, chores: list[Chore] | list[HouseChore]) -> str:
    mine = [chore for chore in chores if chore.when.key == work.payload["schedule"]]
    failed: list[Exception] = []
    for place, chore in enumerate(mine):
        work.progress(place, len(mine), words=chore.key.capitalize())
        failed += _tried(work, chore)
    work.progress(len(mine), len(mine))
    if failed:
        raise ChoresFailed(str(ChoresFailed.__doc__)) from failed[0]
    return f"{len(mine)} {'thing' if len(mine) == 1 else 'things'} done."


def _tried(work: Work, chore: Chore | HouseChore) -> Iterator[Exception]:
    try:
        now = timezone.now()
        if isinstance(chore, Chore):
            chore.run(work.council, now)
        else:
            chore.run(now)
    except Exception as fault:  # noqa: BLE001 - the next chore is not to wait for the mend of this one
        yield fault
