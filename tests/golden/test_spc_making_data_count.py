"""NHS England's own worked charts, and generated ones under the same rules, point by point."""

import csv
import gzip
import json
from collections import Counter, defaultdict
from functools import cache
from itertools import groupby
from pathlib import Path

import pytest

from goldenthread.domain.direction import Direction
from goldenthread.domain.spc import Chart, xmr, xmr_in_parts

FOLDER = Path(__file__).parent / "spc"
COLOURS = {
    "common": "grey", "improvement": "blue", "concern": "orange",
    "neutral_high": "purple", "neutral_low": "purple",
}  # fmt: skip
DIRECTIONS = {"high_is_good": Direction.UP, "low_is_good": Direction.DOWN, "neither": Direction.NEITHER}
RULE_COLUMNS = {
    "above_upl": "outside_high", "below_lpl": "outside_low",
    "shift_above": "shift_high", "shift_below": "shift_low",
    "trend_up": "trend_up", "trend_down": "trend_down",
    "two_sigma_above": "two_of_three_high", "two_sigma_below": "two_of_three_low",
}  # fmt: skip


def test_763_of_the_764_usable_points_have_the_colour_of_the_nhs_tool():
    with (FOLDER / "xmr_expected_colours.csv").open(newline="") as file:
        rows = [row for row in csv.DictReader(file) if not row["note"].startswith("one stray row")]
    agreed, differing = 0, []
    for _, series in groupby(rows, key=lambda row: row["series"]):
        points = list(series)
        for row, kind in zip(points, nhs_chart(points).point_type, strict=True):
            agreed += COLOURS[kind] == row["expected_colour"]
            differing += [] if COLOURS[kind] == row["expected_colour"] else [(row["series"], row["point"])]
    assert len(rows) == 764
    assert agreed == 763
    assert differing == [("Special cause conflict - High is good", "15")]  # mislabelled at its origin


def nhs_chart(rows: list[dict[str, str]]) -> Chart:
    values = [float(row["value"]) for row in rows]
    direction = DIRECTIONS[rows[0]["improvement_direction"]]
    if rows[0]["recalculate_from_point"]:
        split = int(rows[0]["recalculate_from_point"]) - 1
        return xmr_in_parts([values[:split], values[split:]], direction=direction)
    baseline = int(rows[0]["baseline_points"]) if rows[0]["baseline_points"] else None
    return xmr(values, direction=direction, baseline=baseline)


@cache
def reference() -> list[tuple[dict, list[dict], list[dict]]]:
    cases = json.loads(gzip.decompress((FOLDER / "mdc_v5_cases.json.gz").read_bytes()))
    inputs, expected = rows_by_case("mdc_v5_inputs"), rows_by_case("mdc_v5_expected_points")
    return [(case, inputs[case["case_id"]], expected[case["case_id"]]) for case in cases]


def rows_by_case(name: str) -> dict[str, list[dict]]:
    found = defaultdict(list)
    with gzip.open(FOLDER / f"{name}.csv.gz", "rt", newline="") as file:
        for row in csv.DictReader(file):
            found[row["case_id"]].append(row)
    return found


def reference_chart(case: dict, rows: list[dict]) -> Chart:
    options = case["options"]
    rules = {
        "direction": Direction(options["improvement"]),
        "target": float(options["target"]) if options["target"] else None,
        "shift": options["shift_points"],
        "trend": options["trend_points"],
    }
    rows = sorted(rows, key=lambda row: row["date"])
    values = [float(row["value"]) for row in rows]
    if options["baseline_points"]:  # a baseline overrides recalculations
        return xmr(values, baseline=options["baseline_points"], **rules)
    starts = [0] + [at for at, row in enumerate(rows) if row["recalculate"] == "1" and at]
    ends = [*starts[1:], len(values)]
    return xmr_in_parts([values[a:b] for a, b in zip(starts, ends, strict=True)], **rules)


def test_the_reference_has_161_charts_and_4468_points():
    assert len(reference()) == 161
    assert sum(len(expected) for _, _, expected in reference()) == 4468
    assert Counter(case["expected"]["shown_as_spc"] for case, _, _ in reference()) == {True: 157, False: 4}


def same(limit: float | None, wanted: str) -> bool:
    """Compare a limit with the reference, which leaves it empty for a part of one point."""
    return limit is None if not wanted else limit == pytest.approx(float(wanted), rel=1e-9, abs=1e-9)


def test_every_limit_flag_and_point_type_of_the_reference_is_reproduced():
    for case, rows, expected in reference():
        chart = reference_chart(case, rows)
        assert chart.shown_as_spc == case["expected"]["shown_as_spc"], case
        for at, row in enumerate(expected):
            where = (case["case_id"], row["t"])
            assert chart.centre[at] == pytest.approx(float(row["mean"]), rel=1e-9), where
            if not chart.shown_as_spc:
                assert (chart.lower[at], chart.flags[at]) == (None, ()), where
                continue
            assert same(chart.lower[at], row["lpl"]), where
            assert same(chart.upper[at], row["upl"]), where
            flags = {rule for column, rule in RULE_COLUMNS.items() if row[column] == "1"}
            assert set(chart.flags[at]) == flags, where
            kind = row["point_type"].replace("common_cause", "common").replace("neither", "neutral")
            assert chart.point_type[at] == kind, where


def test_every_variation_and_assurance_mark_of_the_reference_is_reproduced():
    for case, rows, _ in reference():
        chart = reference_chart(case, rows)
        if not chart.shown_as_spc:
            assert (chart.variation, chart.assurance) == ("none", "none")
            continue
        wanted = (
            case["expected"]["variation_icon"].replace("common_cause", "common").replace("neither", "neutral")
        )
        assert chart.variation == wanted, case
        assert chart.assurance == (case["expected"]["assurance_icon"] or "none"), case
