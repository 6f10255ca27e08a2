"""Every question is answered from one council, from what this person may see, and from accepted rows only."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from goldenthread.domain.thread import completeness
from goldenthread.foundation.imports.models import Import
from goldenthread.foundation.tenancy.door import Unscoped
from goldenthread.thread import actions, models, queries
from goldenthread.thread.models.node import KINDS
from goldenthread.thread.tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def council():
    return make.a_council()


@pytest.fixture
def lead(council):
    return make.a_person(council)


@pytest.fixture
def far():
    council = make.a_council()
    return make.a_whole_thread(council, make.a_person(council))


def facts_of(whole):
    access = make.access_of(whole.lead, whole.council)
    return completeness(queries.whole_thread(access, whole.learning).facts)


def test_a_complete_thread_is_complete_on_real_rows(council, lead):
    found = facts_of(make.a_whole_thread(council, lead))
    assert found.complete and found.reached == 8 and not found.breaks


def test_a_thread_that_is_too_early_waits_and_is_not_blamed(council, lead):
    whole = make.a_whole_thread(council, lead, values=make.SHORT)
    found = facts_of(whole)
    assert found.waiting and not found.complete
    assert "no_verdict" not in {one.kind for one in found.breaks}


def test_a_change_that_made_no_difference_still_completes_its_thread(council, lead):
    whole = make.a_whole_thread(council, lead, values=make.STEADY)
    access = make.access_of(lead, council)
    words = [
        one.word for found in queries.whole_thread(access, whole.learning).verdicts.values() for one in found
    ]
    assert words == ["no change seen"]
    assert facts_of(whole).complete


def test_a_broken_thread_names_each_break(council, lead):
    whole = make.a_whole_thread(council, lead, told=False)
    kinds = {one.kind for one in facts_of(whole).breaks}
    assert kinds == {"not_told", "no_evidence"}


def test_a_bare_learning_stops_at_the_change(council, lead):
    learning = make.a_learning(council, lead)
    access = make.access_of(lead, council)
    breaks = completeness(queries.whole_thread(access, learning).facts).breaks
    assert [one.kind for one in breaks] == ["no_improvement", "not_told"]


@pytest.mark.parametrize("kind", KINDS)
def test_a_node_of_another_council_is_never_found(council, lead, far, kind):
    theirs = {
        "voice": far.voices[0], "evidence": far.improvement.shown_by.get().proof,
    }.get(kind) or getattr(far, kind)  # fmt: skip
    with pytest.raises(queries.NodeMissing):
        queries.node(make.access_of(lead, council), kind, theirs.public_id)


COUNCIL_WIDE = {
    "learnings": queries.learnings,
    "themes": queries.themes,
    "subjects": queries.subjects,
    "register": queries.register,
    "improvements": queries.improvements,
    "measures": queries.measures,
    "verdicts": queries.verdicts,
    "replies": queries.replies,
    "published": queries.published_replies,
    "no_improvement": lambda c: queries.unfinished(c, "no_improvement"),
    "no_measure": lambda c: queries.unfinished(c, "no_measure"),
    "not_told": lambda c: queries.unfinished(c, "not_told"),
    "untold": lambda c: queries.stopping_short(c, "untold"),
    "measureless": lambda c: queries.stopping_short(c, "no_measure"),
}


@pytest.mark.parametrize("name", COUNCIL_WIDE)
def test_a_list_holds_nothing_of_another_council(council, far, name):
    make.a_learning(far.council, far.lead)
    assert list(COUNCIL_WIDE[name](council)) == []


def test_counts_and_voices_hold_nothing_of_another_council(council, lead, far):
    access = make.access_of(lead, council)
    assert set(vars(queries.stages(access)).values()) == {0}
    assert set(queries.broken_threads(council).values()) == {0}
    assert list(queries.voices(access)) == []
    assert queries.my_tasks(council, far.lead, until=date(2030, 1, 1)) == []


def test_rows_of_a_file_nobody_accepted_are_never_seen(council, lead):
    arrival = Import.objects.create(
        council=council, kind="comments", file_name="a.csv", file="a", size=1, digest="0" * 64, uploaded_by=lead,
        uploaded_at=make.NOW, state="staging",
    )  # fmt: skip
    draft = actions.VoiceDraft("Staged words", date(2026, 9, 1), source_key="k")
    actions.stage_voices(arrival=arrival, drafts=[draft], at=make.NOW)
    staged = models.Voice.objects.staged(council).get()
    theme = make.a_theme(council)
    access = make.access_of(lead, council)
    assert list(queries.voices(access)) == []
    assert queries.stages(access).voices == 0
    assert queries.monthly(council, theme=theme) == []
    with pytest.raises(queries.NodeMissing):
        queries.node(access, "voice", staged.public_id)
    with pytest.raises(models.Voice.DoesNotExist):
        queries.voice(access, staged.public_id)


def test_a_query_that_names_no_council_is_refused():
    with pytest.raises(Unscoped):
        list(models.Learning.objects.all())


@pytest.fixture
def two_teams(council, lead):
    west, east = make.a_team(council, "West"), make.a_team(council, "East")
    mine = [make.a_voice(council, lead, f"West {n}", team=west) for n in range(3)]
    theirs = [make.a_voice(council, lead, f"East {n}", team=east) for n in range(2)]
    learning = make.a_learning(council, lead, *mine, *theirs)
    manager = make.a_person(council, "team_manager", team=west)
    return learning, make.access_of(manager, council)


def test_a_team_manager_reads_the_words_of_that_team_only(two_teams):
    learning, access = two_teams
    thread = queries.whole_thread(access, learning)
    assert {voice.text[:4] for voice in thread.voices} == {"West"}
    assert (thread.said.all, thread.said.readable, thread.said.hidden) == (5, 3, 2)


def test_restricted_words_do_not_reach_a_team_manager(council, lead, two_teams):
    learning, access = two_teams
    team = models.Voice.objects.within(council).filter(text="West 0").get().team
    make.a_voice(council, lead, "Restricted words", team=team, access="restricted")
    assert "Restricted words" not in {voice.text for voice in queries.voices(access)}


def test_only_readable_people_are_offered_to_be_told(two_teams):
    learning, access = two_teams
    assert len(queries.untold_voices(access, learning)) == 3
    assert queries.told_count(access, learning) == (0, 3)


def test_somebody_with_no_membership_reaches_nothing(council, lead):
    make.a_whole_thread(council, lead)
    stranger = make.a_person(make.a_council())
    access = make.access_of(stranger, council)
    assert list(queries.voices(access)) == []


def test_a_node_on_several_threads_gives_them_all_newest_first(council, lead):
    voice = make.a_voice(council, lead)
    first, second = make.a_learning(council, lead, voice), make.a_learning(council, lead, voice)
    assert queries.threads_of(voice) == [second, first]


def test_a_theme_is_on_the_threads_of_the_words_a_person_said_are_about_it(council, lead):
    theme, said, doubted = make.a_theme(council), make.a_voice(council, lead), make.a_voice(council, lead)
    learning, _ = make.a_learning(council, lead, said), make.a_learning(council, lead, doubted)
    actions.confirm_theme(voice=said, theme=theme, by=lead, at=make.NOW)
    actions.reject_theme(voice=doubted, theme=theme, by=lead, at=make.NOW)
    assert queries.threads_of(theme) == [learning]


def test_a_count_stops_one_past_its_most(council, lead):
    for _ in range(5):
        make.a_learning(council, lead)
    rows = models.Learning.objects.within(council)
    assert queries.tally(council, {"n": queries.CountUpTo(rows, most=3)}) == {"n": 4}


def test_the_standing_is_one_question(council, lead, django_assert_num_queries):
    make.a_whole_thread(council, lead)
    access = make.access_of(lead, council)
    with django_assert_num_queries(1):
        standing, _ = queries.standing(access)
    assert vars(standing.stages) == {
        "voices": 2, "themes": 1, "learnings": 1, "improvements": 1, "verdicts": 1, "told": 1,
    }  # fmt: skip


def test_people_not_told_are_counted_once_each(council, lead):
    voice = make.a_voice(council, lead)
    make.a_learning(council, lead, voice)
    make.a_learning(council, lead, voice)
    assert queries.broken_threads(council)["people_not_told"] == 1


def test_my_tasks_are_mine_undone_and_soon(council, lead):
    learning = make.a_learning(council, lead)
    other = make.a_person(council)
    due = {"near": make.TODAY, "far": make.TODAY + timedelta(days=60)}
    for words, owner, on in (
        ("near", lead, due["near"]),
        ("far", lead, due["far"]),
        ("hers", other, due["near"]),
    ):
        actions.add_task(node=learning, words=words, owner=owner, due_on=on, by=lead)
    done = actions.add_task(node=learning, words="done", owner=lead, due_on=due["near"], by=lead)
    actions.finish_task(task=done, by=lead, at=make.NOW)
    found = queries.my_tasks(council, lead, until=make.TODAY + timedelta(days=14))
    assert [one.words for one in found] == ["near"]
    assert [one.words for one in queries.tasks_of(council, lead)] == ["near", "far", "done"]


def test_the_newest_verdict_of_each_trial_is_the_one_listed(council, lead):
    whole = make.a_whole_thread(council, lead)
    actions.judge(trial=whole.trial, word="worse", paragraph="p", limits="l", by=lead, at=make.NOW)
    assert [one.word for one in queries.verdicts(council)] == ["worse"]
    assert list(queries.verdicts(council, word="improved")) == []


def test_everything_about_a_subject_gathers_under_it(council, lead):
    subject = actions.register_subject(council=council, kind="pathway", name="First contact", by=lead)
    voice = make.a_voice(council, lead, subject=subject)
    learning = make.a_learning(council, lead, voice)
    change = make.an_improvement(council, lead, learning)
    said_of = make.a_learning(council, lead)
    actions.say_about(node=said_of, subject=subject, by=lead)
    found = queries.under(make.access_of(lead, council), subject)
    assert (found.voices, found.readable) == (1, 1)
    assert set(found.learnings) == {learning, said_of}
    assert found.improvements == [change]


def test_a_theme_is_counted_by_month_without_what_people_rejected(council, lead):
    theme = make.a_theme(council)
    for day in (date(2026, 8, 1), date(2026, 9, 3), date(2026, 9, 30)):
        actions.confirm_theme(
            voice=make.a_voice(council, lead, said_on=day), theme=theme, by=lead, at=make.NOW
        )
    actions.reject_theme(voice=make.a_voice(council, lead), theme=theme, by=lead, at=make.NOW)
    counted = queries.theme_months(council, theme, since=date(2026, 1, 1))
    assert counted == [(date(2026, 8, 1), 1), (date(2026, 9, 1), 2)]


def test_an_action_on_words_out_of_reach_is_out_of_reach_too_for_all_but_its_owner(council, lead, two_teams):
    _, access = two_teams
    voice = models.Voice.objects.within(council).get(text="East 0")
    theirs = actions.add_task(node=voice, words="Ring", owner=lead, due_on=make.TODAY, by=lead)
    with pytest.raises(queries.NodeMissing):
        queries.task(access, theirs.public_id)
    mine = actions.add_task(node=voice, words="Ring", owner=access.user, due_on=make.TODAY, by=lead)
    assert not queries.may_read_node(access, queries.task(access, mine.public_id))


def test_a_thread_asks_a_fixed_number_of_questions(council, lead, django_assert_max_num_queries):
    whole = make.a_whole_thread(council, lead)
    for n in range(30):
        actions.join_learning(
            learning=whole.learning, sources=[make.a_voice(council, lead, f"v {n}")], by=lead
        )
    access = make.access_of(lead, council)
    with django_assert_max_num_queries(7):
        thread = queries.whole_thread(access, whole.learning)
    assert len(thread.voices) == 12 and thread.said.all == 32
