"""Rows, problems and notes from a file of comments."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from hashlib import blake2b
from itertools import islice
from pathlib import Path

from goldenthread.domain.exporting import unguarded
from goldenthread.domain.importing import Item, Problem, Reading, Refused, Row, Tally, problem_in
from goldenthread.domain.written_dates import Day, Habit, NotADay, Order, habit_of, read_day
from goldenthread.domain.written_text import clean_text
from goldenthread.foundation.files.tables import NumberedRow, Table, open_table
from goldenthread.plugins.importers.comments import columns as naming
from goldenthread.ports.importers import Field

LONGEST_COMMENT = 50_000
LONGEST_SHORT = 500  # a team, a score, a reference
HEADER_WITHIN = 20  # rows; titles and blank lines may stand above the header
SAMPLED = 200


class Comments:
    """Reads what people said, with the day they said it."""

    key = "comments"
    label = "Comments (CSV, XLSX or ODS)"
    fields: tuple[Field, ...] = naming.FIELDS

    def header(self, path: Path) -> tuple[str, ...]:
        """Return the columns of the file, or raise `Refused`."""
        return _Sheet(open_table(path)).header

    def recognises(self, header: Sequence[str]) -> Mapping[str, str]:
        """Return {field: column} by the header's words alone."""
        return naming.recognise(header)

    def read(
        self,
        path: Path,
        *,
        columns: Mapping[str, str] | None = None,
        file_name: str | None = None,
        today: date | None = None,
    ) -> Reading:
        """Return the comments of the file; `columns` wins over what the header and the cells say.

        Each row holds said_on (date), text, group, score, ref (texts, empty when there is none).
        Raises `Refused` with one sentence when the file is no table, is empty, or would harm.
        """
        sheet = _Sheet(open_table(path))
        found = naming.recognise(sheet.header, sheet.sample)
        mapping = naming.chosen(sheet.header, columns or {}, found)
        habit = habit_of(sheet.column(mapping["said_on"]))
        return Reading(
            header=sheet.header,
            columns=mapping,
            source=lambda tally: _Reader(sheet, mapping, habit, today).items(tally),
            opening_notes=sheet.notes,
        )


