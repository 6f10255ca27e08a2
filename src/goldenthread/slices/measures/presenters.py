"""Measures in words: rows of the list, the page of one, rows to take away."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from goldenthread.slices.measures.queries import Elsewhere
from goldenthread.thread.series import Series, figure_words, reading_words
from goldenthread.ui.charts import ChangeFlag

if TYPE_CHECKING:
    from goldenthread.thread.models import Measure, Trial

EXPORT_HEAD = (
    "Question", "What is counted", "Out of what", "Newest month", "Newest reading", "How many", "Out of how many",
    "What it shows", "Target", "Owner", "Source", "Caveat",
)  # fmt: skip
READINGS_HEAD = ("Month", "Value", "How many", "Out of how many", "Note")
BETTER = {
    "up": "Higher is better",
    "down": "Lower is better",
    "neither": "Neither way is better: it is watched",
}


def day(value: date) -> str:
    """Return a day as people write it: "5 January 2026"."""
    return f"{value.day} {value:%B %Y}"


def period_words(on: date, every: str) -> str:
    """Return a period as people say it: "March 2026", or for a year "year from April 2024"."""
    return f"year from {on:%B %Y}" if every == "year" else f"{on:%B %Y}"


@dataclass(frozen=True)
class MeasureRow:
    """One line of the list."""

    title: str
    public_id: str
    latest: str
    period: str
    shape: str
    shows: str
    target: str
    owner: str
    synthetic: bool

    @classmethod
    def of(cls, series: Series) -> MeasureRow:
        """Return the line of one measure."""
        measure, latest = series.measure, series.latest
        shape, words = series.variation
        return cls(
            title=measure.title,
            public_id=measure.public_id,
            latest=reading_words(latest, measure.unit) if latest else "No readings yet",
            period=period_words(latest.period_on, measure.every) if latest else "",
            shape=shape,
            shows=words,
            target=_target(measure),
            owner=str(measure.owner) if measure.owner else "Nobody yet",
            synthetic=measure.synthetic,
        )


def _target(measure: Measure) -> str:
    return "" if measure.target is None else figure_words(measure.target, measure.unit)


@dataclass(frozen=True)
class MeasurePage:
    """The page of one measure."""

    sentence: str
    latest: str
    picture: str
    table: dict[str, object]
    rule_set: str
    shape: str
    shows: str
    assurance_shape: str
    assurance: str
    facts: tuple[tuple[str, str], ...]
    flags: tuple[tuple[int, str, str, str], ...]  # (number on the axis, title, day, the change's public id)
    elsewhere: str
    has_readings: bool

    @classmethod
    def of(cls, series: Series, trials: Sequence[Trial], elsewhere: Elsewhere | None) -> MeasurePage:
        """Return the page of a measure, with the days on which changes that it tests began as flags."""
        flags = [ChangeFlag(trial.changed_on, trial.improvement.title) for trial in trials]
        latest, measure = series.latest, series.measure
        return cls(
            sentence=series.picture().sentence,
            latest=_latest(series),
            picture=series.drawn(flags) if latest else "",
            table=series.table(flags),
            rule_set=series.chart.rule_set if series.chart.shown_as_spc else "",
            shape=series.variation[0],
            shows=series.variation[1],
            assurance_shape=series.assurance[0],
            assurance=series.assurance[1],
            facts=tuple(_facts(measure)),
            flags=tuple(
                (number, trial.improvement.title, day(trial.changed_on), trial.improvement.public_id)
                for number, trial in enumerate(trials, start=1)
            ),
            elsewhere=_elsewhere(elsewhere, measure.unit),
            has_readings=latest is not None,
        )


def _latest(series: Series) -> str:
    if series.latest is None:
        return ""
    measure = series.measure
    when = period_words(series.latest.period_on, measure.every)
    return f"Newest reading: {reading_words(series.latest, measure.unit)}, {when}."


def _facts(measure: Measure) -> Iterable[tuple[str, str]]:
    yield "What is counted", measure.numerator_words
    if measure.denominator_words:
        yield "Out of what", measure.denominator_words
    yield "Which way is better", BETTER[measure.direction]
    yield "Target", _target(measure) or "No target set"
    yield "How often", "Every month" if measure.every == "month" else "Every year"
    yield "Source", measure.source
    if measure.live:
        published = measure.live.startswith("ascof:")
        yield "Counted", "From published figures" if published else "By this system, whole months only"
    yield "Be careful", measure.caveat or "Nothing noted"
    yield "Looked after by", str(measure.owner) if measure.owner else "Nobody yet"


def _elsewhere(found: Elsewhere | None, unit: str) -> str:
    if found is None:
        return ""
    here, england = figure_words(found.here, unit), figure_words(found.england, unit)
    return f"In {found.year} the published figure here was {here}; in England it was {england}. Source: {found.credit}."


def export_rows(found: Iterable[Series]) -> Iterable[tuple[object, ...]]:
    """Give one row of a file for each measure."""
    for series in found:
        measure, latest = series.measure, series.latest
        yield (
            measure.title, measure.numerator_words, measure.denominator_words,
            latest.period_on if latest else None, latest.value if latest else None,
            latest.numerator if latest else None, latest.denominator if latest else None,
            series.variation[1], measure.target, str(measure.owner or ""), measure.source, measure.caveat,
        )  # fmt: skip


def reading_rows(series: Series) -> Iterable[tuple[object, ...]]:
    """Give one row of a file for each reading, oldest first."""
    for one in series.readings:
        yield one.period_on, one.value, one.numerator, one.denominator, one.note


def moved_words(series: Series) -> str:
    """Return how a measure moved, its usual level before and its newest reading: "Are people told? 62% → 48%"."""
    latest, before, unit = series.latest, series.level_before, series.measure.unit
    if latest is None:
        return series.measure.title
    after = figure_words(latest.value, unit)
    was = (
        f"{figure_words(round(before) if abs(before) >= 10 else before, unit)} → "
        if before is not None
        else ""
    )
    return f"{series.measure.title} {was}{after}"
