"""Measures as series: found, read and put in order for lists and for home."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ObjectDoesNotExist

from goldenthread.foundation.people.models import User
from goldenthread.foundation.permissions.access import WHOLE_COUNCIL, Access
from goldenthread.foundation.tenancy.models import Council
from goldenthread.returns import ascof
from goldenthread.thread import queries
from goldenthread.thread.series import COUNTED_FROM_VOICES, Series, readable

if TYPE_CHECKING:
    from goldenthread.thread.models import Measure

MOST_MEASURES = 400  # a council watches some dozens; past this the list is cut, and says so
SORTS = ("title", "latest", "owner", "shows")
ENGLAND = "E92000001"
BETTER, WORSE, OTHER = "better", "worse", "other"


class MeasureMissing(Exception):
    """There is no such measure here."""


@dataclass(frozen=True)
class MeasureFilter:
    """What a list of measures is narrowed to; `shows` is better, worse, other (changed), steady or few."""

    words: str = ""
    owner: str = ""
    shows: str = ""
    sort: str = "title"


def one(council: Council, public_id: str) -> Measure:
    """Return one measure; raises MeasureMissing for an address that leads to none."""
    if "\0" in public_id:  # PostgreSQL would not even look
        raise MeasureMissing(str(MeasureMissing.__doc__))
    try:
        return queries.measure(council, public_id)
    except ObjectDoesNotExist as missing:
        raise MeasureMissing(str(MeasureMissing.__doc__)) from missing


def series_of(access: Access, measures: Iterable[Measure]) -> list[Series]:
    """Return each measure with the readings this person may see, in the order given, by one question for them all."""
    rows = list(measures)
    readings = queries.readings_of(access.council, rows)
    return [Series.of(measure, readable(access, measure, readings[measure.pk])) for measure in rows]


def holds_back(access: Access, measure: Measure) -> bool:
    """Say whether this person sees no month of this measure that rests on few people."""
    return bool(measure.live.startswith(COUNTED_FROM_VOICES)) and access.reach("voice.read") != WHOLE_COUNCIL


def readings(measure: Measure) -> list[Any]:
    """Return every reading of a measure, oldest first, for those who keep them."""
    return queries.readings_of(measure.council, [measure])[measure.pk]


def listed(access: Access, chosen: MeasureFilter) -> list[Series]:
    """Return the measures a list shows, narrowed and in order."""
    rows = queries.measures(access.council)
    if chosen.words:
        rows = rows.filter(title__icontains=chosen.words)
    if chosen.owner:
        rows = rows.filter(owner__email=chosen.owner)
    found = series_of(access, rows[:MOST_MEASURES])
    if chosen.shows:
        found = [series for series in found if kind_of(series) == chosen.shows]
    key, down = chosen.sort.removeprefix("-"), chosen.sort.startswith("-")
    if key in SORTS:
        found.sort(key=ORDERS[key], reverse=down)
    return found


def kind_of(series: Series) -> str:
    """Return what the newest reading shows: "better", "worse", "other", "steady" or "few" readings."""
    mark = series.chart.variation
    stems = {"improvement": BETTER, "concern": WORSE, "neutral": OTHER, "common": "steady", "none": "few"}
    return stems[mark.split("_")[0]]


RANKS = {WORSE: 0, OTHER: 1, BETTER: 2, "steady": 3, "few": 4}
ORDERS = {
    "title": lambda series: series.measure.title.lower(),
    "latest": lambda series: (
        series.latest.period_on.isoformat() if series.latest else "",
        series.measure.pk,
    ),
    "owner": lambda series: (str(series.measure.owner or "").lower(), series.measure.pk),
    "shows": lambda series: (RANKS[kind_of(series)], series.measure.title.lower()),
}


def owners(council: Council) -> list[User]:
    """Return the people who own a measure, by name."""
    found = {measure.owner for measure in queries.measures(council)[:MOST_MEASURES] if measure.owner}
    return sorted(found, key=lambda person: person.name)


@dataclass(frozen=True)
class Elsewhere:
    """A published figure of this council beside England's, for the newest year that has both."""

    title: str
    year: str
    here: float
    england: float
    credit: str


def elsewhere(council: Council, measure: Measure) -> Elsewhere | None:
    """Return the council's published figure beside England's when the measure is counted from ASCOF, else None."""
    kind, _, key = measure.live.partition(":")
    if kind != "ascof" or not council.ons_code:
        return None
    england = {one.year: one.value for one in ascof.history_of(ENGLAND, key)}
    for mine in reversed(ascof.history_of(council.ons_code, key)):
        theirs = england.get(mine.year)
        if mine.value is not None and theirs is not None:
            title = ascof.measures()[key].title if key in ascof.measures() else key
            return Elsewhere(title, mine.year, mine.value, theirs, ascof.CREDIT)
    return None