class _Sheet:
    """A table with its header found."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.notes = table.notes
        top = list(islice(table.rows(), HEADER_WITHIN + SAMPLED))
        at = _header_at(top)
        self.header_number = top[at][0]
        self.header = naming.unique_header(_trimmed(top[at][1]))
        self.sample = [cells for _, cells in top[at + 1 : at + 1 + SAMPLED]]
        if not self.sample:
            raise Refused("The file has a header but no rows below it. Add at least one row.")
        if len(self.header) < 2 and not any(len(_trimmed(cells)) > 1 for cells in self.sample):
            raise Refused(
                "This is not a table: it has only one column. It needs at least a date and a comment."
            )

    def rows(self) -> Iterator[NumberedRow]:
        """Give the rows below the header."""
        return ((number, cells) for number, cells in self.table.rows() if number > self.header_number)

    def column(self, name: str) -> Iterator[object]:
        """Give every cell of one column."""
        place = self.header.index(name)
        return (cells[place] if place < len(cells) else None for _, cells in self.rows())


def _header_at(top: Sequence[NumberedRow]) -> int:
    """Return which of the first rows is the header: the one whose words name most fields."""
    if not top:
        raise Refused("The file is empty. It needs a header row and at least one row below it.")
    best, best_known = 0, 0
    for place, (_, cells) in enumerate(top[:HEADER_WITHIN]):
        known = len(naming.recognise(naming.unique_header(_trimmed(cells))))
        if known > best_known and len(_trimmed(cells)) > 1:
            best, best_known = place, known
    if best_known >= 2:
        return best
    return next(
        (place for place, (_, cells) in enumerate(top[:HEADER_WITHIN]) if len(_trimmed(cells)) > 1), 0
    )


def _trimmed(cells: Sequence[object]) -> list[object]:
    """Return the cells up to the last that holds something."""
    end = len(cells)
    while end and (cells[end - 1] is None or not str(cells[end - 1]).strip()):
        end -= 1
    return list(cells[:end])


class _Reader:
    """One walk through the rows."""

    def __init__(self, sheet: _Sheet, mapping: Mapping[str, str], habit: Habit, today: date | None) -> None:
        self.sheet, self.mapping, self.habit, self.today = sheet, mapping, habit, today
        self.places = {key: sheet.header.index(name) for key, name in mapping.items()}
        self.seen: dict[bytes, int] = {}
        self.swapped = self.either = 0

    def items(self, tally: Tally) -> Iterator[Item]:
        """Give a row, or its problems, for each row of the sheet that says something."""
        for number, cells in self.sheet.rows():
            tally.read += 1
            values = {key: self._text(cells, key) for key in naming.LABELS}
            if not values["text"]:
                tally.silent += 1
                continue
            problems, day = self._judge(number, cells, values)
            if not problems and (twin := self._twin(number, day, values)):
                problems = [twin]
            if problems or day is None:
                tally.refused += 1
                yield from problems
                continue
            tally.used += 1
            self.swapped += day.swapped
            self.either += day.either
            yield Row(number, values | {"said_on": day.on})
        tally.notes.extend(self._closing_notes(tally))

    def _text(self, cells: Sequence[object], key: str) -> str:
        place = self.places.get(key)
        if place is None or place >= len(cells) or cells[place] is None:
            return ""
        cell = cells[place]
        return clean_text(unguarded(cell) if isinstance(cell, str) else cell)

    def _judge(
        self, number: int, cells: Sequence[object], values: Mapping[str, str]
    ) -> tuple[list[Problem], Day | None]:
        problems: list[Problem] = []
        day: Day | None = None
        place = self.places["said_on"]
        cell = cells[place] if place < len(cells) else None
        try:
            day = read_day(
                unguarded(cell) if isinstance(cell, str) else cell, order=self.habit.order, today=self.today
            )
        except NotADay as trouble:
            problems.append(problem_in(number, self.mapping["said_on"], str(trouble)))
        for key, longest in (
            ("text", LONGEST_COMMENT),
            ("group", LONGEST_SHORT),
            ("score", LONGEST_SHORT),
            ("ref", LONGEST_SHORT),
        ):
            if len(values[key]) > longest:
                problems.append(self._too_long(number, key, len(values[key]), longest))
        return problems, day

    def _too_long(self, number: int, key: str, length: int, longest: int) -> Problem:
        mend = "Split it into two rows." if key == "text" else "Shorten it."
        return problem_in(
            number, self.mapping[key], f"the text has {length:,} letters; {longest:,} is the most. {mend}"
        )

    def _twin(self, number: int, day: Day | None, values: Mapping[str, str]) -> Problem | None:
        """Return a problem when an earlier good row is the same: same reference, else same day, words and group."""
        ref = values["ref"]
        what = ("ref", ref) if ref else (str(day and day.on), values["text"], values["group"])
        mark = blake2b("\x1f".join(what).encode("utf-8", "replace"), digest_size=12).digest()
        first = self.seen.setdefault(mark, number)
        if first == number:
            return None
        if ref:
            trouble = (
                f'"{ref[:40]}" is already in row {first}. Give this row its own reference, or remove it.'
            )
            return problem_in(number, self.mapping["ref"], trouble)
        trouble = f"the same words on the same day are already in row {first}. Remove one of the two rows."
        return problem_in(number, self.mapping["text"], trouble)

    def _closing_notes(self, tally: Tally) -> Iterator[str]:
        habit = self.habit
        day_first = habit.order is Order.DAY_FIRST
        shown, other = ("day/month/year", "month/day/year")[:: 1 if day_first else -1]
        if self.swapped:
            yield f"{_rows(self.swapped)} had a date that is only real as {other}, and was read so; the rest of the file writes {shown}."
        if self.either and (habit.month_first or not day_first or not habit.day_first):
            yield f"{_rows(self.either)} had a date that could be read either way, and was read as {shown}."
        if tally.silent:
            yield f"{_rows(tally.silent)} had no words, and {'was' if tally.silent == 1 else 'were'} left out."


def _rows(count: int) -> str:
    return f"{count:,} row{'' if count == 1 else 's'}"
