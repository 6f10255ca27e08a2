"""The calendar a chart is expected to fill, so that a missing month is seen and never bridged."""

from collections.abc import Mapping
from datetime import date


def every_month(readings: Mapping[date, float]) -> tuple[tuple[date, ...], tuple[float | None, ...]]:
    """Return the first day of each month from first to last reading, and its value (`None`: no reading).

    When a month holds several readings the latest counts.
    """
    if not readings:
        return (), ()
    by_month = {on.replace(day=1): readings[on] for on in sorted(readings)}
    months = [min(by_month)]
    while months[-1] < max(by_month):
        months.append(month_after(months[-1]))
    return tuple(months), tuple(by_month.get(month) for month in months)


def month_after(on: date, months: int = 1) -> date:
    """Return the first day of the month `months` after the month of `on`."""
    count = on.year * 12 + on.month - 1 + months
    return date(count // 12, count % 12 + 1, 1)
