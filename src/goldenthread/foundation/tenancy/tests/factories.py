"""Councils, teams and people for tests."""

from __future__ import annotations

from datetime import date
from itertools import count

from goldenthread.foundation.people import actions
from goldenthread.foundation.people.models import Team, User
from goldenthread.foundation.tenancy.models import Council

number = count(1)
PASSWORD = "correct horse battery staple"
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def a_council(slug: str = "") -> Council:
    slug = slug or f"council-{next(number)}"
    return Council.objects.create(slug=slug, name=f"{slug.title()} Council")


def a_team(council: Council, name: str = "", parent: Team | None = None) -> Team:
    return actions.add_team(council=council, name=name or f"Team {next(number)}", parent=parent)


def a_person(
    council: Council | None = None, *roles: str, team: Team | None = None, name: str = "Asha Patel"
) -> User:
    user = actions.open_account(email=f"person{next(number)}@example.org", name=name, password=PASSWORD)
    if council:
        actions.join(council=council, user=user, roles=roles, team=team, starts_on=date(2020, 1, 1))
    return user
