"""Everything that changes a sign-in service, its table of groups, and what a person's groups give."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from goldenthread.foundation.history.actions import record
from goldenthread.foundation.people.models import Membership, Team, User
from goldenthread.foundation.sign_in import grants
from goldenthread.foundation.sign_in.models import GroupRule, SignInService
from goldenthread.foundation.sign_in.secrets import seal
from goldenthread.foundation.tenancy.models import Council


@dataclass(frozen=True)
class Changed:
    """What a sign-in did to a person's access: how many grants were added and ended, and how many hold."""

    added: int
    ended: int
    held: int


@transaction.atomic
def save_service(*, council: Council, facts: Mapping[str, Any], secret: str, by: User) -> SignInService:
    """Keep a council's sign-in service; an empty `secret` keeps the one that is sealed already.

    Moving to another address drops the secret, so that nobody can have it sent to a machine of their own.
    """
    service = SignInService.objects.within(council).first() or SignInService(council=council)
    if service.pk and service.server_url != facts["server_url"]:
        service.sealed_secret = ""
    for name, value in facts.items():
        setattr(service, name, value)
    if secret:
        service.sealed_secret = seal(secret)
    service.save()
    record(
        verb="sign_in.service.saved", council=council, target=service, by=by,
        detail={"server": service.server_url, "on": service.is_on, "new_secret": bool(secret)},
    )  # fmt: skip
    return service


@transaction.atomic
def add_rule(*, service: SignInService, value: str, role: str, team: Team | None, by: User) -> GroupRule:
    """Say that a group gives a role; a rule that is there already stays as it is."""
    rule, new = GroupRule.objects.within(service.council).get_or_create(
        service=service, value=value, role=role, team=team, defaults={"council": service.council}
    )
    if new:
        record(
            verb="sign_in.rule.added", council=service.council, target=rule, by=by,
            detail={"value": value, "role": role, "team": team.public_id if team else ""},
        )  # fmt: skip
    return rule


@transaction.atomic
def remove_rule(*, rule: GroupRule, by: User) -> None:
    """Take a row off the table; what it gave ends when each person next signs in."""
    record(
        verb="sign_in.rule.removed", council=rule.council, target=rule, by=by,
        detail={"value": rule.value, "role": rule.role},
    )  # fmt: skip
    rule.delete()


@transaction.atomic
def apply_groups(*, service: SignInService, user: User, groups: Collection[str], today: date) -> Changed:
    """Make a person's access by group what their groups give now; what was given by hand is left alone."""
    council = service.council
    rules = GroupRule.objects.within(council).filter(service=service, value__in=list(groups))
    wanted = {(rule.role, rule.team_id): rule for rule in rules.select_related("team")}
    current = Membership.objects.within(council).select_for_update().current(today)
    held = {
        (role, one.team_id): one
        for one in current.filter(user=user, given=Membership.BY_GROUP)
        for role in one.roles
    }
    for key in held.keys() - wanted.keys():
        grants.end_access(membership=held[key], today=today, by=user)
    for key in wanted.keys() - held.keys():
        rule = wanted[key]
        grant = grants.Grant(rule.role, rule.team, today, given=Membership.BY_GROUP)
        grants.give_access(council=council, user=user, grant=grant, by=user)
    holds = Membership.objects.within(council).current(today).filter(user=user).count()
    return Changed(len(wanted.keys() - held.keys()), len(held.keys() - wanted.keys()), holds)
