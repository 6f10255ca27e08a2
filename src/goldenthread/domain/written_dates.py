"""Days as people and spreadsheets write them, and which way round a whole file writes them."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache

EARLIEST = date(1990, 1, 1)  # councils hold no comment in a computer from before this; older is a slip
LATEST = date(2100, 12, 31)
SPREADSHEET_ZERO = date(1899, 12, 30)  # day 0 of serial numbers, so that 1 March 1900 onwards is right
FIRST_SERIAL, LAST_SERIAL = 20_000, 80_000  # 1954 to 2119: a bare number outside is not a day
CENTURY_TURNS_AT = 69  # as in POSIX: 68 is 2068, 69 is 1969
LONGEST_WRITTEN = 60  # letters; no date needs more, and longer ones are not worth remembering
MONTHS = {
    name.lower(): number
    for number in range(1, 13)
    for name in (calendar.month_name[number], calendar.month_abbr[number])
} | {"sept": 9}

_TIME = re.compile(
    r"[\sT,]+(?:at\s+)?\d{1,2}(?:[:.]\d{2}){1,2}(?:[.,]\d+)?\s*(?:[ap]\.?m\.?)?\s*(?:Z|UTC|GMT|BST|[+-]\d{2}:?\d{2})?$"
    r"|[\sT,]+\d{1,2}\s*[ap]m$",
    re.IGNORECASE | re.ASCII,
)
_WEEKDAY = re.compile(
    r"^(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?[,.\s]+", re.IGNORECASE
)
_YEAR_FIRST = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$", re.ASCII)
_NUMBERS = re.compile(r"(\d{1,2})\s*([-/. ])\s*(\d{1,2})\s*\2\s*(\d{4}|\d{2})$", re.ASCII)
_DAY_NAME = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th)?(?:\s+of)?[-\s/.,]*([a-z]{3,9})[-\s/.,']*(\d{4}|\d{2})$", re.I | re.A
)
_NAME_DAY = re.compile(r"([a-z]{3,9})[-\s/.]*(\d{1,2})(?:st|nd|rd|th)?[-\s/.,]+(\d{4}|\d{2})$", re.I | re.A)
_EIGHT = re.compile(r"(\d{4})(\d{2})(\d{2})$", re.ASCII)
_SERIAL = re.compile(r"\d{5}(?:\.\d+)?$", re.ASCII)


class Order(StrEnum):
    """Which part a file writes first in dates such as 03/04/2026."""

    DAY_FIRST = "day first"
    MONTH_FIRST = "month first"


class NotADay(ValueError):
    """This is not a date that can be used; the text says how to mend it."""


@dataclass(frozen=True)
class Day:
    """A date that was read. `swapped`: only the other order gave a real date. `either`: both orders did."""

    on: date
    swapped: bool = False
    either: bool = False


@dataclass(frozen=True)
class Habit:
    """How a file writes its dates, with the rows that show it."""

    order: Order
    day_first: int
    month_first: int
    either: int


def habit_of(values: Iterable[object]) -> Habit:
    """Return how a file writes its dates, counted over rows that can be read in one way only.

    A tie, and a file where nothing decides, is read day first, as people in England write.
    """
    day_first = month_first = either = 0
    for value in values:
        parts = _parts(value)
        if parts is None:
            continue
        first, second, _ = parts
        if first > 12 >= second:
            day_first += 1
        elif second > 12 >= first:
            month_first += 1
        elif first != second:
            either += 1
    order = Order.MONTH_FIRST if month_first > day_first else Order.DAY_FIRST
    return Habit(order, day_first, month_first, either)


def read_day(value: object, *, order: Order = Order.DAY_FIRST, today: date | None = None) -> Day:
    """Return the day that `value` names: text, a date, a date with a time, or a spreadsheet's serial number.

    Raises `NotADay` for what is not a date, not a real date, before 1990, or after `today`.
    """
    day = _read(value, order)
    if day.on < EARLIEST:
        raise NotADay(f'"{_short(value)}" is before 1990. Check the year.')
    if day.on > LATEST:
        raise NotADay(f'"{_short(value)}" is after 2100. Check the year.')
    if today is not None and day.on > today:
        raise NotADay(f'"{_short(value)}" is in the future. {_mend_for_future(day, today)}')
    return day


def _mend_for_future(day: Day, today: date) -> str:
    """Return what to do; when the other order gives a day in the past, show how to write that one."""
    if day.either and (other := date(day.on.year, day.on.day, day.on.month)) <= today:
        return f"If it means {other.day} {calendar.month_name[other.month]}, write it as {other:%Y-%m-%d}."
    return "Check the day, month and year."


def _read(value: object, order: Order) -> Day:
    if isinstance(value, datetime):
        return Day(value.date())
    if isinstance(value, date):
        return Day(value)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return _from_serial(float(value), value)
    text = str(value or "").strip()
    if not text:
        raise NotADay("there is no date. Write the day, month and year, for example 28/02/2026.")
    if len(text) > LONGEST_WRITTEN:
        raise NotADay(
            f'"{_short(text)}" is not a date. Write the day, month and year, for example 28/02/2026.'
        )
    return _from_text(text, order)


@lru_cache(maxsize=20_000)
def _from_text(written: str, order: Order) -> Day:
    text = _day_part(written)
    if match := _YEAR_FIRST.match(text):
        return Day(_real(written, int(match[1]), int(match[3]), int(match[4])))
    if match := _NUMBERS.match(text):
        return _from_numbers(written, int(match[1]), int(match[3]), _year(match[4]), order)
    if match := _DAY_NAME.match(text):
        return Day(_real(written, _year(match[3]), _month(written, match[2]), int(match[1])))
    if match := _NAME_DAY.match(text):
        return Day(_real(written, _year(match[3]), _month(written, match[1]), int(match[2])))
    if match := _EIGHT.match(text):
        return Day(_real(written, int(match[1]), int(match[2]), int(match[3])))
    if _SERIAL.match(text):
        return _from_serial(float(text), written)
    raise NotADay(
        f'"{_short(written)}" is not a date. Write the day, month and year, for example 28/02/2026.'
    )


def _from_numbers(written: str, first: int, second: int, year: int, order: Order) -> Day:
    """Return the day of three numbers, read by the habit, or the other way round when only that is real."""
    by_habit = (second, first) if order is Order.DAY_FIRST else (first, second)
    other = by_habit[1], by_habit[0]
    if _exists(year, *by_habit):
        return Day(date(year, *by_habit), either=first != second and _exists(year, *other))
    if _exists(year, *other):
        return Day(date(year, *other), swapped=True)
    month, day = by_habit if 1 <= by_habit[0] <= 12 else other
    return Day(_real(written, year, month, day))


def _from_serial(serial: float, written: object) -> Day:
    if FIRST_SERIAL <= serial <= LAST_SERIAL:
        return Day(SPREADSHEET_ZERO + timedelta(days=int(serial)))
    if float(serial).is_integer() and (match := _EIGHT.match(str(int(serial)))):
        return Day(_real(written, int(match[1]), int(match[2]), int(match[3])))
    raise NotADay(
        f'"{_short(written)}" is not a date. Write the day, month and year, for example 28/02/2026.'
    )


def _real(written: object, year: int, month: int, day: int) -> date:
    """Return the date, or raise `NotADay` with the nearest real one when only the day is too high."""
    if _exists(year, month, day):
        return date(year, month, day)
    mend = "Write the day, month and year, for example 28/02/2026."
    if 1 <= month <= 12 and day > 28 and 1 <= year <= 9999:
        last = calendar.monthrange(year, month)[1]
        mend = f"Write it as {last:02}/{month:02}/{year}." if day <= 31 else mend
    raise NotADay(f'"{_short(written)}" is not a real date. {mend}')


def _exists(year: int, month: int, day: int) -> bool:
    return 1 <= year <= 9999 and 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]


def _month(written: str, name: str) -> int:
    try:
        return MONTHS[name.lower()]
    except KeyError:
        raise NotADay(f'"{_short(written)}" has no month that we know. Write it like 3 March 2026.') from None


def _year(digits: str) -> int:
    year = int(digits)
    if len(digits) == 4:
        return year
    return year + (1900 if year >= CENTURY_TURNS_AT else 2000)


@lru_cache(maxsize=20_000)
def _day_part(text: str) -> str:
    """Return `text` with no weekday in front, no time behind and single spaces."""
    plain = " ".join(text.strip("'\u200e\u200f\u202a\u202c ").split())
    return _WEEKDAY.sub("", _TIME.sub("", plain)).strip(" ,")


def _parts(value: object) -> tuple[int, int, int] | None:
    """Return the numbers of a date written as three numbers with the year last."""
    if (
        not isinstance(value, str)
        or len(value) > LONGEST_WRITTEN
        or not (match := _NUMBERS.match(_day_part(value)))
    ):
        return None
    return int(match[1]), int(match[3]), _year(match[4])


def _short(value: object) -> str:
    """Return what was written, cut so that a sentence stays readable."""
    text = " ".join(str(value).split())
    return text if len(text) <= 30 else text[:29] + "…"
