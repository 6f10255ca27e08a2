"""What reading a file gives back: good rows, problems in words, and an honest count of both."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field


class Refused(Exception):
    """The file cannot be read at all; the text is one sentence for the person who sent it."""


@dataclass(frozen=True)
class Row:
    """One good row. `number` is the row a spreadsheet shows: the header is usually row 1."""

    number: int
    values: Mapping[str, object]


@dataclass(frozen=True)
class Problem:
    """One thing wrong with one row (or, when `row` is None, with the file), and how to mend it."""

    row: int | None
    field: str
    sentence: str


@dataclass
class Tally:
    """What has been counted so far: read = used + refused + silent; `silent` rows held no words."""

    read: int = 0
    used: int = 0
    refused: int = 0
    silent: int = 0
    notes: list[str] = field(default_factory=list)


Item = Row | Problem


@dataclass
class Reading:
    """A file opened for reading, row by row; iterate it again to read it again.

    `header` holds every column of the file, `columns` says which header feeds which field.
    `tally` (counts and notes) is complete once the iteration has reached the end.
    """

    header: tuple[str, ...]
    columns: Mapping[str, str]
    source: Callable[[Tally], Iterator[Item]]
    opening_notes: tuple[str, ...] = ()
    tally: Tally = field(default_factory=Tally)

    def __iter__(self) -> Iterator[Item]:
        """Give each row or problem in the order of the file, counting from nought each time."""
        self.tally = Tally(notes=list(self.opening_notes))
        yield from self.source(self.tally)

    @property
    def notes(self) -> tuple[str, ...]:
        """Return sentences about the file as a whole, such as the encoding that was used."""
        return tuple(self.tally.notes or self.opening_notes)

    def all(self) -> tuple[list[Row], list[Problem]]:
        """Return every row and every problem, for files known to be small."""
        rows: list[Row] = []
        problems: list[Problem] = []
        for item in self:
            if isinstance(item, Row):
                rows.append(item)
            else:
                problems.append(item)
        return rows, problems


def problem_in(row: int | None, column: str, trouble: str) -> Problem:
    """Return a problem whose sentence begins with where it is, such as 'Row 14, Date: ...'."""
    where = f"Row {row}, {column}: " if row is not None else f"{column}: "
    return Problem(row, column, where + trouble)
