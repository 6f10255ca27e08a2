"""A table with its header found, whatever stands above it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from goldenthread.domain.importing import Refused
from goldenthread.foundation.files.kinds import Kind
from goldenthread.foundation.files.tables import NumberedRow, Table
from goldenthread.plugins.importers.comments import columns as naming

HEADER_WITHIN = 20  # rows; titles and blank lines may stand above the header
SAMPLED = 200


class Sheet:
    """A table with its header found."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.is_text = table.kind in (Kind.CSV, Kind.GZ)
        self.notes = table.notes
        top = list(islice(table.rows(), HEADER_WITHIN + SAMPLED))
        at = _header_at(top)
        self.header_number = top[at][0]
        self.header = naming.unique_header(trimmed(top[at][1]))
        self.sample = [cells for _, cells in top[at + 1 : at + 1 + SAMPLED]]
        if not self.sample:
            raise Refused("The file has a header but no rows below it. Add at least one row.")
        if len(self.header) < 2 and not any(len(trimmed(cells)) > 1 for cells in self.sample):
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
        known = len(naming.recognise(naming.unique_header(trimmed(cells))))
        if known > best_known and len(trimmed(cells)) > 1:
            best, best_known = place, known
    if best_known >= 2:
        return best
    return next((place for place, (_, cells) in enumerate(top[:HEADER_WITHIN]) if len(trimmed(cells)) > 1), 0)


def trimmed(cells: Sequence[object]) -> list[object]:
    """Return the cells up to the last that holds something."""
    end = len(cells)
    while end and (cells[end - 1] is None or not str(cells[end - 1]).strip()):
        end -= 1
    return list(cells[:end])
