"""Themes in words that say how sure, and what would make us surer."""

from dataclasses import replace
from types import SimpleNamespace

import pytest

from goldenthread.domain.theme_trust import Agreement, trust
from goldenthread.slices.themes import presenters
from goldenthread.slices.themes.presenters import ThemePage
from goldenthread.slices.themes.queries import ThemeFacts, ThemeMonths


def facts(local=(0, 0), shipped=None, finder=True, may_chart=True):
    known = SimpleNamespace(tested=shipped and SimpleNamespace(
        n=40, precision=shipped, precision_low=0.1, precision_high=0.9, recall=0.6
    ))  # fmt: skip
    theme = SimpleNamespace(label="Waiting", confirmed=1, waiting=1)
    agreement = Agreement(*local)
    sure = trust(agreement, shipped=shipped, may_chart=may_chart)
    return ThemeFacts(
        theme, known if finder else None, SimpleNamespace(caveat="") if finder else None, agreement, sure
    )


def test_agreement_is_said_with_its_interval_and_what_it_rests_on():
    words = presenters.local_words(Agreement(18, 24), all_voices=True)
    assert words == "People here agreed with 75% (18 of 24 checked; likely between 55% and 88%)."


def test_a_reader_of_some_teams_sees_no_small_number_of_checks():
    assert presenters.local_words(Agreement(3, 4), all_voices=False) == "Fewer than 5 checked here."
    assert "4 of 5" in presenters.local_words(Agreement(4, 5), all_voices=False)


def test_the_shipped_test_is_said_with_precision_interval_recall_and_n():
    words = presenters.tested_words(facts(shipped=0.8))
    assert words == (
        "Tested: 80% of its suggestions were right (likely between 10% and 90%), and it found 60% of the 40 comments "
        "that people had given this theme."
    )


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (facts(shipped=0.8), "because its test was good enough"),
        (facts((15, 20)), "because people here agreed often enough"),
        (facts((4, 20)), "once 12 more suggestions have been checked and found right"),
        (facts((0, 0)), "nobody knows yet how often it is right"),
        (facts(shipped=0.2), "were right when it was tested"),
        (facts(finder=False), "Nobody reads every comment"),
        (facts(may_chart=False), "this is no subject that people speak about"),
    ],
)
def test_each_theme_says_why_it_is_or_is_not_charted(given, said):
    assert said in presenters.trust_words(given)


@pytest.mark.parametrize(("count", "minutes"), [(1, 1), (5, 1), (20, 4)])
def test_a_sitting_says_how_long_it_takes(count, minutes):
    assert presenters.minutes_for(count) == minutes


def test_decisions_that_came_too_late_are_said():
    assert presenters.decided_words(1, 1) == (
        "1 decision kept. Thank you. 1 was decided by somebody else meanwhile, and left."
    )
    assert presenters.decided_words(0, 2) == (
        "Nothing was decided. 2 were decided by somebody else meanwhile, and left."
    )


@pytest.mark.parametrize(("share", "words"), [(0.004, "0.4%"), (0.125, "12%"), (0.0, "0%"), (1.0, "100%")])
def test_a_share_is_whole_percent_unless_it_is_small(share, words):
    assert presenters.percent(share) == words


def test_a_theme_that_is_not_charted_has_a_count_and_no_share():
    shares = {shipped: replace(facts(shipped=shipped), about=3, said=12) for shipped in (0.8, 0.2)}
    assert presenters.share_words(shares[0.8]) == "25% (3 of 12)"
    assert presenters.share_words(shares[0.2]) == "3 confirmed, of 12"


@pytest.mark.parametrize(
    ("confirmed", "waiting", "said"),
    [
        (0, 0, "Nobody has confirmed a comment about this yet."),
        (
            0,
            2,
            "Nobody has confirmed a comment about this yet. 2 may be: a model suggests it, and nobody has decided.",
        ),
        (
            1,
            1,
            "1 comment is about this, so people say. 1 more may be: a model suggests it, and nobody has decided.",
        ),
    ],
)
def test_a_theme_says_first_what_people_confirmed(confirmed, waiting, said):
    theme = SimpleNamespace(label="Waiting", confirmed=confirmed, waiting=waiting)
    page = ThemePage.of(replace(facts(), theme=theme), ThemeMonths({}, {}), all_voices=True)
    assert page.lead == said
