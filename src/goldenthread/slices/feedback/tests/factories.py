"""A council with people who read, answer and bring in comments."""

from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from goldenthread.foundation.people import actions as people
from goldenthread.foundation.people.models import Team, User
from goldenthread.foundation.people.queries import memberships
from goldenthread.foundation.permissions.access import Access
from goldenthread.foundation.tenancy.models import Council
from goldenthread.slices.feedback import actions

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
HEADER = ("Date", "Comment", "Team")


class Town:
    """One council with a team, a quality lead over all of it, and a manager and a practitioner of the team."""

    def __init__(self, slug: str = "northshire") -> None:
        self.council = Council.objects.create(slug=slug, name=slug.title())
        self.team = people.add_team(council=self.council, name="Reviews team")
        self.other = people.add_team(council=self.council, name="Hospital team")
        self.lead = self.person("Asha Patel", "quality_lead", None)
        self.manager = self.person("Ben Okoro", "team_manager", self.team)
        self.practitioner = self.person("Cai Rees", "practitioner", self.team)
        self.analyst = self.person("Dee Lin", "analyst", None)

    def person(self, name: str, role: str, team: Team | None) -> User:
        address = f"{name.split()[0].lower()}@{self.council.slug}.example.org"
        user = people.open_account(email=address, name=name, password=None)
        people.join(council=self.council, user=user, roles=[role], team=team, starts_on=date(2020, 1, 1))
        return user

    def access(self, user: User) -> Access:
        return self.access_of(user, self.council)

    @staticmethod
    def access_of(user: User, council: Council) -> Access:
        return Access.of(user, council, memberships(user, council, today=NOW.date()))

    def client(self, user: User) -> Client:
        client = Client()
        client.force_login(user, backend=BACKEND)
        return client

    def at(self, path: str = "") -> str:
        return f"/c/{self.council.slug}/{path}"

    def comment(self, text: str = "Nobody told me what happens next.", **more: Any) -> Any:
        heard = actions.Heard(**{"text": text, "said_on": date(2026, 11, 2), "team": self.team, **more})
        return actions.add_comment(council=self.council, heard=heard, by=self.manager, at=NOW)

    def upload(self, client: Client, content: bytes, name: str = "november.csv", source: str = "") -> Any:
        """Send a file through the web, and return the answer."""
        file = SimpleUploadedFile(name, content)
        return client.post(self.at("files/new/comments/"), {"file": file, "source": source}, follow=True)


def csv_of(*rows: tuple[str, ...], header: tuple[str, ...] = HEADER) -> bytes:
    """Return a CSV file as bytes."""
    page = io.StringIO()
    csv.writer(page).writerows([header, *rows])
    return page.getvalue().encode()


def three_rows() -> bytes:
    """Return a file of three good comments."""
    return csv_of(
        ("2026-11-02", "Nobody told me what happens next.", "Reviews team"),
        ("2026-11-03", "They came on time and listened.", "Day centre"),
        ("2026-11-04", "I waited three months for a review.", ""),
    )
