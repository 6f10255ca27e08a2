"""Clocks that the law or a promise sets."""

from collections.abc import Container
from datetime import date, timedelta

SATURDAY = 5


def working_days_after(start: date, days: int, *, holidays: Container[date] = ()) -> date:
    """Return the date `days` working days after `start`; the day itself does not count."""
    day = start
    while days > 0:
        day += timedelta(days=1)
        days -= day.weekday() < SATURDAY and day not in holidays
    return day
