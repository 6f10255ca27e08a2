"""Figures in words, and what a series says of itself."""

from datetime import date
from types import SimpleNamespace

import pytest

from goldenthread.slices.measures.presenters import MeasureRow, moved_words, reading_rows
from goldenthread.slices.measures.queries import kind_of
from goldenthread.slices.measures.tests.factories import STEADY, month
from goldenthread.thread.series import Series, figure_words, reading_words


def measured(**more):
    facts = {
        "title": "Told?", "public_id": "x" * 16, "unit": "percent", "direction": "up", "chart": "p", "every": "month",
        "target": None, "owner": None, "synthetic": False,
    }  # fmt: skip
    return SimpleNamespace(**facts | more)


def read(values, *, out_of=100, step=1):
    return [
        SimpleNamespace(
            period_on=month(at * step), value=float(value), note="",
            numerator=value * out_of / 100 if out_of else None, denominator=out_of or None,
        )
        for at, value in enumerate(values)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        (62.0, "percent", "62%"),
        (62.46, "percent", "62.5%"),
        (1204.0, "count", "1,204"),
        (3.5, "number", "3.5"),
    ],
)
def test_a_figure_is_said_in_its_unit(value, unit, words):
    assert figure_words(value, unit) == words


def test_a_reading_says_what_it_rests_on():
    assert reading_words(read([62], out_of=50)[0], "percent") == "62% (31 of 50)"
    assert reading_words(read([62], out_of=0)[0], "percent") == "62%"


def test_a_series_without_readings_has_words_and_no_chart():
    series = Series.of(measured(), [])
    assert series.picture().sentence == "There are no readings yet." and kind_of(series) == "few"
    assert MeasureRow.of(series).latest == "No readings yet" and series.table()["rows"] == []
    assert moved_words(series) == "Told?"


def test_a_fall_counts_as_worse_where_higher_is_better_and_as_better_where_lower_is():
    values = read((*STEADY, 20))
    assert kind_of(Series.of(measured(), values)) == "worse"
    assert kind_of(Series.of(measured(direction="down"), values)) == "better"
    assert kind_of(Series.of(measured(direction="neither"), values)) == "other"


def test_the_level_before_is_that_of_the_readings_before_the_run():
    series = Series.of(measured(), read((*[50] * 12, *[61, 59, 60, 62, 60, 61, 60, 59])))
    assert series.signals and series.level_before == pytest.approx(50)
    assert moved_words(series) == "Told? 50% → 59%"


def test_a_share_without_counts_is_drawn_as_single_values():
    series = Series.of(measured(), read(STEADY, out_of=0))
    assert series.chart.kind == "xmr" and not series.is_share
    assert Series.of(measured(), read(STEADY)).chart.kind == "p"


def test_a_missing_month_is_a_gap_in_the_chart_and_a_row_in_the_table():
    series = Series.of(measured(), [one for one in read(STEADY) if one.period_on != date(2025, 3, 1)])
    assert series.chart.values[2] is None and len(series.dates) == 18
    assert series.table()["rows"][-3][:2] == ["March 2025", "no reading"]


def test_missing_years_are_gaps_too():
    series = Series.of(measured(every="year", chart="xmr"), [read(STEADY)[0], *read(STEADY, step=36)[1:2]])
    assert [on.year for on in series.dates] == [2025, 2026, 2027, 2028]
    assert series.chart.values[1:3] == (None, None)


def test_a_target_of_a_share_is_drawn_in_percent():
    series = Series.of(measured(target=90.0), read(STEADY))
    assert series.chart.target == 0.9 and "target 90%" in series.drawn()
    assert series.assurance == ("✗", "Will keep missing the target unless something changes")


def test_rows_to_take_away_keep_numbers_as_numbers():
    assert list(reading_rows(Series.of(measured(), read([62])))) == [(date(2025, 1, 1), 62.0, 62.0, 100, "")]
