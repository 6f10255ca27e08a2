"""Shares with their doubt, and days with their holidays."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binomtest

from goldenthread.domain.deadlines import working_days_after
from goldenthread.domain.intervals import wilson


@settings(deadline=None)  # a busy machine is no failure
@given(st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_wilson_agrees_with_scipy_and_holds_the_share(pair):
    k, n = pair
    ours, theirs = wilson(k, n), binomtest(k, n).proportion_ci(method="wilson")
    assert (ours.low, ours.high) == pytest.approx((theirs.low, theirs.high), abs=1e-9)
    assert 0 <= ours.low <= k / n <= ours.high <= 1


def test_of_nobody_anything_is_possible():
    assert (wilson(0, 0).low, wilson(0, 0).high) == (0.0, 1.0)


def test_more_than_all_is_refused():
    with pytest.raises(ValueError, match="not a share"):
        wilson(4, 3)


def test_three_working_days_after_a_friday_before_a_bank_holiday_is_thursday():
    assert working_days_after(date(2026, 5, 1), 3, holidays={date(2026, 5, 4)}) == date(2026, 5, 7)
