"""Hidden counts that can be worked out, against a linear programme; and how few more need hiding."""

import gzip
import json
from pathlib import Path

from goldenthread.domain.disclosure_network import cells_to_hide, exposed
from goldenthread.domain.suppression import Audience, shown, table_edges

REFERENCE = json.loads(
    gzip.decompress((Path(__file__).parent / "disclosure" / "disclosure.json.gz").read_bytes())
)


def network(table):
    counts = table["counts"]
    columns = [str(at) for at in range(len(counts[0]))]
    return table_edges(
        {str(at): dict(zip(columns, row, strict=True)) for at, row in enumerate(counts)}, columns
    )


def small_cells(edges, threshold):
    return frozenset(edge.key for edge in edges if edge.key[0] == "cell" and 0 < edge.value < threshold)


def test_the_same_counts_are_exposed_as_a_linear_programme_finds_in_120_patterns():
    patterns = 0
    for table in REFERENCE["tables"]:
        edges = network(table)
        small = small_cells(edges, table["threshold"])
        for pattern in table["patterns"].values():
            hidden = frozenset(("cell", str(row), str(column)) for row, column in pattern["suppressed"])
            wanted = {("cell", str(row), str(column)) for row, column in pattern["exposed_primary"]}
            assert exposed(edges, hidden, small) == wanted, table["case_id"]
            patterns += 1
    assert patterns == 120


def test_what_we_hide_protects_every_small_count_of_every_table():
    for table in REFERENCE["tables"]:
        edges = network(table)
        small = small_cells(edges, table["threshold"])
        assert not exposed(edges, cells_to_hide(edges, small), small), table["case_id"]


def test_at_most_one_count_more_is_hidden_than_the_fewest_possible():
    excess = []
    for table in REFERENCE["tables"]:
        if table["minimum_secondary"] is None:
            continue
        edges = network(table)
        small = small_cells(edges, table["threshold"])
        extra = len(cells_to_hide(edges, small) - small)
        excess.append(extra - table["minimum_secondary"]["extra_cells"])
    assert len(excess) == 28
    assert max(excess) <= 1
    assert excess.count(0) >= 27


def test_single_counts_are_shown_to_the_public_as_the_published_rule_says():
    for row in REFERENCE["display"]:
        cell = shown(row["count"], Audience.PUBLIC)
        wanted = row["nhsd_subnational"]
        assert (cell.value is None) == (wanted == "*")
        assert cell.value is None or cell.value == int(wanted)


def test_single_counts_are_shown_to_those_signed_in_as_the_rules_say():
    for row in REFERENCE["display"]:
        for audience, rule in (
            (Audience.SIGNED_IN, "suppress_below_5"),
            (Audience.SIGNED_IN_ABOUT_STAFF, "suppress_below_10"),
        ):
            cell = shown(row["count"], audience)
            assert ("*" if cell.hidden else str(cell.value)) == row[rule]
