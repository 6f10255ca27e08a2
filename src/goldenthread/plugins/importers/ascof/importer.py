"""Outcomes put together from figures, with a sentence for each figure that cannot be right."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from itertools import islice
from pathlib import Path

from goldenthread.domain.importing import Item, Problem, Reading, Refused, Row, Tally, problem_in
from goldenthread.domain.written_text import clean_text
from goldenthread.foundation.files.tables import Table, open_table
from goldenthread.ports.importers import Field
from goldenthread.returns.ascof import FLAGS, PARTS, Figure, measures, together
from goldenthread.returns.councils import council_of_code

FIELDS = (
    Field("measure", "Measure", True, ("measure",)),
    Field("year", "Year", True, ("year",)),
    Field("level", "Level", True, ("level",)),
    Field("ons_code", "ONS code", True, ("ons_code", "ons code")),
    Field("name", "Council", False, ("la_name", "name", "council")),
    Field("statistic", "Statistic", True, ("statistic",)),
    Field("value", "Value", True, ("value",)),
    Field("flag", "Flag", False, ("flag",)),
    Field("raw", "Value as published", False, ("value_raw",)),
)
_YEAR = re.compile(r"(20\d\d)-(\d\d)$", re.ASCII)


class AscofOutcomes:
    """Reads outcomes by measure, year and place."""

    key = "ascof"
    label = "Adult Social Care Outcomes Framework (tidy table)"
    fields: tuple[Field, ...] = FIELDS

    def header(self, path: Path) -> tuple[str, ...]:
        """Return the columns of the file, or raise `Refused`."""
        return _header(open_table(path))

    def recognises(self, header: Sequence[str]) -> Mapping[str, str]:
        """Return {field: column} by the header's words."""
        folded = {name.strip().lower(): name for name in header}
        return {field.key: folded[hint] for field in FIELDS for hint in field.hints if hint in folded}

    def read(
        self,
        path: Path,
        *,
        columns: Mapping[str, str] | None = None,
        file_name: str | None = None,
        today: date | None = None,
    ) -> Reading:
        """Return one row per measure, year and place, after all figures have been read; raise `Refused`.

        Each row holds the parts of a `returns.ascof.Outcome`; its number is that of its first figure.
        """
        table = open_table(path)
        header = _header(table)
        mapping = dict(self.recognises(header)) | dict(columns or {})
        missing = [field.label for field in FIELDS if field.required and mapping.get(field.key) not in header]
        if missing:
            raise Refused(
                f"The file has no column for: {', '.join(missing)}. Its columns are: {', '.join(header)}."
            )
        places = {key: header.index(name) for key, name in mapping.items() if name in header}
        return Reading(header, mapping, lambda tally: _items(table, places, tally), table.notes)


def _header(table: Table) -> tuple[str, ...]:
    top = list(islice(table.rows(), 2))
    if len(top) < 2:
        raise Refused("The file is empty, or has a header and no rows below it. Add at least one row.")
    return tuple(clean_text(cell) for cell in top[0][1])


def _items(table: Table, places: Mapping[str, int], tally: Tally) -> Iterator[Item]:
    seen: set[tuple[str, ...]] = set()
    first: dict[tuple[str, ...], int] = {}
    figures: list[Figure] = []
    for number, cells in islice(table.rows(), 1, None):
        tally.read += 1
        values = {key: clean_text(cells[at]) if at < len(cells) else "" for key, at in places.items()}
        if problem := _problem(number, values):
            tally.refused += 1
            yield problem
            continue
        part = PARTS.get(values["statistic"])
        if part is None:
            tally.silent += 1
            continue
        figure = _figure(values, part)
        if (*figure.outcome_key, part) in seen:
            tally.refused += 1
            yield problem_in(
                number, "Statistic", "the same figure is in a row above. Remove one of the two rows."
            )
            continue
        seen.add((*figure.outcome_key, part))
        tally.used += 1
        figures.append(figure)
        first.setdefault(figure.outcome_key, number)
    yield from (
        Row(number, asdict(outcome))
        for number, outcome in zip(first.values(), together(figures), strict=True)
    )
    if tally.silent:
        tally.notes.append(
            f"{tally.silent:,} rows hold statistics that are not used here, and were left out."
        )


def _figure(values: Mapping[str, str], part: str) -> Figure:
    value = float(values["value"]) if values["value"] else None
    name = values.get("name", "")
    return Figure(
        values["measure"],
        values["year"],
        values["level"],
        values["ons_code"],
        name,
        part,
        value,
        values.get("flag", ""),
    )


def _problem(number: int, values: Mapping[str, str]) -> Problem | None:
    """Return the first thing that cannot be right in one row."""
    if values["measure"] not in measures():
        return problem_in(
            number,
            "Measure",
            f'there is no measure "{values["measure"][:30]}". Write one such as 1a or 2d(1).',
        )
    year = _YEAR.match(values["year"])
    if year is None or (int(year[1]) + 1) % 100 != int(year[2]):
        return problem_in(
            number, "Year", f'"{values["year"][:30]}" is not a year of returns. Write it as 2024-25.'
        )
    if values["level"] == "council" and council_of_code(values["ons_code"]) is None:
        return problem_in(
            number, "ONS code", f'no council has the code "{values["ons_code"][:30]}". Check the code.'
        )
    if values.get("flag") and values["flag"] not in FLAGS:
        return problem_in(
            number,
            "Flag",
            f'"{values["flag"][:30]}" is not a known flag. Write c, z or x, or leave it empty.',
        )
    return _value_problem(number, values)


def _value_problem(number: int, values: Mapping[str, str]) -> Problem | None:
    written = values["value"]
    if not written:
        if values.get("flag") or values.get("raw"):
            return None
        return problem_in(
            number, "Value", "there is no value and no flag. Write the value, or c, z or x as the flag."
        )
    try:
        value = float(written)
    except ValueError:
        return problem_in(number, "Value", f'"{written[:30]}" is not a number. Write it with digits only.')
    if not 0 <= value < 1e9:
        return problem_in(number, "Value", f'"{written[:30]}" cannot be right. Values are 0 or more.')
    return None
