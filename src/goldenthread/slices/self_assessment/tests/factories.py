"""A council with people who score, file, read and visit, and evidence on a thread."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.test import Client

from goldenthread.foundation.people import actions as people
from goldenthread.foundation.people.models import User
from goldenthread.foundation.people.queries import memberships
from goldenthread.foundation.permissions.access import Access
from goldenthread.foundation.tenancy.models import Council
from goldenthread.slices.self_assessment import actions, queries
from goldenthread.slices.self_assessment.actions import Opinion, Proof
from goldenthread.thread import actions as thread

TODAY = datetime.now(UTC).date()
NOW = datetime(TODAY.year, TODAY.month, TODAY.day, 9, 30, tzinfo=UTC)
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
KEY = "cqc-la-2023-12"


class Town:
    """One council with a quality lead, a manager, a practitioner and a visiting inspector."""

    def __init__(self, slug: str = "northshire") -> None:
        self.council = Council.objects.create(slug=slug, name=slug.title())
        self.lead = self.person("Asha Patel", "quality_lead")
        self.manager = self.person("Ben Okoro", "team_manager")
        self.practitioner = self.person("Cai Rees", "practitioner")
        self.inspector = self.person("Ida Visitor", "inspector")

    def person(self, name: str, role: str) -> User:
        address = f"{name.split()[0].lower()}@{self.council.slug}.example.org"
        user = people.open_account(email=address, name=name, password=None)
        people.join(council=self.council, user=user, roles=[role], team=None, starts_on=date(2020, 1, 1))
        return user

    def access(self, user: User) -> Access:
        return Access.of(user, self.council, memberships(user, self.council, today=TODAY))

    def client(self, user: User) -> Client:
        client = Client()
        client.force_login(user, backend=BACKEND)
        return client

    def at(self, path: str = "") -> str:
        return f"/c/{self.council.slug}/{path}"

    def evidence(self, title: str = "Audit of 40 assessments", *, shows: Any = (), supports: Any = ("QS9",), **more: Any) -> Any:  # fmt: skip
        facts = {"category": "Processes", "owner": self.lead, "dated_on": TODAY - timedelta(days=60), **more}
        proves = thread.Proves(shows=list(shows), supports=[(KEY, key) for key in supports])
        proof = Proof(title=title, **facts)
        return actions.file_proof(council=self.council, proof=proof, proves=proves, by=self.lead, at=NOW)

    def score(self, statement: str = "QS9", score: int = 3, reason: str = "We checked.", **more: Any) -> Any:
        at = more.pop("at", NOW)
        opinion = Opinion(statement, score, reason, **more)
        return actions.give_score(
            council=self.council, shelved=queries.shelved(KEY), opinion=opinion, by=self.lead, at=at
        )

    def change(self, readings: tuple[float, ...] = ()) -> Any:
        """Return a learning, a change that answers it and, with readings, a measure with its verdict."""
        draft = thread.VoiceDraft(text="Nobody told me what happens next.", said_on=date(2024, 9, 3))
        voice = thread.add_voice(council=self.council, draft=draft, by=self.lead, at=NOW)
        lesson = thread.Lesson(sentence="Tell people what happens next before we hang up.")
        learning = thread.draw_learning(
            council=self.council, lesson=lesson, sources=[voice], by=self.lead, at=NOW
        )
        plan = thread.Plan(
            title="Say the next step", aim="Nine in ten people know.", owner=self.lead,
            starts_on=date(2025, 1, 1), due_on=date(2025, 12, 31),
        )  # fmt: skip
        change = thread.start_improvement(
            council=self.council, plan=plan, learnings=[learning], by=self.lead, at=NOW
        )
        if readings:
            self.judged(change, readings)
        return voice, learning, change

    def judged(self, change: Any, readings: tuple[float, ...]) -> Any:
        definition = {
            "title": "Are people told what happens next?", "numerator_words": "said yes",
            "denominator_words": "people asked", "direction": "up", "source": "Our calls", "owner": self.lead,
        }  # fmt: skip
        measure = thread.define_measure(council=self.council, definition=definition, by=self.lead, at=NOW)
        counts = [
            thread.Count(date(2024 + at // 12, at % 12 + 1, 1), value, value, 100)
            for at, value in enumerate(readings)
        ]
        thread.add_readings(measure=measure, counts=counts, by=self.lead, at=NOW)
        trial = thread.set_trial(
            improvement=change, measure=measure, changed_on=date(2025, 1, 1), smallest_change=5, by=self.lead
        )
        return thread.reach_verdict(trial=trial, by=self.lead, at=NOW)


STEADY = tuple(50.0 + (at * 7 % 5) for at in range(36))
WORSE = tuple(70.0 + (at % 3) for at in range(12)) + tuple(50.0 + (at % 3) for at in range(12))
EVIL = "<script>alert(1)</script>\"'>{{ 7|add:7 }}"
