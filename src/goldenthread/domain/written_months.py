"""Months as people write them: March 2026, 3/2026, 2026-03, a whole day, or a financial year such as 2024-25."""

from __future__ import annotations

import re
from datetime import date

from goldenthread.domain.written_dates import NotADay, read_day

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
FIRST_YEAR, LAST_YEAR = 1990, 2100  # what a series of a council can reach; anything else is a slip of the pen
APRIL, DECEMBER = 4, 12
_NAMED = re.compile(r"([A-Za-z]{3,9})[ .\-/]*(\d{4})")
_NUMBERS = re.compile(r"(\d{1,2})\s*[/.\- ]\s*(\d{4})")
_YEAR_FIRST = re.compile(r"(\d{4})\s*[/.\-]\s*(\d{1,2})")
_FINANCIAL = re.compile(r"(\d{4})\s*(?:[/\-]|to)\s*(?:20)?(\d{2})")


class NotAMonth(ValueError):
    """This is not a month that can be used; the text says how to mend it."""


def read_month(value: object) -> date:
    """Return the first day of the month that `value` names; raises NotAMonth with one sentence.

    A financial year (2024-25) gives 1 April of its first year.
    """
    text = " ".join(str(value).split())[:40]
    found = _month_of(text)
    if found is None:
        found = _day_of(value, text)
    year, month = found
    if not (FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12):
        raise NotAMonth(f'"{text}" is not a real month. Write it like March 2026.')
    return date(year, month, 1)


def _month_of(text: str) -> tuple[int, int] | None:
    if named := _NAMED.fullmatch(text):
        short = named[1][:3].lower()
        return (int(named[2]), MONTHS.index(short) + 1) if short in MONTHS else (0, 0)
    if numbers := _NUMBERS.fullmatch(text):
        return int(numbers[2]), int(numbers[1])
    ordered = _YEAR_FIRST.fullmatch(text)
    if (
        ordered and int(ordered[2]) <= DECEMBER
    ):  # 2011-12 is a month; only 2012-13 and later are years for certain
        return int(ordered[1]), int(ordered[2])
    year = _FINANCIAL.fullmatch(text)
    if year and (int(year[1]) + 1) % 100 == int(year[2]):
        return int(year[1]), APRIL
    return (0, 0) if ordered else None


def _day_of(value: object, text: str) -> tuple[int, int]:
    try:
        on = read_day(value).on
    except NotADay:
        raise NotAMonth(f'"{text}" is not a month. Write it like March 2026.') from None
    return on.year, on.month
