import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.textmining.calibration import best_cut, chance, fit_curve
from goldenthread.textmining.evaluation import evaluate, score


def test_precision_recall_and_f1_of_a_worked_example():
    s = score("food", n=10, given=8, right=6)
    assert (s.precision, s.recall, s.f1) == (0.75, 0.6, pytest.approx(2 * 6 / 18))
    assert s.precision_low < 0.75 < s.precision_high


def test_a_theme_nobody_was_given_scores_nought_and_anything_is_possible():
    s = score("food", n=0, given=0, right=0)
    assert (s.precision, s.recall, s.f1, s.precision_low, s.precision_high) == (0, 0, 0, 0, 1)


@given(st.integers(0, 40), st.integers(0, 40), st.integers(0, 40))
def test_every_share_lies_in_its_interval(right, wrong, missed):
    s = score("any", n=right + missed, given=right + wrong, right=right)
    assert s.precision_low <= s.precision <= s.precision_high or not s.given
    assert s.recall_low <= s.recall <= s.recall_high or not s.n


def test_micro_counts_comments_and_macro_counts_themes():
    truth = np.array([[1, 0], [1, 0], [1, 1], [0, 0]], bool)
    given_ = np.array([[1, 0], [1, 0], [1, 0], [0, 0]], bool)
    result = evaluate(("often", "rare"), truth, given_)
    assert result.macro_f1 == 0.5
    assert result.micro_f1 == pytest.approx(6 / 7)


def test_the_curve_finds_its_way_from_far_away_scores():
    dice = np.random.default_rng(1)
    truth = np.arange(4000) < 60
    scores = np.where(truth, dice.normal(-0.5, 0.2, 4000), dice.normal(-1.0, 0.1, 4000))
    curve = fit_curve(scores, truth)
    assert 0 < curve.slope < 100
    assert chance(scores, curve.slope, curve.start).mean() == pytest.approx(60 / 4000, abs=0.002)


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=60))
def test_no_cut_is_lower_than_allowed(pairs):
    chances, truth = np.array([p for p, _ in pairs]), np.array([t for _, t in pairs])
    assert best_cut(chances, truth, lowest=0.15) >= 0.15
