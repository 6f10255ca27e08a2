"""Two teams of one council and a second council, each with one of everything that a page can be about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from goldenthread.foundation.imports.models import Import
from goldenthread.foundation.jobs.actions import enqueue
from goldenthread.foundation.jobs.ticks import COUNCIL as BY_THE_CLOCK
from goldenthread.foundation.messaging.models import Message, Received
from goldenthread.foundation.people.models import Membership, Team
from goldenthread.foundation.tenancy.models import Council
from goldenthread.foundation.tenancy.tests.factories import a_council, a_person, a_team
from goldenthread.thread import actions

WHERE = ("own", "other", "elsewhere")  # the member's team, the team beside it, another council


@dataclass
class World:
    """The councils, the member's team, and by (kind, where) one object of each."""

    council: Council
    elsewhere: Council
    team: Team
    things: dict[tuple[str, str], Any]


def build() -> World:
    """Return a world in which every route has something to show."""
    council, elsewhere = a_council("northshire"), a_council("southshire")
    service = a_team(council, "Service")
    own, other = a_team(council, "Own team", service), a_team(council, "Other team", service)
    things: dict[tuple[str, str], Any] = {}
    for where, home, team in (
        ("own", council, own),
        ("other", council, other),
        ("elsewhere", elsewhere, a_team(elsewhere, "Far team")),
    ):
        things |= {(kind, where): thing for kind, thing in one_of_each(home, team).items()}
    return World(council, elsewhere, own, things)


def one_of_each(council: Council, team: Team) -> dict[str, Any]:
    """Return one of every kind of thing, of one team."""
    now, today = timezone.now(), timezone.localdate()
    maker = a_person(council, "quality_lead", name=f"Maker for {team.name}")
    draft = actions.VoiceDraft(text=f"Said to {team.name}", said_on=today - timedelta(days=40), team=team)
    voice = actions.add_voice(council=council, draft=draft, by=maker, at=now)
    theme = actions.add_theme(
        council=council, taxonomy="care", key=team.public_id, label=f"About {team.name}"
    )
    lesson = actions.Lesson(f"Do better at {team.name}", team=team)
    learning = actions.draw_learning(council=council, lesson=lesson, sources=[voice], by=maker, at=now)
    plan = actions.Plan(
        f"Change {team.name}", "From 50% to 70%", maker, today, today + timedelta(days=90), team=team
    )
    improvement = actions.start_improvement(
        council=council, plan=plan, learnings=[learning], by=maker, at=now
    )
    definition = {
        "title": f"Is {team.name} good?",
        "numerator_words": "Yes",
        "direction": "up",
        "source": "Made up",
    }
    measure = actions.define_measure(council=council, definition=definition, by=maker, at=now)
    counts = [
        actions.Count(date(2024 + m // 12, m % 12 + 1, 1), 50 + m % 3, 50 + m % 3, 100) for m in range(24)
    ]
    actions.add_readings(measure=measure, counts=counts, by=maker, at=now)
    trial = actions.set_trial(
        improvement=improvement, measure=measure, changed_on=date(2025, 7, 1), smallest_change=5, by=maker
    )
    facts = {
        "title": f"Proof of {team.name}",
        "category": "processes",
        "owner": maker,
        "dated_on": today,
        "sensitivity": "inspector",
    }
    evidence = actions.file_evidence(
        council=council, facts=facts, proves=actions.Proves(shows=[learning]), by=maker, at=now
    )
    reply = actions.write_reply(
        learning=learning, answer=actions.Answer("You said", "We did"), by=maker, at=now
    )
    return {
        "voice": voice, "theme": theme, "learning": learning, "improvement": improvement, "measure": measure,
        "trial": trial, "evidence": evidence, "reply": reply,
        "task": actions.add_task(node=learning, words="Ring back", owner=maker, due_on=today, by=maker),
        "subject": actions.add_subject(council=council, kind="service", name=f"Service of {team.name}", team=team),
        "job": enqueue(council=council, kind=BY_THE_CLOCK, key=str(team.pk)),
        "membership": Membership.objects.create(
            council=council, user=a_person(council), roles=["practitioner"], team=team, starts_on=today
        ),
        "import": Import.objects.create(
            council=council, kind="comments", file_name="f.csv", file="nowhere", digest="0" * 64, size=1,
            uploaded_by=maker, uploaded_at=now,
        ),
        "message": Message.objects.create(
            council=council, key=team.public_id, topic="thread.action_given", wording_version=0, channel="email",
            made_at=now, next_at=now,
        ),
        "received": Received.objects.create(
            council=council, channel="email", carrier_reference=team.public_id, kind="new", received_at=now,
        ),
    }  # fmt: skip
