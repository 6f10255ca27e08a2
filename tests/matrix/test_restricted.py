"""Words kept for named roles, asked for at every door that reads what people said, as every role."""

from __future__ import annotations

import pytest
from django.utils import timezone
from tests.matrix.world import build

from goldenthread.foundation.people.queries import memberships
from goldenthread.foundation.permissions.access import Access
from goldenthread.foundation.permissions.roles import ROLES, VERBS
from goldenthread.foundation.tenancy.tests.factories import BACKEND, a_person
from goldenthread.thread import actions, queries

WORDS = "He was left alone in the corridor"
NAMED = set(VERBS["voice.read_restricted"].roles)

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return build()


@pytest.fixture
def kept(world):
    """Return a restricted comment of the member's own team: suggested for a theme, on a thread, about a subject."""
    now, today = timezone.now(), timezone.localdate()
    maker = a_person(world.council, "quality_lead")
    subject = world.things[("subject", "own")]
    draft = actions.VoiceDraft(
        text=WORDS, said_on=today, team=world.team, subject=subject, access="restricted"
    )
    voice = actions.add_voice(council=world.council, draft=draft, by=maker, at=now)
    lesson = actions.Lesson("Nobody waits alone", team=world.team)
    learning = actions.draw_learning(council=world.council, lesson=lesson, sources=[voice], by=maker, at=now)
    guess = actions.Suggested(voice, world.things[("theme", "own")], 0.6, ("alone",))
    actions.suggest_themes(council=world.council, suggestions=[guess], model="words")
    evidence = world.things[("evidence", "own")]
    actions.link_evidence(evidence=evidence, proves=actions.Proves(shows=[voice]), by=maker)
    return voice, learning


def doors(voice, learning, world):
    """Return every address that may show the words."""
    theme, subject = world.things[("theme", "own")].public_id, world.things[("subject", "own")].public_id
    evidence = world.things[("evidence", "own")].public_id
    return [
        "feedback/", "feedback/?words=corridor", "feedback/comments.csv", "feedback/comments.csv?words=corridor",
        f"feedback/{voice.public_id}/", f"feedback/{voice.public_id}/as-said/",
        f"feedback/learning/?voice={voice.public_id}", f"threads/{learning.public_id}/",
        f"threads/{learning.public_id}/tell/", f"thread/voice/{voice.public_id}/",
        f"node/voice/{voice.public_id}/", f"node/voice/{voice.public_id}/action/",
        f"node/voice/{voice.public_id}/comment/", f"node/voice/{voice.public_id}/about/",
        f"threads/new/?voice={voice.public_id}", "themes/confirm/", "themes/confirm/one/", f"themes/{theme}/",
        f"subjects/{subject}/", f"self-assessment/evidence/{evidence}/", f"node/evidence/{evidence}/",
    ]  # fmt: skip


def shown(client, address):
    page = client.get(address)
    body = b"".join(page.streaming_content) if page.streaming else page.content
    return WORDS in body.decode()


@pytest.mark.parametrize("role", sorted(ROLES))
@pytest.mark.parametrize("scope", ["team", "council"])
def test_only_named_roles_read_words_that_are_kept_for_them(client, world, kept, role, scope):
    person = a_person(world.council, role, team=world.team if scope == "team" else None)
    client.force_login(person, backend=BACKEND)
    voice, learning = kept
    open_doors = [at for at in doors(voice, learning, world) if shown(client, f"/c/northshire/{at}")]
    if role in NAMED:
        assert "feedback/" in open_doors
        assert f"threads/{learning.public_id}/" in open_doors
        assert f"feedback/{voice.public_id}/" in open_doors
    else:
        assert open_doors == []


def test_words_for_named_roles_are_not_counted_for_others(world, kept):
    for role in ("analyst", "director", "team_manager", "quality_lead"):
        person = a_person(world.council, role, team=world.team)
        access = Access.of(
            person, world.council, memberships(person, world.council, today=timezone.localdate())
        )
        theme = queries.tallied_theme(access, world.things[("theme", "own")].public_id, sure=0.5)
        subject = queries.subject(access, world.things[("subject", "own")].public_id)
        there = int(role in NAMED)
        assert queries.waiting_suggestions(access, "theme.confirm").count() == (
            there if access.may("theme.confirm") else 0
        )
        assert theme.waiting == there
        assert queries.under(access, subject).readable == there
        assert queries.voices(access).filter(access="restricted").count() == there
