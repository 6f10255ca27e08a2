"""Dates of the demo, counted back from the day it is loaded, so that it never grows old."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone


def month(ago: int, *, today: date) -> date:
    """Return the first day of the month that began `ago` whole months before this month."""
    months = today.year * 12 + today.month - 1 - ago
    return date(months // 12, months % 12 + 1, 1)


def noon(day: date) -> datetime:
    """Return midday of a day, in local time."""
    return timezone.make_aware(datetime.combine(day, time(12)))


def no_later(day: date, *, today: date) -> date:
    """Return `day`, or yesterday when that has not come yet."""
    return min(day, today - timedelta(days=1))
