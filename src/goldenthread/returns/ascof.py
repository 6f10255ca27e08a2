"""Adult Social Care Outcomes Framework: each council's published figures, measure by measure, year by year."""

from __future__ import annotations

import csv
import gzip
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data" / "ascof"
CREDIT = "Department of Health and Social Care, ASCOF 2024 to 2025 (Open Government Licence v3.0)"
FLAGS = {"c": "suppressed", "z": "not applicable", "x": "not available"}
# What a statistic is called in the file, and the part of an `Outcome` it fills. Measure 6b has its own names.
PARTS = {
    "outcome": "value",
    "numerator": "numerator",
    "denominator": "denominator",
    "margin of error": "margin",
    "number of respondents": "respondents",
    "6b outcome": "value",
    "6b numerator": "numerator",
    "6b denominator": "denominator",
}


@dataclass(frozen=True)
class Measure:
    """One measure. `better` is "yes" when higher is better, "no" when lower is, "context" when neither."""

    key: str
    title: str
    source: str
    better: str


@dataclass(frozen=True)
class Figure:
    """One figure of the file, before figures are put together."""

    measure: str
    year: str
    level: str
    ons_code: str
    name: str
    part: str
    value: float | None
    flag: str

    @property
    def outcome_key(self) -> tuple[str, str, str, str, str]:
        """Return what tells this figure's outcome from others; kinds of council share one code, so the name counts."""
        return (
            self.measure,
            self.year,
            self.level,
            self.ons_code,
            self.name if self.level == "council_type" else "",
        )


@dataclass(frozen=True)
class Outcome:
    """One measure of one place in one year ("2024-25"). Proportions are percent; `margin` is 95%, in points.

    `flag` says why there is no value: see `FLAGS`. A cell of the publication that holds two figures, such as
    "0.3 (5.8)", gives none.
    """

    measure: str
    year: str
    level: str
    ons_code: str
    name: str
    value: float | None = None
    numerator: float | None = None
    denominator: float | None = None
    respondents: float | None = None
    margin: float | None = None
    flag: str = ""


@dataclass(frozen=True)
class Break:
    """A note on why the years of a measure may not be compared."""

    measure: str
    years: str
    words: str


@cache
def measures() -> dict[str, Measure]:
    """Return the 25 measures by key, in the order of the publication."""
    with (DATA / "measures.csv").open(encoding="utf-8", newline="") as file:
        return {
            row["measure"]: Measure(
                row["measure"], row["description"].strip(), row["source"], row["higher_is_better"]
            )
            for row in csv.DictReader(file)
        }


@cache
def outcomes() -> tuple[Outcome, ...]:
    """Return every published outcome that ships with the project: 24,000 of them, read once."""
    with gzip.open(DATA / "ascof_long.csv.gz", "rt", encoding="utf-8", newline="") as file:
        return tuple(together(_figures(csv.DictReader(file))))


def outcomes_of(*, measure: str, level: str = "council", year: str | None = None) -> list[Outcome]:
    """Return the outcomes of one measure for all places of a level, by year and then name."""
    found = [o for o in outcomes() if o.measure == measure and o.level == level and year in (None, o.year)]
    return sorted(found, key=lambda outcome: (outcome.year, outcome.name, outcome.ons_code))


def history_of(ons_code: str, measure: str) -> list[Outcome]:
    """Return one place's outcomes on one measure, oldest first."""
    found = [outcome for outcome in outcomes() if outcome.ons_code == ons_code and outcome.measure == measure]
    return sorted(found, key=lambda outcome: outcome.year)


@cache
def breaks() -> tuple[Break, ...]:
    """Return the publisher's notes on breaks in the series."""
    with (DATA / "comparability_log.csv").open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        next(rows)
        return tuple(
            Break(row[0].strip().lower(), row[2].strip(), row[3].strip().replace("~", " "))
            for row in rows
            if len(row) > 3 and not row[0].startswith("[")  # a measure that is no longer published
        )


def together(figures: Iterable[Figure]) -> Iterator[Outcome]:
    """Put the figures of the same measure, year and place together, in the order in which each first appears."""
    found: dict[tuple[str, str, str, str, str], dict[str, Any]] = {}
    for figure in figures:
        parts = found.setdefault(figure.outcome_key, {"name": figure.name})
        parts[figure.part] = figure.value
        if figure.part == "value" and figure.flag:
            parts["flag"] = figure.flag
    for key, parts in found.items():
        measure, year, level, ons_code, _ = key
        yield Outcome(measure, year, level, ons_code, **parts)


def _figures(rows: Iterable[dict[str, str]]) -> Iterator[Figure]:
    for row in rows:
        if part := PARTS.get(row["statistic"]):
            value = float(row["value"]) if row["value"] else None
            yield Figure(
                row["measure"],
                row["year"],
                row["level"],
                row["ons_code"],
                row["la_name"],
                part,
                value,
                row["flag"],
            )
