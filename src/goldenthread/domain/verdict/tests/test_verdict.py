"""Worked verdicts, their words and dates, and how often they are wrong."""

from datetime import date
from math import sqrt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from goldenthread.domain.direction import Direction
from goldenthread.domain.spc.months import month_after
from goldenthread.domain.verdict import VERDICT_WORDS, NoDirection, Point, decide
from goldenthread.domain.verdict.evidence import carry_over, longest_by_chance, same_day_later, welch
from goldenthread.domain.verdict.power import chance_to_see, readings_to_see, smallest_seen

START = date(2025, 1, 1)
STEADY = [50, 53, 48, 51, 47, 52, 49, 53, 48, 50, 52, 47]  # mean 50, standard deviation 2.2
CHANGED = date(2026, 1, 1)


def points(values, n=40):
    return [Point(month_after(START, at), value, n) for at, value in enumerate(values)]


def ask(values, *, smallest_change=4, direction=Direction.UP, changed_on=CHANGED, **more):
    return decide(
        points(values), changed_on=changed_on, direction=direction, smallest_change=smallest_change, **more
    )


def test_a_clear_rise_is_improved_with_the_interval_that_welch_gives():
    after = [57, 60, 55, 58, 54, 59]
    found = ask([*STEADY, *after])
    theirs = stats.ttest_ind(after, STEADY, equal_var=False).confidence_interval(0.95)
    assert found.word == "improved"
    assert (found.low, found.high) == pytest.approx((theirs.low, theirs.high))
    assert (found.n_before, found.n_after, found.until, found.points_needed) == (12, 6, None, None)
    assert "unlikely to be chance" in found.paragraph


def test_the_same_rise_is_worse_when_down_is_better():
    assert ask([*STEADY, 57, 60, 55, 58, 54, 59], direction=Direction.DOWN).word == "worse"


def test_the_same_level_with_enough_readings_is_no_change_seen():
    found = ask([*STEADY, *STEADY])
    assert (found.word, found.reason) == ("no change seen", "power")
    assert "four times in five" in found.paragraph


def test_a_sure_but_small_difference_is_not_called_improved():
    found = ask([*STEADY, *[value + 3 for value in STEADY]], smallest_change=20)
    assert (found.word, found.reason) == ("no change seen", "small")
    assert "less than half of the 20" in found.paragraph


def test_the_day_of_a_change_has_a_date_on_which_it_can_be_known():
    found = ask(STEADY, smallest_change=3)
    needed = readings_to_see(3, spread=float(np.std(STEADY, ddof=1)), before=12)
    assert (found.word, found.points_needed) == ("too early", needed)
    assert found.until == month_after(CHANGED, needed)
    assert found.paragraph.startswith("It is too early to say: ask again on 1 ")


def test_five_readings_after_are_too_early_however_large_the_difference():
    found = ask([*STEADY, 90, 91, 90, 92, 91])
    assert (found.word, found.points_needed, found.until) == ("too early", 1, date(2026, 7, 1))


def test_the_date_does_not_move_while_readings_come_in():
    dates = {ask([*STEADY, *STEADY[:count]], smallest_change=3).until for count in range(6)}
    assert len(dates) == 1


def test_a_change_too_small_for_the_measure_is_said_to_be_out_of_reach():
    found = ask(STEADY, smallest_change=0.1)
    assert (found.word, found.reason, found.until, found.points_needed) == ("too early", "never", None, None)
    assert "varies too much" in found.paragraph


def test_a_rise_that_began_before_the_change_gives_no_verdict():
    found = ask([*range(40, 52), *range(60, 72)])
    assert (found.word, found.reason) == ("unstable baseline", "trend")


def test_one_wild_month_before_the_change_gives_no_verdict():
    found = ask([*STEADY[:6], 90, *STEADY[7:], *STEADY])
    assert (found.word, found.reason) == ("unstable baseline", "special cause")


def test_seven_readings_before_are_too_few_to_know_what_was_usual():
    found = decide(
        points([*STEADY, *STEADY]),
        changed_on=month_after(START, 7),
        direction=Direction.UP,
        smallest_change=4,
    )
    assert (found.word, found.reason, found.effect) == ("unstable baseline", "few before", None)
    assert "only 7 readings" in found.paragraph


@pytest.mark.parametrize("values", [[], STEADY])
def test_nothing_before_the_change_is_no_data(values):
    assert ask(values, changed_on=START).word == "no data"


def test_months_of_bedding_in_are_left_out():
    found = ask([*STEADY, 10, 10, 57, 60, 55, 58, 54, 59], bedding_in_months=2)
    assert (found.word, found.n_after) == ("improved", 6)


def test_a_measure_without_a_better_way_is_refused():
    with pytest.raises(NoDirection):
        ask(STEADY, direction=Direction.NEITHER)


def test_a_smallest_change_of_nothing_is_refused():
    with pytest.raises(ValueError, match="above 0"):
        ask(STEADY, smallest_change=0)


def test_two_readings_of_one_day_are_refused():
    with pytest.raises(ValueError, match="share a date"):
        decide(
            [Point(START, 1), Point(START, 2)], changed_on=CHANGED, direction=Direction.UP, smallest_change=1
        )


def test_readings_that_never_vary_get_a_verdict_with_its_doubt():
    found = ask([100] * 12 + [90] * 6)
    assert found.word == "worse"
    assert any("did not vary" in said for said in found.assumptions)


