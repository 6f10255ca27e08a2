"""Small numbers that must not be shown, and the further cells that would give them away.

Three audiences. The public (pages, API, exports): 0 is shown, 1 to 7 are hidden, other counts are rounded to the
nearest 5 (NHS Digital's rule below national level since 2018; totals are made from exact counts, then rounded, so
that nothing further need be hidden). Signed in, but without the right to read the rows: counts under 5 (about staff:
under 10) are hidden, and as many others as it takes that no hidden count can be worked out from totals. Entitled: raw.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from goldenthread.domain.disclosure_network import Edge, cells_to_hide

LOWEST_PUBLIC = 8
PUBLIC_STEP = 5
LOWEST_SIGNED_IN = 5
LOWEST_ABOUT_STAFF = 10
WITHHELD = "not shown"  # the same word for small counts and for those hidden to protect them


class Audience(StrEnum):
    """Who will see a count."""

    PUBLIC = "public"
    SIGNED_IN = "signed_in"
    SIGNED_IN_ABOUT_STAFF = "signed_in_about_staff"
    ENTITLED = "entitled"


@dataclass(frozen=True)
class Cell:
    """One count as it may be shown: `value` is `None` when hidden, `text` is always printable."""

    text: str
    value: int | None

    @property
    def hidden(self) -> bool:
        """Tell whether the count is kept back."""
        return self.value is None


@dataclass(frozen=True)
class ShownList:
    """A list of counts and its total, safe for its audience."""

    cells: Mapping[str, Cell]
    total: Cell


@dataclass(frozen=True)
class ShownTable:
    """A table of counts (row, then column) with its totals, safe for its audience."""

    cells: Mapping[str, Mapping[str, Cell]]
    row_totals: Mapping[str, Cell]
    column_totals: Mapping[str, Cell]
    total: Cell


def shown(count: int, audience: Audience) -> Cell:
    """Return one count that stands alone. Raises ValueError below 0."""
    if count < 0:
        raise ValueError("A count is 0 or more.")
    if audience is Audience.ENTITLED or not count:
        return Cell(f"{count:,}", count)
    if audience is Audience.PUBLIC:
        return _public(count)
    if count < _lowest(audience):
        return Cell(WITHHELD, None)
    return Cell(f"{count:,}", count)


def shown_list(counts: Mapping[str, int], audience: Audience) -> ShownList:
    """Return named counts that add up to a total which is shown too."""
    total = sum(counts.values())
    edges = [Edge(("cell", key), "list", "whole", count) for key, count in counts.items()]
    edges.append(Edge(("total",), "whole", "list", total))
    hidden = _hidden(edges, audience)
    cells = {key: _cell(count, ("cell", key) in hidden, audience) for key, count in counts.items()}
    return ShownList(cells, _cell(total, ("total",) in hidden, audience))


def shown_table(table: Mapping[str, Mapping[str, int]], audience: Audience) -> ShownTable:
    """Return a table of counts by row and column, with row totals, column totals and the grand total.

    A column missing from a row counts as 0.
    """
    columns = list(dict.fromkeys(column for row in table.values() for column in row))
    full = {key: {column: row.get(column, 0) for column in columns} for key, row in table.items()}
    edges = table_edges(full, columns)
    hidden, value = _hidden(edges, audience), {edge.key: edge.value for edge in edges}

    def cell(*key: str) -> Cell:
        return _cell(value[key], key in hidden, audience)

    return ShownTable(
        {row: {column: cell("cell", row, column) for column in columns} for row in full},
        {row: cell("row", row) for row in full},
        {column: cell("column", column) for column in columns},
        cell("total"),
    )


def table_edges(table: Mapping[str, Mapping[str, int]], columns: list[str]) -> list[Edge]:
    """Return the table as a circulation: total, to rows, to columns, and back to the total."""
    edges = [
        Edge(("cell", row, column), f"row {row}", f"column {column}", count)
        for row, counts in table.items()
        for column, count in counts.items()
    ]
    edges += [Edge(("row", row), "rows", f"row {row}", sum(counts.values())) for row, counts in table.items()]
    edges += [
        Edge(("column", column), f"column {column}", "columns", sum(row[column] for row in table.values()))
        for column in columns
    ]
    total = sum(sum(counts.values()) for counts in table.values())
    return [*edges, Edge(("total",), "columns", "rows", total)]


def _hidden(edges: list[Edge], audience: Audience) -> frozenset[tuple[str, ...]]:
    """Return the keys to keep back because they are small, or because they would give a small one away."""
    if audience in (Audience.ENTITLED, Audience.PUBLIC):
        return frozenset()
    small = frozenset(edge.key for edge in edges if 0 < edge.value < _lowest(audience))
    return cells_to_hide(edges, small)


def _cell(count: int, hidden: bool, audience: Audience) -> Cell:
    return Cell(WITHHELD, None) if hidden else shown(count, audience)


def _lowest(audience: Audience) -> int:
    return LOWEST_ABOUT_STAFF if audience is Audience.SIGNED_IN_ABOUT_STAFF else LOWEST_SIGNED_IN


def _public(count: int) -> Cell:
    if count < LOWEST_PUBLIC:
        return Cell(f"fewer than {LOWEST_PUBLIC}", None)
    near = PUBLIC_STEP * ((count + PUBLIC_STEP // 2) // PUBLIC_STEP)
    return Cell(f"{near:,}", near)
