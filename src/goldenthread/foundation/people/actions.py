"""Everything that changes an account, a team or a membership."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from goldenthread.foundation.people.models import Membership, Team, User
from goldenthread.foundation.tenancy.models import Council


@transaction.atomic
def open_account(*, email: str, name: str, password: str | None, synthetic: bool = False) -> User:
    """Open an account, which belongs nowhere until it joins a council."""
    user = User.objects.create_user(email=email, name=name, password=password)
    if synthetic:
        user.is_synthetic = True
        user.save(update_fields=["is_synthetic"])
    return user


@transaction.atomic
def add_team(
    *, council: Council, name: str, kind: str = "team", parent: Team | None = None, synthetic: bool = False
) -> Team:
    """Put a team in the tree, under `parent` or at the top."""
    team = Team(council=council, name=name, kind=kind, parent=parent, is_synthetic=synthetic)
    team.save()
    return team


@transaction.atomic
def join(
    *, council: Council, user: User, roles: Sequence[str], team: Team | None, starts_on: date
) -> Membership:
    """Give a person roles in a council, over `team` and all below it, or over all of it."""
    return Membership.objects.create(
        council=council, user=user, roles=list(roles), team=team, starts_on=starts_on
    )


@transaction.atomic
def leave(*, membership: Membership, ends_on: date) -> Membership:
    """End a membership after `ends_on`; the person's next page is refused."""
    membership.ends_on = ends_on
    membership.save(update_fields=["ends_on"])
    return membership
