"""Councils, people and threads for the thread's tests."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from goldenthread.foundation.people import actions as people
from goldenthread.foundation.people.models import Team, User
from goldenthread.foundation.people.queries import memberships
from goldenthread.foundation.permissions.access import Access
from goldenthread.foundation.tenancy.models import Council
from goldenthread.thread import actions
from goldenthread.thread.models import Improvement, Learning, Measure, Reply, Theme, Trial, Voice

NOW = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)
TODAY = NOW.date()
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
NUMBERS = count(1)


def a_council(name: str = "") -> Council:
    """Return a council of its own."""
    n = next(NUMBERS)
    return Council.objects.create(slug=f"council-{n}", name=name or f"Council {n}")


def a_team(council: Council, name: str = "", parent: Team | None = None) -> Team:
    """Return a team of the council."""
    return people.add_team(council=council, name=name or f"Team {next(NUMBERS)}", parent=parent)


def a_person(council: Council, *roles: str, team: Team | None = None, name: str = "") -> User:
    """Return somebody who belongs to the council in these roles, a quality lead when none is named."""
    n = next(NUMBERS)
    user = people.open_account(
        email=f"person{n}@example.org", name=name or f"Person {n}", password="a long pass phrase"
    )
    people.join(
        council=council,
        user=user,
        roles=list(roles or ("quality_lead",)),
        team=team,
        starts_on=date(2020, 1, 1),
    )
    return user


def access_of(user: User, council: Council) -> Access:
    """Return what this person may do today."""
    return Access.of(user, council, memberships(user, council, today=TODAY))


def a_voice(
    council: Council, by: User | None, text: str = "Nobody told me what happens next.", **more: Any
) -> Voice:
    """Return a voice said in September 2026."""
    at = more.pop("at", NOW)
    synthetic = more.pop("synthetic", False)
    draft = actions.VoiceDraft(text=text, said_on=more.pop("said_on", date(2026, 9, 3)), **more)
    return actions.add_voice(council=council, draft=draft, by=by, at=at, synthetic=synthetic)


def a_theme(council: Council, label: str = "Being told what happens next") -> Theme:
    """Return a theme of the list."""
    return actions.add_theme(
        council=council, taxonomy="ours", key=label.lower().replace(" ", "-"), label=label,
        definition="People say whether they know what comes next.",
    )  # fmt: skip


def a_learning(
    council: Council, by: User, *sources: Voice | Theme, sentence: str = "", **more: Any
) -> Learning:
    """Return a learning drawn from `sources`, or from one new voice."""
    lesson = actions.Lesson(sentence=sentence or "Tell people what happens next before we hang up.", **more)
    behind = list(sources) or [a_voice(council, by)]
    return actions.draw_learning(council=council, lesson=lesson, sources=behind, by=by, at=NOW)


def an_improvement(council: Council, by: User, *learnings: Learning, title: str = "") -> Improvement:
    """Return a change that answers `learnings`."""
    plan = actions.Plan(
        title=title or "Say the next step at the end of each call", aim="Nine in ten people know what comes next.",
        owner=by, starts_on=date(2026, 1, 1), due_on=date(2026, 12, 31),
    )  # fmt: skip
    return actions.start_improvement(council=council, plan=plan, learnings=list(learnings), by=by, at=NOW)


def a_measure(council: Council, by: User, title: str = "", values: tuple[float, ...] = ()) -> Measure:
    """Return a monthly measure with a reading for each value, the first in January 2024."""
    definition = {
        "title": title or f"Are people told what happens next? ({next(NUMBERS)})", "numerator_words": "said yes",
        "denominator_words": "people asked", "direction": "up", "source": "Our own calls", "owner": by,
    }  # fmt: skip
    measure = actions.define_measure(council=council, definition=definition, by=by, at=NOW)
    readings = [
        actions.Count(date(2024 + at // 12, at % 12 + 1, 1), value, value, 100)
        for at, value in enumerate(values)
    ]
    if readings:
        actions.add_readings(measure=measure, counts=readings, by=by, at=NOW)
    return measure


def a_trial(
    improvement: Improvement, measure: Measure, by: User, changed_on: date = date(2025, 1, 1)
) -> Trial:
    """Return a measure that tests an improvement."""
    return actions.set_trial(
        improvement=improvement, measure=measure, changed_on=changed_on, smallest_change=5, by=by
    )


def a_reply(
    learning: Learning, by: User, we_did: str = "We say the next step at the end of each call.", **more: Any
) -> Reply:
    """Return a reply that nobody has seen yet."""
    answer = actions.Answer(you_said="Nobody told you what happens next.", we_did=we_did, **more)
    return actions.write_reply(learning=learning, answer=answer, by=by, at=NOW)


IMPROVED = tuple(50.0 + (at % 3) for at in range(12)) + tuple(70.0 + (at % 3) for at in range(12))
STEADY = tuple(50.0 + (at * 7 % 5) for at in range(36))
SHORT = tuple(50.0 + (at % 3) for at in range(14))


@dataclass(frozen=True)
class Whole:
    """A whole thread and who made it."""

    council: Council
    lead: User
    voices: list[Voice]
    theme: Theme
    learning: Learning
    improvement: Improvement
    measure: Measure
    trial: Trial
    reply: Reply


def a_whole_thread(
    council: Council, lead: User, values: tuple[float, ...] = IMPROVED, told: bool = True
) -> Whole:
    """Return a thread from two voices to a reply and filed proof; `values` decide what the verdict is."""
    voices = [a_voice(council, lead), a_voice(council, lead, "They never rang back.", kind="complaint")]
    theme = a_theme(council)
    for voice in voices:
        actions.confirm_theme(voice=voice, theme=theme, by=lead, at=NOW)
    learning = a_learning(council, lead, *voices)
    improvement = an_improvement(council, lead, learning)
    measure = a_measure(council, lead, values=values)
    trial = a_trial(improvement, measure, lead)
    actions.reach_verdict(trial=trial, by=lead, at=NOW)
    reply = a_reply(learning, lead, improvement=improvement)
    if told:
        actions.publish_reply(reply=reply, by=lead, on=TODAY)
        actions.tell(reply=reply, voices=voices, by=lead, on=TODAY)
        facts = {"title": "Call audit", "category": "audit", "owner": lead, "dated_on": TODAY}
        actions.file_evidence(
            council=council, facts=facts, proves=actions.Proves(shows=[improvement]), by=lead, at=NOW
        )
    return Whole(council, lead, voices, theme, learning, improvement, measure, trial, reply)
