"""When a theme may be drawn, and how many labels would lift one that may not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.domain.theme_trust import (
    ENOUGH_LABELS,
    PRECISION_FLOOR,
    Agreement,
    labels_to_lift,
    trust,
)


def test_eighteen_of_twenty_four_agreed_is_75_percent_between_55_and_88():
    found = Agreement(18, 24)
    assert found.share == 0.75
    assert found.interval.low == pytest.approx(0.5510, abs=5e-4)
    assert found.interval.high == pytest.approx(0.8800, abs=5e-4)


def test_nothing_checked_says_nothing():
    found = Agreement(0, 0)
    assert (found.share, found.interval.low, found.interval.high, found.enough) == (0.0, 0.0, 1.0, False)


def test_enough_labels_of_our_own_outweigh_the_test_a_model_came_with():
    assert trust(Agreement(4, 20), shipped=0.9).charted is False
    assert trust(Agreement(15, 20), shipped=0.1).charted is True
    assert trust(Agreement(15, 20), shipped=0.1).rests_on == "people"


def test_with_few_labels_the_shipped_test_decides():
    assert trust(Agreement(0, 19), shipped=0.8).charted is True
    assert trust(Agreement(19, 19), shipped=0.3).charted is False
    assert trust(Agreement(0, 0), shipped=0.5).rests_on == "test"


def test_a_theme_nobody_tested_waits_for_enough_labels():
    found = trust(Agreement(7, 7), shipped=None)
    assert (found.charted, found.rests_on, found.labels_to_lift) == (False, "nothing", 13)


def test_what_is_no_subject_of_its_own_is_never_charted_and_no_label_lifts_it():
    found = trust(Agreement(30, 30), shipped=0.99, may_chart=False)
    assert (found.charted, found.labels_to_lift) == (False, 0)


def test_a_theme_right_in_4_of_20_needs_12_more_in_agreement():
    assert labels_to_lift(Agreement(4, 20)) == 12


@given(st.integers(0, 200), st.integers(0, 200))
def test_so_many_labels_in_agreement_lift_a_theme_and_one_fewer_does_not(agreed, refused):
    before = Agreement(agreed, agreed + refused)
    if trust(before, shipped=None).charted:
        return
    more = labels_to_lift(before)
    after = Agreement(agreed + more, agreed + refused + more)
    assert after.enough and after.share >= PRECISION_FLOOR
    fewer = Agreement(agreed + more - 1, agreed + refused + more - 1)
    assert fewer.checked < ENOUGH_LABELS or fewer.share < PRECISION_FLOOR
