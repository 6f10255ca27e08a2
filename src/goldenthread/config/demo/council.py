"""Builds Northshire: the council, its tree of teams, its accounts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from goldenthread.config.demo.cast import PASSWORD, PEOPLE, SLUG, TEAMS
from goldenthread.foundation.people import actions
from goldenthread.foundation.people.models import Team, User
from goldenthread.foundation.tenancy.models import Council


@dataclass(frozen=True)
class Northshire:
    """The council, its teams by name and its people by first name."""

    council: Council
    teams: dict[str, Team]
    people: dict[str, User]


def build() -> Northshire:
    """Make the council with its teams and accounts, all marked as made up."""
    council = Council.objects.create(slug=SLUG, name="Northshire Council", is_demo=True)
    teams: dict[str, Team] = {}
    for name, kind, parent in TEAMS:
        above = teams.get(parent)
        teams[name] = actions.add_team(council=council, name=name, kind=kind, parent=above, synthetic=True)
    people: dict[str, User] = {}
    for person in PEOPLE:
        user = actions.open_account(email=person.email, name=person.name, password=PASSWORD, synthetic=True)
        team = teams.get(person.team)
        actions.join(council=council, user=user, roles=[person.role], team=team, starts_on=date(2020, 1, 1))
        people[person.name.split(" ")[0]] = user
    return Northshire(council, teams, people)
