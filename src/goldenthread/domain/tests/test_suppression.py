"""Nothing small leaves, and nothing small can be worked out."""

from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from goldenthread.domain.disclosure_network import exposed
from goldenthread.domain.suppression import (
    Audience,
    Cell,
    shown,
    shown_list,
    shown_table,
    table_edges,
)

COUNTS = st.integers(0, 30)


def as_table(rows):
    return {f"r{i}": {f"c{j}": count for j, count in enumerate(row)} for i, row in enumerate(rows)}


def tables(highest=4):
    return st.integers(1, highest).flatmap(
        lambda width: st.lists(st.lists(COUNTS, min_size=width, max_size=width), min_size=1, max_size=highest)
    )


def test_the_public_sees_zero_and_rounded_counts_but_none_from_one_to_seven():
    texts = {count: shown(count, Audience.PUBLIC).text for count in (0, 1, 7, 8, 12, 13, 1004)}
    assert texts == {
        0: "0", 1: "fewer than 8", 7: "fewer than 8", 8: "10", 12: "10", 13: "15", 1004: "1,005",
    }  # fmt: skip


def test_who_is_entitled_sees_the_count_itself():
    assert shown(3, Audience.ENTITLED) == Cell("3", 3)


def test_staff_counts_are_hidden_below_ten():
    assert shown(9, Audience.SIGNED_IN_ABOUT_STAFF).hidden
    assert not shown(9, Audience.SIGNED_IN).hidden


def test_a_count_below_zero_is_refused():
    with pytest.raises(ValueError, match="0 or more"):
        shown(-1, Audience.PUBLIC)


def test_a_lone_small_count_takes_the_next_smallest_with_it():
    result = shown_list({"phone": 3, "text": 12, "web": 40}, Audience.SIGNED_IN)
    assert [key for key, cell in result.cells.items() if cell.hidden] == ["phone", "text"]
    assert result.total == Cell("55", 55)


def test_a_small_count_in_a_table_is_hidden_with_others_in_its_row_and_column():
    result = shown_table(as_table([[2, 20, 30], [25, 26, 27], [31, 32, 33]]), Audience.SIGNED_IN)
    hidden = {(row, column) for row, cells in result.cells.items() for column, c in cells.items() if c.hidden}
    assert ("r0", "c0") in hidden
    assert len([cell for cell in hidden if cell[0] == "r0"]) >= 2
    assert len([cell for cell in hidden if cell[1] == "c0"]) >= 2


def test_a_table_with_nothing_small_is_shown_whole():
    result = shown_table(as_table([[20, 21], [22, 0]]), Audience.SIGNED_IN)
    assert result.cells["r1"]["c1"] == Cell("0", 0)
    assert result.total.value == 63


@given(tables())
@settings(max_examples=25, deadline=None)
def test_no_small_count_of_any_table_can_be_worked_out(rows):
    table = as_table(rows)
    result = shown_table(table, Audience.SIGNED_IN)
    edges = table_edges(table, list(table["r0"]))
    cell_of = {
        **{("cell", r, c): cell for r, cells in result.cells.items() for c, cell in cells.items()},
        **{("row", r): cell for r, cell in result.row_totals.items()},
        **{("column", c): cell for c, cell in result.column_totals.items()},
        ("total",): result.total,
    }
    hidden = frozenset(key for key, cell in cell_of.items() if cell.hidden)
    small = {edge.key for edge in edges if 0 < edge.value < 5}
    assert small <= hidden
    for edge in edges:
        if edge.key in small:
            low, high = bounds(edges, hidden, edge.key)
            assert high - low > 0.5, (rows, edge.key)


@given(tables(), st.data())
@settings(max_examples=15, deadline=None)
def test_the_network_finds_the_same_exposed_counts_as_a_linear_programme(rows, data):
    table = as_table(rows)
    edges = table_edges(table, list(table["r0"]))
    hidden = frozenset(edge.key for edge in edges if data.draw(st.booleans()))
    for key in hidden:
        low, high = bounds(edges, hidden, key)
        assert (key in exposed(edges, hidden, [key])) == (high - low < 0.5)


def bounds(edges, hidden, key):
    """Return the lowest and highest value of a hidden count that fits all that is in sight."""
    unknown = [edge for edge in edges if edge.key in hidden]
    nodes = sorted({node for edge in edges for node in (edge.tail, edge.head)})
    matrix = [[(edge.head == node) - (edge.tail == node) for edge in unknown] for node in nodes]
    right = [
        -sum(((e.head == node) - (e.tail == node)) * e.value for e in edges if e.key not in hidden)
        for node in nodes
    ]
    goal = [float(edge.key == key) for edge in unknown]
    found = []
    for sign in (1, -1):
        answer = linprog([sign * g for g in goal], A_eq=matrix, b_eq=right, bounds=(0, None), method="highs")
        found.append(sign * answer.fun if answer.status == 0 else sign * float("inf") * -1)
    return found[0], found[1]


def test_a_table_of_ten_by_ten_is_made_safe_in_under_a_second():
    table = as_table([[(i * 7 + j * 11) % 40 for j in range(10)] for i in range(10)])
    started = process_time()
    shown_table(table, Audience.SIGNED_IN)
    assert process_time() - started < 1