def test_readings_that_rest_on_few_people_are_a_stated_doubt():
    found = decide(points(STEADY, n=4), changed_on=CHANGED, direction=Direction.UP, smallest_change=4)
    assert any("fewer than 10 people" in said for said in found.assumptions)


def test_readings_that_follow_their_neighbours_are_a_stated_doubt():
    wave = [50, 52, 53, 52, 50, 48, 47, 48, 50, 52, 53, 52]
    assert carry_over([wave]) > 0.3
    assert any("neighbouring" in said for said in ask(wave).assumptions)


def test_weekly_readings_are_counted_in_weeks():
    weekly = [Point(date.fromordinal(START.toordinal() + 7 * at), value) for at, value in enumerate(STEADY)]
    changed = date.fromordinal(START.toordinal() + 84)
    found = decide(weekly, changed_on=changed, direction=Direction.UP, smallest_change=4)
    assert (found.until - changed).days == 7 * found.points_needed


def test_a_month_after_the_last_of_january_is_the_last_of_february():
    assert same_day_later(date(2026, 1, 31), 1) == date(2026, 2, 28)


def test_power_agrees_with_a_worked_example():
    # Two groups of 17, difference of one standard deviation: the textbook size for 80% power.
    assert chance_to_see(1, spread=1, before=17, after=17) == pytest.approx(0.807, abs=0.001)
    assert chance_to_see(1, spread=1, before=16, after=16) < 0.8


@settings(max_examples=40, deadline=None)  # a busy machine is no failure
@given(st.floats(0.6, 4), st.integers(8, 60))
def test_one_reading_fewer_than_needed_is_not_enough(size, before):
    needed = readings_to_see(size, spread=1, before=before)
    if needed is not None:
        assert chance_to_see(size, spread=1, before=before, after=needed) >= 0.8
        assert needed == 6 or chance_to_see(size, spread=1, before=before, after=needed - 1) < 0.8


def test_the_smallest_change_seen_is_seen_four_times_in_five():
    size = smallest_seen(spread=2, before=12, after=12)
    assert chance_to_see(size, spread=2, before=12, after=12) == pytest.approx(0.8, abs=1e-6)


@settings(max_examples=40, deadline=None)  # a busy machine is no failure
@given(st.lists(st.floats(0, 100), min_size=0, max_size=40), st.floats(0.5, 50), st.integers(0, 3))
def test_every_verdict_uses_one_of_the_six_words_and_says_when_only_if_it_waits(values, smallest, bedding):
    found = ask(values, smallest_change=smallest, bedding_in_months=bedding)
    assert found.word in VERDICT_WORDS
    assert found.paragraph.endswith(".")
    assert (found.until is not None) == (found.reason == "wait")
    assert found.word not in ("improved", "worse", "no change seen") or found.n_after >= 6


@settings(max_examples=40, deadline=None)  # a busy machine is no failure
@given(st.lists(st.floats(0, 100), min_size=14, max_size=30))
def test_turning_the_measure_over_swaps_improved_and_worse(values):
    swap = {"improved": "worse", "worse": "improved"}
    up, down = ask(values), ask(values, direction=Direction.DOWN)
    assert down.word == swap.get(up.word, up.word)


def test_welch_needs_two_readings_on_each_side():
    assert welch([1], [2, 3]) is None


def words_of(rng, runs, shift, before=12, after=12, smallest=2.0):
    noise = rng.normal(size=(runs, before + after))
    noise[:, before:] += shift
    changed = month_after(START, before)
    return [
        decide(points(row), changed_on=changed, direction=Direction.UP, smallest_change=smallest).word
        for row in noise.tolist()
    ]


@pytest.mark.slow
@pytest.mark.parametrize("after", [6, 12])
def test_a_steady_series_is_called_improved_at_most_one_time_in_twenty(after):
    found = words_of(np.random.default_rng(7), 1000, 0.0, after=after)
    assert found.count("improved") / len(found) <= 0.05
    assert found.count("worse") / len(found) <= 0.05


@pytest.mark.slow
def test_a_change_of_two_standard_deviations_is_seen_at_least_four_times_in_five():
    found = words_of(np.random.default_rng(8), 1000, 2.0)
    assert found.count("improved") / len(found) >= 0.8
    assert found.count("no change seen") / len(found) <= 0.02 + 2 * sqrt(0.02 * 0.98 / 1000)


@pytest.mark.slow
@pytest.mark.parametrize("before", [8, 12, 24])
def test_a_steady_time_before_is_called_unsteady_at_most_one_time_in_ten(before):
    found = words_of(np.random.default_rng(9), 1000, 0.0, before=before)
    assert found.count("unstable baseline") / len(found) <= 0.10


@pytest.mark.slow
def test_months_that_are_alike_do_not_make_improvements_out_of_nothing():
    rng = np.random.default_rng(10)
    noise = rng.normal(size=(1000, 60))
    for at in range(1, 60):
        noise[:, at] = 0.3 * noise[:, at - 1] + noise[:, at] * sqrt(1 - 0.3**2)
    found = [ask(row, smallest_change=2).word for row in noise[:, -24:].tolist()]
    assert found.count("improved") / len(found) <= 0.05


@settings(max_examples=40, deadline=None)  # a busy machine is no failure
@given(st.integers(8, 200))
def test_longer_series_may_have_longer_runs_by_chance(count):
    assert longest_by_chance(count) <= longest_by_chance(count + 1) <= longest_by_chance(count) + 1
