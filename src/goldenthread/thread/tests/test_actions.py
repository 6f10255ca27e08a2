"""Every verb of the thread leaves one true line of history, and nothing at all when the line cannot be written."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import DatabaseError

from goldenthread.foundation.history.models import HistoryLine
from goldenthread.thread import actions, models
from goldenthread.thread.tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def whole():
    council = make.a_council()
    return make.a_whole_thread(council, make.a_person(council), told=False)


def other(whole):
    return make.a_person(whole.council, "director")


def lines(council, verb):
    return HistoryLine.objects.within(council).filter(verb=verb).count()


NEW = actions.Lesson(sentence="Ring people back the same day.")
FACTS = {"title": "Audit", "category": "audit", "dated_on": make.TODAY}
DEFINITION = {"title": "Rung back?", "numerator_words": "yes", "direction": "up", "source": "calls"}


def plan_of(whole):
    return actions.Plan("Ring back", "All", whole.lead, make.TODAY, date(2026, 12, 1))


def a_task(whole, **more):
    return actions.add_task(
        node=whole.learning, words="Ring", owner=whole.lead, due_on=make.TODAY, by=whole.lead, **more
    )


VERBS = {
    "thread.voice.added": lambda w: make.a_voice(w.council, w.lead),
    "thread.voice.masked": lambda w: actions.mask_voice(voice=w.voices[0], masked_text="[name] rang", by=w.lead),
    "thread.voices.heard": lambda w: actions.mark_heard(
        council=w.council, voices=[make.a_voice(w.council, w.lead)], by=w.lead, at=make.NOW
    ),
    "thread.theme.added": lambda w: make.a_theme(w.council, "Letters"),
    "thread.theme.confirmed": lambda w: actions.confirm_theme(
        voice=w.voices[0], theme=w.theme, by=w.lead, at=make.NOW
    ),
    "thread.theme.rejected": lambda w: actions.reject_theme(
        voice=w.voices[0], theme=w.theme, by=w.lead, at=make.NOW
    ),
    "thread.learning.drawn": lambda w: actions.draw_learning(
        council=w.council, lesson=NEW, sources=w.voices, by=w.lead, at=make.NOW
    ),
    "thread.learning.joined": lambda w: actions.join_learning(
        learning=w.learning, sources=[w.theme], by=w.lead
    ),
    "thread.learning.reworded": lambda w: actions.reword_learning(learning=w.learning, lesson=NEW, by=w.lead),
    "thread.improvement.started": lambda w: actions.start_improvement(
        council=w.council, plan=plan_of(w), learnings=[], by=w.lead, at=make.NOW
    ),
    "thread.improvement.answers": lambda w: actions.answer_learning(
        improvement=w.improvement, learning=make.a_learning(w.council, w.lead), by=w.lead
    ),
    "thread.improvement.moved": lambda w: actions.move_improvement(
        improvement=w.improvement, done="in_progress", by=w.lead
    ),
    "thread.measure.defined": lambda w: actions.define_measure(
        council=w.council, definition=DEFINITION, by=w.lead, at=make.NOW
    ),
    "thread.measure.read": lambda w: actions.add_readings(
        measure=w.measure, counts=[actions.Count(date(2026, 9, 1), 71)], by=w.lead, at=make.NOW
    ),
    "thread.trial.set": lambda w: make.a_trial(w.improvement, w.measure, w.lead),
    "thread.verdict.reached": lambda w: actions.reach_verdict(trial=w.trial, by=w.lead, at=make.NOW),
    "thread.verdict.judged": lambda w: actions.judge(
        trial=w.trial, word="improved", paragraph="People say so.", limits="Five people.", by=w.lead, at=make.NOW
    ),
    "thread.evidence.filed": lambda w: actions.file_evidence(
        council=w.council, facts={**FACTS, "owner": w.lead}, proves=actions.Proves(), by=w.lead, at=make.NOW
    ),
    "thread.reply.written": lambda w: make.a_reply(w.learning, w.lead),
    "thread.reply.published": lambda w: actions.publish_reply(reply=w.reply, by=w.lead, on=make.TODAY),
    "thread.reply.told": lambda w: actions.tell(reply=w.reply, voices=w.voices, by=w.lead, on=make.TODAY),
    "thread.subject.added": lambda w: actions.register_subject(
        council=w.council, kind="plan", name="Carers' plan", by=w.lead
    ),
    "thread.subject.about": lambda w: actions.say_about(
        node=w.learning,
        subject=actions.register_subject(council=w.council, kind="plan", name="A plan", by=w.lead),
        by=w.lead,
    ),
    "thread.subject.looked_after": lambda w: actions.look_after_subject(
        subject=actions.register_subject(council=w.council, kind="plan", name="A plan", by=w.lead),
        owned_by=w.lead, review_on=None, shaped_by="Carers", by=w.lead,
    ),
    "thread.task.set": a_task,
    "thread.task.done": lambda w: actions.finish_task(task=a_task(w), by=w.lead, at=make.NOW),
    "thread.comment.made": lambda w: actions.comment(node=w.measure, words="Good.", by=w.lead, at=make.NOW),
    "thread.approval.given": lambda w: actions.approve(
        node=w.learning, agreed=True, reason="", by=w.lead, at=make.NOW
    ),
    "thread.approval.refused": lambda w: actions.approve(
        node=w.learning, agreed=False, reason="Not yet.", by=w.lead, at=make.NOW
    ),
}  # fmt: skip


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_leaves_one_line_that_names_the_person(whole, verb):
    before = lines(whole.council, verb)
    VERBS[verb](whole)
    assert lines(whole.council, verb) == before + 1
    newest = HistoryLine.objects.within(whole.council).filter(verb=verb).latest("pk")
    assert newest.by == (None if verb == "thread.theme.added" else whole.lead)


TABLES = [getattr(models, name) for name in models.__all__]


def everything(council):
    found = {}
    for table in TABLES:
        rows = table.objects.within(council) if table is not models.Voice else table.objects.staged(council)
        found[table.__name__] = sorted(map(repr, rows.values_list()))
    return found


@pytest.mark.parametrize("verb", VERBS)
def test_when_the_line_cannot_be_written_nothing_is_done(whole, verb, monkeypatch):
    """Prepared parts may stay; what the failing verb itself does must not."""
    kept = {}

    def refuse(self, *args, **kwargs):
        if self.verb == verb:
            raise DatabaseError("the disk is full")
        real(self, *args, **kwargs)
        kept["after"] = None

    real = HistoryLine.save
    monkeypatch.setattr(HistoryLine, "save", refuse)
    before = everything(whole.council)
    lines_before = lines(whole.council, verb)
    with pytest.raises(DatabaseError):
        VERBS[verb](whole)
    assert lines(whole.council, verb) == lines_before
    after = everything(whole.council)
    changed = {name for name in before if before[name] != after[name]}
    assert changed <= PREPARED.get(verb, set())


PREPARED = {  # rows that the test itself makes before the verb it is about
    "thread.voices.heard": {"Voice"},
    "thread.improvement.answers": {"Voice", "Learning", "Source"},
    "thread.subject.about": {"Subject"},
    "thread.subject.looked_after": {"Subject"},
    "thread.task.done": {"Task"},
}


def test_a_line_that_fails_after_finishing_leaves_the_task_open(whole, monkeypatch):
    task = a_task(whole)
    monkeypatch.setattr(HistoryLine, "save", lambda self, *a, **k: (_ for _ in ()).throw(DatabaseError("no")))
    with pytest.raises(DatabaseError):
        actions.finish_task(task=task, by=whole.lead, at=make.NOW)
    task.refresh_from_db()
    assert task.done_at is None


def test_a_second_person_must_check_and_needs_proof(whole):
    task = a_task(whole, needs_second_person=True)
    with pytest.raises(actions.ProofMissing):
        actions.finish_task(task=task, by=whole.lead, at=make.NOW)
    actions.finish_task(task=task, by=whole.lead, at=make.NOW, proof="Letter of 3 May")
    with pytest.raises(actions.NotTheSamePerson):
        actions.check_task(task=task, by=whole.lead, at=make.NOW)
    assert actions.check_task(task=task, by=other(whole), at=make.NOW).checked_by is not None


def test_an_undone_task_cannot_be_checked(whole):
    with pytest.raises(actions.NotTheSamePerson):
        actions.check_task(task=a_task(whole), by=other(whole), at=make.NOW)


def test_an_improvement_is_checked_by_another(whole):
    actions.move_improvement(improvement=whole.improvement, done="done", by=whole.lead)
    with pytest.raises(actions.CheckedByAnother):
        actions.check_improvement(improvement=whole.improvement, by=whole.lead)
    checked = actions.check_improvement(improvement=whole.improvement, by=other(whole))
    assert checked.done == "checked"


def test_a_learning_is_drawn_from_something(whole):
    with pytest.raises(actions.NothingBehindIt):
        actions.draw_learning(council=whole.council, lesson=NEW, sources=[], by=whole.lead, at=make.NOW)


def test_what_was_said_without_a_name_keeps_only_its_week(whole):
    voice = make.a_voice(whole.council, None, said_on=date(2026, 9, 3))
    assert (voice.said_on, voice.said_precision) == (date(2026, 8, 31), "week")
    assert voice.made_at is None and voice.made_by is None
    line = HistoryLine.objects.within(whole.council).get(target_id=voice.public_id)
    assert line.at is None and line.by is None and line.week


def test_the_same_reference_is_refused_the_second_time(whole):
    make.a_voice(whole.council, whole.lead, source_key="case 7")
    with pytest.raises(actions.AlreadyHere):
        make.a_voice(whole.council, whole.lead, source_key="case 7")


CLAIMS = [
    "It worked.",
    "This has worked well",
    "That made a difference",
    "It made all the difference to people",
]


@pytest.mark.parametrize("claim", CLAIMS)
def test_a_reply_cannot_say_that_it_worked_before_a_verdict_does(claim):
    council = make.a_council()
    lead = make.a_person(council)
    learning = make.a_learning(council, lead)
    with pytest.raises(actions.ClaimWithoutVerdict):
        make.a_reply(learning, lead, we_did=f"We ring back. {claim}")
    with pytest.raises(actions.ClaimWithoutVerdict):
        make.a_reply(learning, lead, we_did="We ring back.", easy_read=claim)


def test_a_reply_may_say_that_it_worked_once_the_newest_verdict_does(whole):
    assert make.a_reply(whole.learning, whole.lead, we_did="We ring back. It worked.").pk
    actions.judge(trial=whole.trial, word="worse", paragraph="No.", limits="Few.", by=whole.lead, at=make.NOW)
    with pytest.raises(actions.ClaimWithoutVerdict):
        make.a_reply(whole.learning, whole.lead, we_did="We ring back. It worked.")


def test_telling_twice_tells_each_person_once(whole):
    assert actions.tell(reply=whole.reply, voices=whole.voices, by=whole.lead, on=make.TODAY) == 2
    assert actions.tell(reply=whole.reply, voices=whole.voices, by=whole.lead, on=make.TODAY) == 0


def test_a_judgement_says_its_limits(whole):
    with pytest.raises(actions.LimitsMissing):
        actions.judge(
            trial=whole.trial, word="improved", paragraph="Yes", limits=" ", by=whole.lead, at=make.NOW
        )


def test_registering_and_drawing_twice_gives_one_row(whole):
    same = {"council": whole.council, "kind": "plan", "name": "Plan A", "by": whole.lead}
    assert actions.register_subject(**same) == actions.register_subject(**same)
    actions.join_learning(learning=whole.learning, sources=whole.voices, by=whole.lead)
    assert whole.learning.sources.count() == 2


def test_a_reading_said_again_is_no_change(whole):
    same = [actions.Count(date(2024, 1, 1), make.IMPROVED[0], make.IMPROVED[0], 100)]
    assert actions.add_readings(measure=whole.measure, counts=same, by=whole.lead, at=make.NOW) == 0


def test_a_model_cannot_overrule_what_a_person_decided(whole):
    actions.reject_theme(voice=whole.voices[0], theme=whole.theme, by=whole.lead, at=make.NOW)
    guess = actions.Suggested(whole.voices[0], whole.theme, 0.99)
    actions.suggest_themes(council=whole.council, model="m1", suggestions=[guess])
    assert whole.voices[0].theme_links.get().state == "rejected"


def test_heard_is_said_only_of_those_who_wait(whole):
    fresh = make.a_voice(whole.council, whole.lead)
    both = [*whole.voices, fresh]
    assert actions.mark_heard(council=whole.council, voices=both, by=whole.lead, at=make.NOW) == 1
