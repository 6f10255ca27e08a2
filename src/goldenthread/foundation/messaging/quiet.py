"""When a message may go: quiet hours in the council's own time, summer and winter."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

HERE = ZoneInfo("Europe/London")


class Hours(Protocol):
    """Quiet hours: from `starts_at` to `ends_at`, over midnight when it starts later than it ends."""

    starts_at: time
    ends_at: time
    weekends: bool


def may_go_at(moment: datetime, hours: Hours | None, *, urgent: bool = False) -> datetime:
    """Return the first moment from `moment` on at which a message may go; `moment` itself when it is not quiet."""
    if hours is None or urgent:
        return moment
    here = moment.astimezone(HERE)
    for _ in range(10):  # a weekend and the nights around it are four steps at most
        if hours.weekends and here.weekday() >= 5:
            here = datetime.combine(here.date() + timedelta(days=1), time(0), HERE)
        elif _quiet(here.time(), hours):
            here = _end(here, hours)
        else:
            break
    return max(moment, here.astimezone(moment.tzinfo))


def _quiet(now: time, hours: Hours) -> bool:
    if hours.starts_at <= hours.ends_at:
        return hours.starts_at <= now < hours.ends_at
    return now >= hours.starts_at or now < hours.ends_at


def _end(here: datetime, hours: Hours) -> datetime:
    over_midnight = hours.starts_at > hours.ends_at and here.time() >= hours.starts_at
    day = here.date() + timedelta(days=1 if over_midnight else 0)
    return datetime.combine(day, hours.ends_at, HERE)
