"""Months and numbers from a table, with one sentence for each row that cannot be used."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from goldenthread.domain.exporting import unguarded
from goldenthread.domain.importing import Item, Problem, Reading, Refused, Row, Tally, problem_in
from goldenthread.domain.written_months import NotAMonth, read_month
from goldenthread.foundation.files.tables import Table, open_table
from goldenthread.ports.importers import Field

MOST_ROWS = 1_200  # a hundred years of months
FIELDS = (
    Field("period", "Month", required=True, hints=("period", "month", "date", "year", "when")),
    Field("numerator", "How many", hints=("numerator", "number", "count", "yes", "num")),
    Field("denominator", "Out of how many", hints=("denominator", "out of", "total", "of", "n", "den")),
    Field("value", "Value", hints=("value", "percent", "%", "rate", "score", "result", "figure")),
)
NUMBERS = ("numerator", "denominator", "value")


class Readings:
    """Reads a small table of months and numbers."""

    key = "readings"
    label = "Readings of a measure (CSV, XLSX or ODS)"
    fields = FIELDS

    def header(self, path: Path) -> tuple[str, ...]:
        """Return the columns of the file, or raise `Refused`."""
        return _header(open_table(path))

    def recognises(self, header: Sequence[str]) -> Mapping[str, str]:
        """Return {field: column} by the header's words alone."""
        found: dict[str, str] = {}
        for field in FIELDS:
            for column in header:
                plain = re.sub(r"[^a-z%]+", " ", column.lower()).strip()
                if plain in field.hints and column not in found.values():
                    found.setdefault(field.key, column)
        return found

    def read(
        self,
        path: Path,
        *,
        columns: Mapping[str, str] | None = None,
        file_name: str | None = None,
        today: date | None = None,
    ) -> Reading:
        """Return the readings; each row holds period (first day of a month), numerator, denominator, value or None.

        Raises `Refused` with one sentence when the file is no table, is empty, has no month or no number.
        """
        table = open_table(path)
        header = _header(table)
        known = {**self.recognises(header), **(columns or {})}
        if "period" not in known:
            raise Refused('There is no column for the month. Name one of the columns "period".')
        if "value" not in known and not {"numerator", "denominator"} <= known.keys():
            raise Refused('There are no numbers. Name columns "numerator" and "denominator", or one "value".')
        places = {key: header.index(name) for key, name in known.items()}
        return Reading(
            header=header,
            columns=known,
            source=lambda tally: _items(table, places, tally, today),
            opening_notes=table.notes,
        )


def _header(table: Table) -> tuple[str, ...]:
    for _, cells in table.rows():
        names = [str(cell or "").strip() for cell in cells]
        if any(names):
            return tuple(name or f"column {at}" for at, name in enumerate(names, start=1))
    raise Refused("The file is empty. It needs a header row and at least one row below it.")


def _items(table: Table, places: Mapping[str, int], tally: Tally, today: date | None) -> Iterator[Item]:
    seen: dict[date, int] = {}
    past_header = False
    for number, cells in table.rows():
        if not any(str(cell or "").strip() for cell in cells):
            continue
        if not past_header:
            past_header = True
            continue
        tally.read += 1
        if tally.read > MOST_ROWS:
            tally.refused += 1
            yield Problem(
                number, "", f"Row {number} and below: only {MOST_ROWS:,} rows are read. Split the file."
            )
            return
        item = _item(number, {key: _cell(cells, at) for key, at in places.items()}, today)
        if isinstance(item, Row) and (twin := _twin(item, seen)):
            item = twin
        tally.used += isinstance(item, Row)
        tally.refused += isinstance(item, Problem)
        yield item


def _cell(cells: Sequence[object], at: int) -> object:
    cell = cells[at] if at < len(cells) else None
    return unguarded(cell).strip() if isinstance(cell, str) else cell


def _twin(row: Row, seen: dict[date, int]) -> Problem | None:
    on = row.values["period"]
    assert isinstance(on, date)
    first = seen.setdefault(on, row.number)
    if first == row.number:
        return None
    return problem_in(
        row.number, "period", f"{on:%B %Y} is already in row {first}. Keep one of the two rows."
    )


def _item(number: int, cells: Mapping[str, object], today: date | None) -> Item:
    try:
        on = read_month(cells["period"] if cells["period"] is not None else "")
    except NotAMonth as trouble:
        return problem_in(number, "period", str(trouble))
    if today and on > today:
        return problem_in(
            number, "period", f"{on:%B %Y} is in the future. Take the row out, or mend its year."
        )
    found: dict[str, float | None] = {}
    for key in NUMBERS:
        try:
            found[key] = _number(cells.get(key))
        except ValueError as trouble:
            return problem_in(number, key, str(trouble))
    return _judged(number, on, found)


def _number(cell: object) -> float | None:
    if cell is None or str(cell).strip() in {"", "-", "n/a", "N/A"}:
        return None
    text = str(cell).strip().replace(",", "").removesuffix("%").strip()
    try:
        number = float(text)
    except ValueError:
        raise ValueError(f'"{str(cell)[:40]}" is not a number. Write it in figures, like 62.5.') from None
    if not math.isfinite(number) or abs(number) > 1e12:
        raise ValueError(f'"{str(cell)[:40]}" is too large to be a reading. Check it.')
    return number


def _judged(number: int, on: date, found: Mapping[str, float | None]) -> Item:
    numerator, denominator, value = (found[key] for key in NUMBERS)
    if denominator is not None and denominator <= 0:
        return problem_in(number, "denominator", "it must be above 0: nothing can be a share of nobody.")
    if numerator is not None and numerator < 0:
        return problem_in(number, "numerator", "it cannot be below 0.")
    if value is None and (numerator is None or denominator is None):
        return problem_in(
            number, "value", "there is no number. Give a numerator and a denominator, or a value."
        )
    return Row(number, {"period": on, **found})
