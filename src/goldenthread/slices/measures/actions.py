"""Defining measures, adding readings by hand, by file or counted from this system, and noting what happened."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from goldenthread.foundation.people.models import User
from goldenthread.foundation.tenancy.models import Council
from goldenthread.returns import ascof
from goldenthread.thread import actions, queries
from goldenthread.thread.actions import Count

if TYPE_CHECKING:
    from goldenthread.thread.models import Measure, Subject, Theme


class NotAReading(ValueError):
    """This cannot be a reading of this measure; the text says how to mend it."""


class NotLive(Exception):
    """This measure is not counted from this system, or what it was counted from is gone."""


class TitleTaken(Exception):
    """There is a measure with this title already: give this one another."""


@dataclass(frozen=True)
class Given:
    """What was typed for one period: a value, or how many out of how many."""

    period_on: date
    numerator: float | None = None
    denominator: float | None = None
    value: float | None = None
    note: str = ""


@transaction.atomic
def define(*, council: Council, definition: Mapping[str, object], by: User, at: datetime) -> Measure:
    """Define a measure; raises TitleTaken when the question is asked already."""
    if queries.measures(council).filter(title=definition["title"]).exists():
        raise TitleTaken(str(TitleTaken.__doc__))
    return actions.define_measure(council=council, definition=definition, by=by, at=at)


@transaction.atomic
def redefine(*, measure: Measure, definition: Mapping[str, object], by: User) -> Measure:
    """Change what a measure says of itself; raises TitleTaken when another measure asks the same."""
    same = queries.measures(measure.council).filter(title=definition["title"]).exclude(pk=measure.pk)
    if same.exists():
        raise TitleTaken(str(TitleTaken.__doc__))
    return actions.redefine_measure(measure=measure, definition=definition, by=by)


def count_of(measure: Measure, given: Given, *, today: date) -> Count:
    """Return the reading that was meant; raises NotAReading with one sentence.

    A percent is 0 to 100: numerator / denominator x 100. Another unit is numerator / denominator, or the value.
    """
    if given.period_on > today:
        raise NotAReading(
            f"{given.period_on:%B %Y} is in the future: a reading is of a month that has begun."
        )
    value = _value(measure, given)
    return Count(given.period_on, value, given.numerator, given.denominator, given.note)


def _value(measure: Measure, given: Given) -> float:
    top, bottom = given.numerator, given.denominator
    if top is not None and bottom is not None:
        return _ratio(measure, top, bottom)
    if given.value is None:
        raise NotAReading("Give how many out of how many, or the value.")
    if measure.unit == "percent" and not 0 <= given.value <= 100:
        raise NotAReading(f"{given.value:g}% cannot be: a percent lies between 0 and 100.")
    return given.value


def _ratio(measure: Measure, top: float, bottom: float) -> float:
    if bottom <= 0:
        raise NotAReading("“Out of how many” must be above 0: nothing can be a share of nobody.")
    if top < 0:
        raise NotAReading("“How many” cannot be below 0.")
    if measure.unit != "percent":
        return top / bottom
    if top > bottom:
        raise NotAReading(f"{top:g} is more than {bottom:g}: a part cannot be larger than the whole.")
    return top / bottom * 100


@transaction.atomic
def add(*, measure: Measure, counts: Sequence[Count], by: User | None, at: datetime) -> int:
    """Add readings; one that is there for the period is replaced, its note kept unless a new one is given.

    Return how many were new or changed.
    """
    notes = {old.period_on: old.note for old in queries.readings_of(measure.council, [measure])[measure.pk]}
    kept = [
        count if count.note else Count(
            count.period_on, count.value, count.numerator, count.denominator, notes.get(count.period_on, "")
        )
        for count in counts
    ]  # fmt: skip
    return actions.add_readings(measure=measure, counts=kept, by=by, at=at)


@transaction.atomic
def annotate(*, measure: Measure, period_on: date, note: str, by: User) -> None:
    """Say what happened in one period; raises NotAReading when there is no reading of it."""
    reading = queries.reading(measure, period_on)
    if reading is None:
        raise NotAReading(f"There is no reading of {period_on:%B %Y}: choose one from the list.")
    actions.annotate_reading(reading=reading, note=note, by=by)


@transaction.atomic
def refresh_live(*, measure: Measure, by: User | None, at: datetime) -> int:
    """Count a live measure again from what people said, or from the published outcomes.

    Only whole months count. Return how many readings were new or changed; raises NotLive.
    """
    counts = _counted(measure, at.date())
    return add(measure=measure, counts=counts, by=by, at=at)


def refresh_all(*, council: Council, at: datetime) -> tuple[int, int]:
    """Count every live measure of a council again, each in a transaction of its own, so that none waits long.

    Return how many were counted, and how many have lost their source.
    """
    counted = lost = 0
    for measure in queries.measures(council).exclude(live=""):
        try:
            refresh_live(measure=measure, by=None, at=at)
            counted += 1
        except NotLive:
            lost += 1
    return counted, lost


def _counted(measure: Measure, today: date) -> list[Count]:
    if measure.live.startswith("ascof:"):
        return list(_published(measure))
    asked = dict(part.partition(":")[::2] for part in measure.live.split(";") if part)
    if not asked.keys() & {"theme", "score"}:
        raise NotLive("This measure is not counted from this system: add its readings by hand or by file.")
    theme, subject = _sources(measure.council, asked)
    months = queries.monthly(
        measure.council, theme=theme, subject=subject, poor_scores=asked.get("score") == "poor"
    )
    return [
        Count(month.starts_on, month.about / month.total * 100, month.about, month.total)
        for month in months
        if month.total and month.starts_on < today.replace(day=1)
    ]


def _sources(council: Council, asked: Mapping[str, str]) -> tuple[Theme | None, Subject | None]:
    theme = queries.find_theme(council, asked["theme"]) if "theme" in asked else None
    subject = queries.find_subject(council, asked["subject"]) if "subject" in asked else None
    if ("theme" in asked and theme is None) or ("subject" in asked and subject is None):
        raise NotLive("What this measure was counted from is no longer here: choose its source again.")
    return theme, subject


def _published(measure: Measure) -> Iterable[Count]:
    """Give the council's published yearly figures, each dated 1 April of its year."""
    key = measure.live.partition(":")[2]
    found = ascof.history_of(measure.council.ons_code, key) if measure.council.ons_code else []
    if not found:
        raise NotLive("There are no published figures of this council for this measure.")
    for outcome in found:
        if outcome.value is not None:
            yield Count(date(int(outcome.year[:4]), 4, 1), outcome.value)
