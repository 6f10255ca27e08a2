"""What a chart says of worked series, of gaps and of short series, and how it says it."""

from datetime import date
from itertools import pairwise
from time import process_time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goldenthread.domain.direction import Direction
from goldenthread.domain.spc import every_month, p_chart, sentence, xmr, xmr_in_parts
from goldenthread.domain.spc.limits import exact_mean, p_limits, xmr_limits
from goldenthread.domain.spc.words import point_words

UP, DOWN, NEITHER = Direction.UP, Direction.DOWN, Direction.NEITHER
STEADY = [50, 53, 48, 51, 47, 52, 49, 53, 48, 50, 52, 47, 51, 49, 53]
NUMBERS = st.lists(st.floats(-1e6, 1e6), min_size=2, max_size=40)


def test_a_worked_example_has_its_published_limits():
    line = xmr_limits([20, 24, 20, 26, 22, 16, 18, 16, 31, 28, 34, 26, 30, 19, 18])
    assert (line.lower, line.centre, line.upper) == pytest.approx((8.76, 23.20, 37.64), abs=0.005)


@settings(deadline=None)  # a busy machine is no failure
@given(NUMBERS, st.floats(-1e3, 1e3))
def test_moving_every_point_moves_the_limits_as_far(values, shift):
    before, after = xmr_limits(values), xmr_limits([value + shift for value in values])
    assert after.centre == pytest.approx(before.centre + shift, abs=1e-3)
    assert after.upper == pytest.approx(before.upper + shift, abs=1e-3)


@settings(deadline=None)  # a busy machine is no failure
@given(NUMBERS)
def test_turning_a_series_upside_down_swaps_what_is_better(values):
    upright, turned = xmr(values, direction=UP), xmr([-value for value in values], direction=DOWN)
    assert upright.point_type == turned.point_type


def test_sevens_of_0_point_7_have_a_mean_of_0_point_7():
    assert exact_mean([0.7] * 7) == 0.7
    assert xmr([0.7] * 20, direction=UP).variation == "common"


def test_twelve_points_are_a_trial_without_limits_and_thirteen_are_a_chart():
    short, enough = xmr(STEADY[:12], direction=UP), xmr(STEADY[:13], direction=UP)
    assert (short.shown_as_spc, short.lower[0], short.variation) == (False, None, "none")
    assert (enough.shown_as_spc, enough.variation) == (True, "common")
    assert short.centre[0] == pytest.approx(50)


def test_a_gap_is_never_bridged_by_a_run_a_trend_or_a_range():
    rise = [50, 53, 48, 51, 47, 52, 49, 53, 48, 50, 60, 61, 62, None, 63, 64, 65]
    whole = [value for value in rise if value is not None]
    assert any("shift_high" in names for names in xmr(whole, direction=UP).flags)
    assert not any("shift_high" in names for names in xmr(rise, direction=UP).flags)
    assert xmr_limits([1, None, 9]).known is False


def test_a_missing_month_is_put_back_as_a_gap():
    months, values = every_month({date(2026, 3, 31): 5.0, date(2025, 12, 1): 1.0, date(2026, 1, 1): 2.0})
    assert months == (date(2025, 12, 1), date(2026, 1, 1), date(2026, 2, 1), date(2026, 3, 1))
    assert values == (1.0, 2.0, None, 5.0)
    assert every_month({}) == ((), ())


def test_all_at_the_target_meets_it():
    assert xmr([100.0] * 14, direction=UP, target=100).assurance == "pass"


def test_a_proportion_chart_has_wider_limits_where_fewer_were_asked():
    chart = p_chart([40] * 13 + [4], [80] * 13 + [8], direction=UP)
    assert chart.upper[13] - chart.lower[13] > chart.upper[0] - chart.lower[0]
    assert all(0 <= low <= high <= 1 for low, high in zip(chart.lower, chart.upper, strict=True))


def test_a_month_when_nobody_was_asked_is_a_gap():
    chart = p_chart([4, 0, 5], [10, 0, 10], direction=UP)
    assert chart.values == (0.4, None, 0.5)
    assert p_limits([0], [0]) == (None,)


def test_limits_start_afresh_with_each_part():
    chart = xmr_in_parts([STEADY[:8], [value + 20 for value in STEADY[:8]]], direction=UP)
    assert chart.centre[8] - chart.centre[7] == pytest.approx(20)


@pytest.mark.parametrize(
    ("values", "direction", "words"),
    [
        ([], UP, "There are no readings yet."),
        ([3], UP, "There is 1 reading so far: 13 are needed before change can be told from chance."),
        (STEADY, UP, "The figures only vary as usual: nothing here is more than chance explains."),
        (
            STEADY + [48, 56, 55, 57, 55, 56, 57, 55],
            UP,
            "The last 7 months are above average, which is better: this is unlikely to be chance.",
        ),
        (
            STEADY + [70],
            DOWN,
            "The latest month is above the upper limit, which is worse: this is unlikely to be chance.",
        ),
        (
            STEADY + [46, 48, 50, 52, 54, 56],
            NEITHER,
            "The figure has risen 5 months in a row: this is unlikely to be chance.",
        ),
        (
            STEADY + [70, 50],
            UP,
            "The latest month is within its usual range; 1 earlier month stands out as more than chance.",
        ),
    ],
)
def test_one_plain_sentence_says_what_the_chart_shows(values, direction, words):
    assert sentence(xmr(values, direction=direction)) == words


def test_the_words_for_a_point_name_the_rule():
    chart = xmr([*STEADY, 70, None], direction=UP)
    assert point_words(chart, 15) == "Better: above the upper limit"
    assert point_words(chart, 16) == "No reading"
    assert point_words(chart, 0) == "Usual variation"


def test_the_rule_set_is_named_with_its_run_lengths():
    chart = xmr(STEADY, direction=UP, shift=7, trend=7)
    assert chart.rule_set == "Making Data Count, Single Chart Tool v5, XmR, shift of 7, trend of 7"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("length", "rule", "share"), [(15, 6, 2.0), (15, 7, 1.2), (24, 6, 2.8), (24, 7, 1.4)]
)
def test_a_steady_series_shows_a_false_mark_no_more_often_than_the_rules_are_known_to(length, rule, share):
    rng = np.random.default_rng(5)
    series = rng.normal(size=(30_000, length)).tolist()
    marks = [xmr(values, direction=UP, shift=rule, trend=rule).variation for values in series]
    found = 100 * sum(mark != "common" for mark in marks) / len(marks)
    assert found == pytest.approx(share, abs=0.3)  # percentage points: both figures are simulated


def test_a_hundred_charts_of_sixty_points_take_less_than_a_third_of_a_second():
    rng = np.random.default_rng(1)
    series = rng.normal(size=(100, 60)).tolist()
    started = process_time()
    for values in series:
        xmr(values, direction=UP)
    assert process_time() - started < 0.3


def test_neighbouring_pairs_are_what_ranges_are_made_of():
    values = [1.0, 4.0, 2.0]
    ranges = [abs(b - a) for a, b in pairwise(values)]
    assert xmr_limits(values).reach == pytest.approx(2.66 * sum(ranges) / 2)
