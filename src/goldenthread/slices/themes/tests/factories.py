"""A council whose comments a small model reads: one that finds a theme by one word, as sure as the word says."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

from django.test import Client

from goldenthread.foundation.people import actions as people
from goldenthread.foundation.people.models import Team, User
from goldenthread.foundation.people.queries import memberships
from goldenthread.foundation.permissions.access import Access
from goldenthread.foundation.tenancy.models import Council
from goldenthread.ports.theme_finders import Suggestion, Tested, Theme
from goldenthread.thread import actions as thread

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
TODAY = NOW.date()
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
WORDS = {
    "waited": ("waiting", 0.9),
    "rude": ("manner", 0.52),
    "maybe": ("manner", 0.3),
    "lift": ("access", 0.7),
}


class OneWord:
    """Finds a theme where its word stands; remembers how many texts it was asked to read."""

    key = "one-word"
    label = "One word"
    caveat = "It looks for one word only."

    def __init__(self) -> None:
        self.read = 0

    def themes(self) -> tuple[Theme, ...]:
        good = Tested(n=40, precision=0.8, precision_low=0.7, precision_high=0.88, recall=0.6, f1=0.69)
        poor = Tested(n=30, precision=0.2, precision_low=0.1, precision_high=0.4, recall=0.5, f1=0.29)
        return (
            Theme("waiting", "Waiting", "How long people wait.", tested=good),
            Theme("manner", "How staff treat people", tested=poor, charted=False),
            Theme("access", "Getting in", "Doors, steps and lifts."),
        )

    def suggest(self, texts: Sequence[str]) -> list[list[Suggestion]]:
        self.read += len(texts)
        return [
            [Suggestion(theme, sure, (word,)) for word, (theme, sure) in WORDS.items() if word in text]
            for text in texts
        ]

    def learned_from(self, texts: Sequence[str]) -> list[bool]:
        return [False] * len(texts)


class Town:
    """One council with two teams, a lead over all of it, and a manager and a practitioner of one team."""

    def __init__(self, slug: str = "northshire") -> None:
        self.council = Council.objects.create(slug=slug, name=slug.title())
        self.team = people.add_team(council=self.council, name="Reviews team")
        self.other = people.add_team(council=self.council, name="Hospital team")
        self.lead = self.person("Asha Patel", "quality_lead")
        self.manager = self.person("Ben Okoro", "team_manager", self.team)
        self.practitioner = self.person("Cai Rees", "practitioner", self.team)

    def person(self, name: str, role: str, team: Team | None = None) -> User:
        address = f"{name.split()[0].lower()}@{self.council.slug}.example.org"
        user = people.open_account(email=address, name=name, password=None)
        people.join(council=self.council, user=user, roles=[role], team=team, starts_on=date(2020, 1, 1))
        return user

    def access(self, user: User) -> Access:
        return Access.of(user, self.council, memberships(user, self.council, today=TODAY))

    def client(self, user: User) -> Client:
        client = Client()
        client.force_login(user, backend=BACKEND)
        return client

    def at(self, path: str = "") -> str:
        return f"/c/{self.council.slug}/{path}"

    def says(self, text: str = "We waited for weeks.", **more: Any) -> Any:
        facts = {
            "text": text,
            "said_on": date(2026, 10, 5),
            "team": self.team,
            "source_name": "Typed in",
            **more,
        }
        return thread.add_voice(council=self.council, draft=thread.VoiceDraft(**facts), by=None, at=NOW)

    def theme(self, key: str = "waiting", label: str = "Waiting", taxonomy: str = "one-word") -> Any:
        return thread.add_theme(council=self.council, taxonomy=taxonomy, key=key, label=label, definition="")

    def suggest(self, voice: Any, theme: Any, probability: float = 0.7) -> None:
        made = [thread.Suggested(voice, theme, probability, ("waited",))]
        thread.suggest_themes(council=self.council, model="one-word", suggestions=made)

    def decide(self, voice: Any, theme: Any, *, yes: bool = True) -> None:
        act = thread.confirm_theme if yes else thread.reject_theme
        act(voice=voice, theme=theme, by=self.lead, at=NOW)
