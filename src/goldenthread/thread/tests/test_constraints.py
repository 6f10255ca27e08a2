"""What the database itself refuses, whatever the code above it forgets."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from goldenthread.foundation.history.models import HistoryLine
from goldenthread.thread import models
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
def whole(council, lead):
    return make.a_whole_thread(council, lead)


def refused(table, **facts):
    with pytest.raises(IntegrityError), transaction.atomic():
        table.objects.create(**facts)


def change_refused(row, **facts):
    with pytest.raises(DatabaseError), transaction.atomic():
        type(row).objects.within(row.council).filter(pk=row.pk).update(**facts)


def hanging(whole):
    person = {"by": whole.lead, "at": make.NOW}
    subject = models.Subject.objects.create(council=whole.council, kind="plan", name="A plan")
    return {
        models.About: {"subject": subject},
        models.Task: {"words": "Ring", "owner": whole.lead, "due_on": make.TODAY},
        models.Comment: {"words": "Good", **person},
        models.Approval: {"agreed": True, **person},
    }


@pytest.mark.parametrize("name", ["About", "Task", "Comment", "Approval"])
def test_what_hangs_on_nodes_hangs_on_exactly_one(whole, name):
    table = getattr(models, name)
    facts = {"council": whole.council, **hanging(whole)[table]}
    refused(table, **facts)
    refused(table, **facts, learning=whole.learning, improvement=whole.improvement)
    assert table.objects.create(**facts, learning=whole.learning).node == whole.learning


def test_a_source_is_a_voice_or_a_theme(whole):
    facts = {"council": whole.council, "learning": whole.learning}
    refused(models.Source, **facts)
    refused(models.Source, **facts, voice=make.a_voice(whole.council, whole.lead), theme=whole.theme)


def test_proof_shows_exactly_one_node(whole):
    proof = whole.improvement.shown_by.get().proof
    refused(models.Shows, council=whole.council, proof=proof)
    refused(models.Shows, council=whole.council, proof=proof, learning=whole.learning, reply=whole.reply)


ONCE = {
    "Source": lambda w: {"learning": w.learning, "voice": w.voices[0]},
    "Answers": lambda w: {"learning": w.learning, "improvement": w.improvement},
    "VoiceTheme": lambda w: {
        "voice": w.voices[0], "theme": w.theme, "state": "confirmed", "decided_by": w.lead, "decided_at": make.NOW,
    },
    "Trial": lambda w: {
        "improvement": w.improvement, "measure": w.measure, "changed_on": make.TODAY, "smallest_change": 1,
    },
    "ReplyVoice": lambda w: {"reply": w.reply, "voice": w.voices[0]},
    "Reading": lambda w: {"measure": w.measure, "period_on": date(2024, 1, 1), "value": 1, "made_at": make.NOW},
    "Theme": lambda w: {"taxonomy": w.theme.taxonomy, "key": w.theme.key, "label": "Again"},
    "Measure": lambda w: {"title": w.measure.title, "numerator_words": "x", "direction": "up", "source": "x"},
}  # fmt: skip


@pytest.mark.parametrize("name", ONCE)
def test_the_same_link_is_made_once(whole, name):
    refused(getattr(models, name), council=whole.council, **ONCE[name](whole))


def a_row(whole, name):
    days = {"starts_on": date(2026, 1, 1), "due_on": date(2026, 2, 1)}
    return {
        "Improvement": {"title": "T", "aim": "A", "owner": whole.lead, **days},
        "Task": {"learning": whole.learning, "words": "R", "owner": whole.lead, "due_on": make.TODAY},
        "Evidence": {"title": "E", "category": "c", "owner": whole.lead, "dated_on": make.TODAY},
        "Voice": {"text": "Words", "said_on": make.TODAY},
        "VoiceTheme": {"voice": make.a_voice(whole.council, whole.lead), "theme": whole.theme},
        "Reading": {"measure": whole.measure, "period_on": date(2030, 1, 1), "value": 1, "made_at": make.NOW},
        "Trial": {
            "improvement": make.an_improvement(whole.council, whole.lead), "measure": whole.measure,
            "changed_on": make.TODAY, "smallest_change": 5,
        },
        "Verdict": {
            "trial": whole.trial, "word": "improved", "paragraph": "p", "method": "m", "data": [],
            "made_by": whole.lead, "made_at": make.NOW,
        },
        "Approval": {"learning": whole.learning, "by": whole.lead, "at": make.NOW},
        "Reply": {"learning": whole.learning, "you_said": "y", "we_did": "w"},
    }[name]  # fmt: skip


IMPOSSIBLE = [
    ("Improvement", lambda w: {"due_on": date(2025, 1, 1)}),
    ("Improvement", lambda w: {"done": "done"}),
    ("Improvement", lambda w: {"done": "checked", "done_by": w.lead}),
    ("Improvement", lambda w: {"done": "checked", "done_by": w.lead, "checked_by": w.lead}),
    ("Task", lambda w: {"done_at": make.NOW}),
    ("Task", lambda w: {"done_by": w.lead}),
    (
        "Task",
        lambda w: {"done_at": make.NOW, "done_by": w.lead, "checked_at": make.NOW, "checked_by": w.lead},
    ),
    ("Task", lambda w: {"needs_second_person": True, "done_at": make.NOW, "done_by": w.lead}),
    ("Evidence", lambda w: {"expires_on": make.TODAY}),
    ("Voice", lambda w: {"text": ""}),
    ("Voice", lambda w: {"heard_at": make.NOW}),
    ("Voice", lambda w: {"heard_by": w.lead}),
    ("Voice", lambda w: {"said_precision": "week", "made_at": make.NOW}),
    ("Voice", lambda w: {"said_precision": "week", "made_by": w.lead}),
    ("VoiceTheme", lambda w: {"state": "confirmed"}),
    ("VoiceTheme", lambda w: {"state": "suggested", "model": ""}),
    ("VoiceTheme", lambda w: {"model": "m", "probability": 1.2}),
    ("VoiceTheme", lambda w: {"model": "m", "probability": -0.1}),
    ("VoiceTheme", lambda w: {"model": "m", "decided_by": w.lead, "decided_at": make.NOW}),
    ("Reading", lambda w: {"denominator": 0}),
    ("Reading", lambda w: {"numerator": -1}),
    ("Trial", lambda w: {"smallest_change": 0}),
    ("Verdict", lambda w: {"is_judgement": True, "limits": ""}),
    ("Verdict", lambda w: {"is_judgement": True, "limits": "few", "made_by": None}),
    ("Approval", lambda w: {"agreed": False}),
    ("Reply", lambda w: {"published_on": make.TODAY}),
    ("Reply", lambda w: {"published_by": w.lead}),
]


@pytest.mark.parametrize("at", range(len(IMPOSSIBLE)), ids=lambda at: f"{IMPOSSIBLE[at][0]}-{at}")
def test_the_database_refuses_what_cannot_be_true(whole, at):
    name, wrong = IMPOSSIBLE[at]
    refused(getattr(models, name), council=whole.council, **{**a_row(whole, name), **wrong(whole)})


ACROSS = {
    "Source": lambda w, o: ({"learning": w.learning, "voice": o.voices[0]}, "voice"),
    "Answers": lambda w, o: ({"learning": o.learning, "improvement": w.improvement}, "learning"),
    "ReplyVoice": lambda w, o: ({"reply": w.reply, "voice": o.voices[0]}, "voice"),
    "Shows": lambda w, o: ({"proof": w.improvement.shown_by.get().proof, "reply": o.reply}, "reply"),
    "VoiceTheme": lambda w, o: ({"voice": w.voices[0], "theme": o.theme, "model": "m"}, "theme"),
    "Trial": lambda w, o: (
        {"improvement": w.improvement, "measure": o.measure, "changed_on": make.TODAY, "smallest_change": 1},
        "measure",
    ),
    "Reply": lambda w, o: ({"learning": o.learning, "you_said": "y", "we_did": "w"}, "learning"),
    "Comment": lambda w, o: (
        {"words": "x", "by": w.lead, "at": make.NOW, "improvement": o.improvement},
        "improvement",
    ),
}


@pytest.mark.parametrize("name", ACROSS)
def test_no_link_crosses_from_one_council_to_another(whole, name):
    far = make.a_council()
    theirs = make.a_whole_thread(far, make.a_person(far))
    facts, pointer = ACROSS[name](whole, theirs)
    table = getattr(models, name)
    with pytest.raises(DatabaseError), transaction.atomic():
        table.objects.create(council=whole.council, **facts)
    mine = table.objects.within(whole.council).first()
    if mine is not None:
        change_refused(mine, **{pointer: facts[pointer]})
        change_refused(mine, council=far)


def test_a_line_of_history_cannot_be_changed_or_deleted(whole):
    line = HistoryLine.objects.within(whole.council).first()
    for facts in (
        {"verb": "x"},
        {"by": None},
        {"detail": {"a": 1}},
        {"week": "2020-W01"},
        {"target_id": "x"},
    ):
        change_refused(line, **facts)
    with pytest.raises(DatabaseError), transaction.atomic():
        line.delete()
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM history_historyline")


def test_a_verdict_is_frozen_with_its_data(whole):
    verdict = models.Verdict.objects.within(whole.council).first()
    for facts in ({"word": "worse"}, {"data": []}, {"paragraph": "x"}, {"low": 0.0}):
        change_refused(verdict, **facts)
    with pytest.raises(DatabaseError), transaction.atomic():
        verdict.delete()


def test_every_kind_of_node_can_be_hung_on():
    assert len(KINDS) == 7
