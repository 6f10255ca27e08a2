"""What each theme holds, how often people agree, and the order of the queue."""

from datetime import date

import pytest

from goldenthread.slices.themes import queries
from goldenthread.slices.themes.queries import ThemeFilter, Window
from goldenthread.slices.themes.tests.factories import TODAY, Town
from goldenthread.thread import queries as ask


def listed(town, user=None, **chosen):
    found = queries.listed(town.access(user or town.lead), ThemeFilter(**chosen), today=TODAY)
    return {one.theme.key: one for one in found}


def test_the_worked_example_of_agreement_is_exact(town):
    theme = town.theme()
    for at in range(24):
        voice = town.says()
        town.suggest(voice, theme, 0.6)
        town.decide(voice, theme, yes=at < 18)
    by_hand = town.says("It took an age.")
    town.decide(by_hand, theme)  # no model suggested it: it says nothing about the model
    found = listed(town)["waiting"]
    assert (found.local.agreed, found.local.checked, found.local.share) == (18, 24, 0.75)
    assert found.local.interval.low == pytest.approx(0.5510, abs=5e-4)
    assert found.local.interval.high == pytest.approx(0.8800, abs=5e-4)
    assert (found.theme.confirmed, found.theme.waiting) == (19, 0)
    assert (found.trust.charted, found.trust.rests_on) == (True, "people")


def test_a_charted_theme_counts_what_is_confirmed_or_likely(town):
    theme = town.theme()
    town.decide(town.says(), theme)
    town.suggest(town.says(), theme, 0.9)
    town.suggest(town.says(), theme, 0.4)
    town.says("All fine.")
    found = listed(town)["waiting"]
    assert (found.about, found.said, found.share) == (2, 4, 0.5)


def test_a_theme_below_the_floor_counts_only_what_people_confirmed(town):
    theme = town.theme("manner", "How staff treat people")
    town.decide(town.says(), theme)
    town.suggest(town.says(), theme, 0.9)
    found = listed(town)["manner"]
    assert (found.about, found.trust.charted, found.chart) == (1, False, None)
    assert (found.trust.rests_on, found.trust.labels_to_lift) == ("test", 20)


def test_labels_lift_a_theme_that_its_test_held_down(town):
    theme = town.theme("manner", "How staff treat people")
    for _ in range(20):
        voice = town.says()
        town.suggest(voice, theme, 0.6)
        town.decide(voice, theme)
    assert listed(town)["manner"].trust.charted is True


def test_the_months_end_with_the_last_whole_month_in_which_anything_was_said(town):
    town.decide(town.says(said_on=date(2022, 7, 14)), town.theme())
    found = listed(town)["waiting"]
    assert found.window == Window(date(2020, 8, 1), date(2022, 7, 31))
    assert found.share == 1.0


def test_the_month_that_is_not_over_is_not_drawn(town):
    town.decide(town.says(said_on=date(2026, 11, 3)), town.theme())
    assert listed(town)["waiting"].window == Window(date(2024, 11, 1), date(2026, 10, 31))


def test_comments_that_another_model_reads_are_not_in_the_share(town, monkeypatch):
    monkeypatch.setattr(queries, "USUAL", (("NHS", "another"), ("", "one-word")))
    town.decide(town.says(), town.theme())
    town.says(source_name="NHS Friends and Family")
    assert listed(town)["waiting"].said == 1


def test_a_manager_counts_only_the_teams_own_comments(town):
    theme = town.theme()
    town.decide(town.says(), theme)
    town.decide(town.says(team=town.other), theme)
    town.decide(town.says(team=None), theme)
    assert listed(town)["waiting"].theme.confirmed == 3
    found = listed(town, town.manager)["waiting"]
    assert (found.theme.confirmed, found.about, found.said) == (1, 1, 1)


def test_another_councils_labels_count_for_nothing(town):
    other = Town("southshire")
    other.decide(other.says(), other.theme())
    theme = town.theme()
    assert listed(town)["waiting"].theme.confirmed == 0
    assert [one.pk for one in ask.themes(town.council)] == [theme.pk]


