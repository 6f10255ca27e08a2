"""Giving a person a role and taking it back, each with a line of history."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction

from goldenthread.foundation.history.actions import record
from goldenthread.foundation.people.actions import leave, open_account
from goldenthread.foundation.people.models import Membership, Team, User
from goldenthread.foundation.people.queries import by_email
from goldenthread.foundation.tenancy.models import Council


@dataclass(frozen=True)
class Grant:
    """One role, over a team and all below it or over the whole council, from a day, to a day or without end."""

    role: str
    team: Team | None
    starts_on: date
    ends_on: date | None = None
    given: str = Membership.BY_HAND


@transaction.atomic
def give_access(*, council: Council, user: User, grant: Grant, by: User | None) -> Membership:
    """Give a person one role, with a line of history."""
    one = Membership.objects.create(
        council=council, user=user, roles=[grant.role], team=grant.team,
        starts_on=grant.starts_on, ends_on=grant.ends_on, given=grant.given,
    )  # fmt: skip
    record(verb="people.access.given", council=council, target=one, by=by, detail=_said(one))
    return one


@transaction.atomic
def end_access(*, membership: Membership, today: date, by: User | None) -> None:
    """End what a person had as of now: from the next page it is gone. The history keeps that it was there."""
    record(
        verb="people.access.ended", council=membership.council, target=membership, by=by, detail=_said(membership)
    )  # fmt: skip
    if membership.starts_on >= today:
        membership.delete()
    else:
        leave(membership=membership, ends_on=today - timedelta(days=1))


def _said(one: Membership) -> dict[str, object]:
    team = one.team.public_id if one.team else ""
    return {"roles": list(one.roles), "team": team, "given": one.given, "account": one.user_id}


@transaction.atomic
def admit(*, council: Council, email: str, name: str, grant: Grant, by: User) -> tuple[User, bool]:
    """Give access to the account with this address, opened when there is none; return it and whether it is new."""
    known = by_email(email)
    user = known or open_account(email=email, name=name or email.split("@")[0], password=None)
    if known is None:
        record(verb="people.account.opened", council=council, target=user, by=by)
    give_access(council=council, user=user, grant=grant, by=by)
    return user, known is None


@transaction.atomic
def choose_password(*, user: User, password: str) -> None:
    """Set a person's own first password; links that let them do so stop working."""
    user.set_password(password)
    user.save(update_fields=["password"])
