from datetime import date

import numpy as np
import pytest

from goldenthread.ports.theme_finders import Theme
from goldenthread.slices.themes.headless.changes import changes_in, compare, mix_change, restlessness
from goldenthread.slices.themes.headless.charting import groups_to_chart, series_of
from goldenthread.slices.themes.headless.facts import EVERYTHING, Comment, Point

FOOD = Theme("food", "Food")


def month(number):
    return date(2024 + number // 12, number % 12 + 1, 1)


def series(counts, *, n=50, theme=FOOD, group=EVERYTHING):
    return series_of(group, theme, [Point(month(at), n, about) for at, about in enumerate(counts)])


def comments(counts_by_month):
    return [
        Comment(1, month(at), "words", group, (), False)
        for at, counts in enumerate(counts_by_month)
        for group, count in counts.items()
        for _ in range(count)
    ]


def test_a_clear_rise_is_sure():
    compared, (change,) = changes_in([series([10] * 11 + [30] * 3)])
    assert (compared, change.kind, change.up) == (1, "sure", True)
    assert (change.since, change.until) == (month(11), month(13))


def test_a_steady_series_has_not_changed():
    assert changes_in([series([10, 11, 9, 10, 11, 9, 10, 11, 9, 10, 11, 9, 10, 11])])[1] == ()


def test_with_too_few_months_nothing_is_compared():
    assert compare(series([10, 10, 10, 30, 30])) == []
    assert changes_in([series([10, 10, 10, 30, 30])]) == (0, ())


def test_restless_months_make_the_same_gap_less_sure():
    calm, wild = series([10] * 11 + [18] * 3), series([2, 18] * 5 + [10] + [18] * 3)
    assert compare(wild)[-1].p > compare(calm)[-1].p


def test_steady_months_are_as_restless_as_chance():
    assert restlessness([Point(month(0), 50, 10), Point(month(1), 50, 10)]) == 1


def test_chance_alone_seldom_looks_sure():
    dice = np.random.default_rng(5)
    themes = [Theme(f"t{at}", f"T{at}") for at in range(40)]
    false = 0
    for _ in range(40):
        family = [series(list(map(int, dice.binomial(50, 0.2, 15))), theme=theme) for theme in themes]
        false += any(change.kind == "sure" for change in changes_in(family)[1])
    assert false <= 6  # about one family in twenty, with room for luck


def test_groups_are_compared_and_not_their_sum():
    family = [
        series([10] * 11 + [30] * 3, group=EVERYTHING),
        series([10] * 14, group="North"),
        series([10] * 14, group="South"),
    ]
    assert changes_in(family)[1] == ()


def test_a_month_with_few_comments_is_left_blank():
    thin = series_of(
        "North", FOOD, [Point(month(at), 4 if at == 2 else 50, 4 if at == 2 else 10) for at in range(14)]
    )
    assert thin.chart.values[2] is None
    assert len(thin.points) == 14


def test_a_series_too_thin_for_its_limits_is_not_drawn():
    assert series([0, 1, 0, 1, 0, 0, 1] * 2, n=20).chart is None


def test_a_change_of_who_writes_is_told():
    mix = mix_change(comments([{"A": 20, "B": 20}] * 6 + [{"A": 36, "B": 4}] * 3), ["A", "B"])
    assert mix.since == month(6)
    assert {round(mix.before, 1), round(mix.after, 1)} in ({0.5, 0.9}, {0.5, 0.1})


@pytest.mark.parametrize("last", [{"A": 20, "B": 20}, {"A": 21, "B": 19}])
def test_a_steady_mix_is_not_mentioned(last):
    assert mix_change(comments([{"A": 20, "B": 20}] * 6 + [last] * 3), ["A", "B"]) is None


def test_small_groups_have_no_charts_of_their_own():
    large, small = groups_to_chart(comments([{"A": 60, "B": 5, "": 80}]))
    assert (large, small) == (("A",), ("B",))
