"""Who sees which comments, and how a list is narrowed."""

from datetime import date

import pytest

from goldenthread.slices.feedback import actions, queries
from goldenthread.slices.feedback.tests.factories import NOW, Town
from goldenthread.thread import actions as thread
from goldenthread.thread import queries as ask

pytestmark = pytest.mark.django_db


@pytest.fixture
def town():
    return Town()


def words(rows):
    return {one.words for one in rows}


def test_a_team_reads_its_own_comments_and_the_council_all(town):
    town.comment("Ours.", team=town.team)
    town.comment("Theirs.", team=town.other)
    town.comment("Of no team.", team=None)
    assert words(ask.voices(town.access(town.manager))) == {"Ours."}
    assert words(ask.voices(town.access(town.lead))) == {"Ours.", "Theirs.", "Of no team."}


def test_a_comment_out_of_reach_does_not_exist(town):
    theirs = town.comment("Theirs.", team=town.other)
    with pytest.raises(queries.NoSuchComment):
        queries.voice(town.access(town.manager), theirs.public_id)


def test_only_comments_that_may_be_answered_are_chosen(town):
    ours, theirs = town.comment("Ours.", team=town.team), town.comment("Theirs.", team=town.other)
    ids = [ours.public_id, theirs.public_id, "made-up"]
    assert words(queries.chosen(town.access(town.manager), ids)) == {"Ours."}
    assert words(queries.chosen(town.access(town.practitioner), ids)) == set()


@pytest.mark.parametrize("state", ["waiting", "heard", "learning", "danger"])
def test_each_state_narrows_the_list_to_its_own(state, town):
    town.comment("waiting words")
    heard, learned = town.comment("heard words"), town.comment("learning words")
    town.comment("danger words: he hit me")
    actions.thank(council=town.council, voices=[heard], by=town.lead, at=NOW)
    for number in range(2):  # two learnings from one comment: it is still one comment
        lesson = thread.Lesson(f"We ask first, {number}.")
        thread.draw_learning(council=town.council, lesson=lesson, sources=[learned], by=town.lead, at=NOW)
    found = [one.words.split()[0] for one in ask.voices(town.access(town.lead), ask.VoiceFilter(state=state))]
    assert sorted(found) == (["danger", "waiting"] if state == "waiting" else [state])


def test_what_waits_is_counted(town):
    town.comment("Kind words.")
    town.comment("He hit me.")
    access = town.access(town.lead)
    assert (queries.waiting(access).count(), queries.waiting_about_danger(access).count()) == (2, 1)


def test_only_services_somebody_spoke_of_are_offered(town):
    access = town.access(town.lead)
    thread.add_subject(council=town.council, kind="service", name="Silent service")
    assert queries.choices(access).services == []


def test_a_shared_team_is_that_of_all_comments_or_none(town):
    ours, theirs = town.comment("a", team=town.team), town.comment("b", team=town.other)
    assert queries.shared_team([ours]) == town.team
    assert queries.shared_team([ours, theirs]) is None and queries.shared_team([]) is None


def test_a_list_taken_away_asks_for_themes_a_batch_at_a_time(town, django_assert_num_queries):
    for number in range(6):
        town.comment(f"Comment {number}.", said_on=date(2026, 11, 1 + number))
    access = town.access(town.lead)
    with django_assert_num_queries(2):
        rows = list(queries.in_batches(town.council, ask.voices(access), lambda one, _: (one.text,)))
    assert rows[0] == ("Comment 5.",) and len(rows) == 6


def test_a_comment_is_added_only_to_learnings_of_ones_own_team_or_of_everyone(town):
    for words, team in (("Ours.", town.team), ("Theirs.", town.other), ("Everyone's.", None)):
        lesson = thread.Lesson(words, team=team)
        sources = [town.comment(words)]
        thread.draw_learning(council=town.council, lesson=lesson, sources=sources, by=town.lead, at=NOW)
    assert {label for _, label in queries.joinable(town.access(town.manager))} == {"Ours.", "Everyone's."}
    assert len(queries.joinable(town.access(town.lead))) == 3