@pytest.mark.parametrize(
    "sort", ["label", "-label", "confirmed", "-share", "agreed", "waiting", "nonsense", ""]
)
def test_every_order_lists_every_theme(town, sort):
    town.theme()
    town.theme("access", "Getting in")
    assert set(listed(town, sort=sort)) == {"waiting", "access"}


def test_the_list_narrows_to_words_to_a_list_and_to_what_is_out_of_use(town):
    town.theme()
    ours = town.theme("parking", "Parking", "ours")
    assert set(listed(town, words="wait")) == {"waiting"}
    assert set(listed(town, taxonomy="ours")) == {"parking"}
    ours.retired_on = TODAY
    ours.save()
    assert set(listed(town)) == {"waiting"}
    assert set(listed(town, retired=True)) == {"parking"}


def order(town, user=None, **more):
    found = queries.queue(town.access(user or town.lead), most=20, **more)
    return [(one.theme.key, round(one.probability, 2)) for one in found]


def test_the_queue_begins_with_the_theme_of_fewest_labels_and_the_suggestion_nearest_even_odds(town):
    waiting, access = town.theme(), town.theme("access", "Getting in")
    labelled = town.says()
    town.suggest(labelled, access)
    town.decide(labelled, access)
    for sure in (0.95, 0.55, 0.3):
        town.suggest(town.says(), waiting, sure)
        town.suggest(town.says(), access, sure)
    assert order(town) == [
        ("waiting", 0.55), ("waiting", 0.3), ("waiting", 0.95), ("access", 0.55), ("access", 0.3), ("access", 0.95),
    ]  # fmt: skip


def test_danger_comes_first_once_for_each_comment_and_at_most_five(town):
    waiting, access = town.theme(), town.theme("access", "Getting in")
    for _ in range(7):
        voice = town.says("He hits me.", danger="hits me")
        town.suggest(voice, waiting, 0.9)
        town.suggest(voice, access, 0.9)
    town.suggest(town.says(), waiting, 0.5)
    found = queries.queue(town.access(town.lead), most=20)
    assert [bool(one.voice.danger) for one in found] == [True] * 5 + [False]
    assert len({one.voice_id for one in found}) == 6


def test_what_was_skipped_and_themes_out_of_use_are_left_out(town):
    waiting, access = town.theme(), town.theme("access", "Getting in")
    town.suggest(town.says(), waiting, 0.5)
    town.suggest(town.says(), access, 0.6)
    first = queries.queue(town.access(town.lead), most=1)[0]
    assert len(order(town, without=[first.public_id])) == 1
    access.retired_on = TODAY
    access.save()
    assert order(town) == [("waiting", 0.5)]


def test_a_manager_is_asked_about_the_teams_own_comments_only(town):
    theme = town.theme()
    town.suggest(town.says(team=town.other), theme)
    town.suggest(town.says(team=None), theme)
    town.suggest(town.says(access="restricted"), theme)
    assert order(town, town.manager) == []
    town.suggest(town.says(), theme, 0.61)
    assert order(town, town.manager) == [("waiting", 0.61)]
    access = town.access(town.manager)
    assert ask.tally(access.council, {"n": queries.waiting(access, most=20)}) == {"n": 1}


def test_quotes_begin_with_the_newest_that_people_confirmed_and_leave_danger_out(town):
    theme = town.theme()
    town.decide(town.says("old", said_on=date(2026, 1, 5)), theme)
    town.decide(town.says("new", said_on=date(2026, 9, 5)), theme)
    town.suggest(town.says("likely"), theme, 0.8)
    town.suggest(town.says("unlikely"), theme, 0.2)
    town.decide(town.says("hits me", danger="hits me"), theme)
    found = ask.spoken_of(town.access(town.lead), theme, most=5, sure=0.5)
    assert [one.voice.text for one in found] == ["new", "old", "likely"]
