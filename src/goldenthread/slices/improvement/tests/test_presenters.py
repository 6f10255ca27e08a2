"""Verdicts and ladders in words."""

from datetime import date, datetime
from types import SimpleNamespace

import pytest

from goldenthread.slices.improvement.presenters import (
    ImprovementRow,
    VerdictWords,
    foreseen,
    steps_of,
    until_words,
)

TODAY = date(2026, 11, 24)


def verdict(**more):
    facts = {
        "word": "improved", "until_on": None, "paragraph": "It improved.", "effect": 9.85, "low": 8.6, "high": 11.1,
        "assumptions": ["Nothing else changed."], "method": "Welch", "limits": "", "made_by": None,
        "made_at": datetime(2026, 11, 24), "is_judgement": False,  # noqa: DTZ001
    }  # fmt: skip
    return SimpleNamespace(**facts | more)


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({}, "9.85 points higher than before (95% interval +8.6 to +11.1 points)."),
        ({"effect": -4.0, "low": -6.0, "high": 1.0}, "4 points lower than before (95% interval −6 to +1 points)."),
        ({"effect": 0.0, "low": -1.0, "high": 1.0}, "The average is the same as before (95% interval −1 to +1 points)."),
        ({"effect": None}, ""),
    ],
)  # fmt: skip
def test_an_effect_is_said_with_its_interval(facts, words):
    assert VerdictWords.of(verdict(**facts), "percent").effect == words


def test_an_effect_on_days_has_no_points():
    assert "points" not in VerdictWords.of(verdict(), "number").effect


def test_a_verdict_nobody_asked_for_was_asked_by_the_clock():
    assert VerdictWords.of(verdict(), "count").by == "the clock"


def test_only_too_early_names_a_day():
    assert until_words("too early", TODAY) == "until 24 November 2026"
    assert until_words("improved", TODAY) == "" and until_words("too early", None) == ""


@pytest.mark.parametrize(
    ("done", "shapes"),
    [("planned", "●○○○"), ("in_progress", "●●○○"), ("done", "●●●○"), ("checked", "●●●●")],
)
def test_the_ladder_is_four_shapes(done, shapes):
    assert steps_of(done) == shapes


@pytest.mark.parametrize(("tested", "words"), [(False, "No measure tests it yet"), (True, "Not asked yet")])
def test_a_row_without_a_verdict_says_why(tested, words):
    row = SimpleNamespace(
        title="x", public_id="y", owner="Asha", due_on=date(2026, 1, 1), done="planned", synthetic=False,
        newest_word=None, newest_until=None, newest_judged=None, is_tested=tested, get_done_display=lambda: "Planned",
    )  # fmt: skip
    shown = ImprovementRow.of(row, today=TODAY)
    assert (shown.untold, shown.late, shown.word) == (words, True, "")


@pytest.mark.parametrize(
    ("found", "words"),
    [
        ({"word": "too early", "until": date(2027, 3, 1)}, "The earliest day a verdict could be known is 1 March 2027."),
        ({"word": "too early", "until": None}, "No day can be named."),
        ({"word": "no data", "until": None}, "Asked today, 24 November 2026, the answer would be: no data."),
    ],
)  # fmt: skip
def test_what_can_be_promised_is_said_before_a_measure_is_chosen(found, words):
    assert foreseen(SimpleNamespace(paragraph="Because.", **found), today=TODAY).startswith(words)
