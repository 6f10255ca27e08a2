"""Who is who, and where they belong."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet

from goldenthread.foundation.people.models import Membership, Team, User
from goldenthread.foundation.tenancy.models import Council


def memberships(user: User, council: Council, *, today: date) -> list[Membership]:
    """Return a person's memberships of a council in force on `today`, with their teams."""
    mine = Membership.objects.within(council).current(today).filter(user=user)
    return list(mine.select_related("team").order_by("pk"))


def councils_of(user: User, *, today: date) -> list[Council]:
    """Return the councils a person belongs to on `today`, by name."""
    mine = Membership.objects.everywhere().current(today).filter(user=user)
    ids = mine.values_list("council_id", flat=True)
    return list(Council.objects.filter(pk__in=ids).order_by("name", "pk"))


def teams(council: Council, *, prefixes: Iterable[str] | None = None) -> list[Team]:
    """Return a council's teams in tree order, only those under `prefixes` when given."""
    rows = Team.objects.within(council).order_by("path", "pk")
    if prefixes is None:
        return list(rows)
    wanted = tuple(prefixes)
    return [team for team in rows if team.path.startswith(wanted)]


def team(council: Council, public_id: str) -> Team:
    """Return one team; raises Team.DoesNotExist."""
    return Team.objects.within(council).get(public_id=public_id)


def members(council: Council, *, today: date) -> list[User]:
    """Return everybody who belongs to the council on `today`, by name."""
    ids = Membership.objects.within(council).current(today).values_list("user_id", flat=True)
    return list(User.objects.filter(pk__in=ids, is_active=True).order_by("name", "pk"))


def by_email(email: str) -> User | None:
    """Return the account with this address, or None."""
    return User.objects.filter(email=email.lower()).first()


def access_rows(council: Council, *, today: date) -> QuerySet[Membership]:
    """Return what everybody has in a council and has not ended, by name."""
    rows = Membership.objects.within(council).filter(Q(ends_on=None) | Q(ends_on__gte=today))
    return rows.select_related("user", "team").order_by("user__name", "pk")


def membership(council: Council, public_id: str) -> Membership:
    """Return one row of access; raises Membership.DoesNotExist."""
    return Membership.objects.within(council).select_related("user", "team").get(public_id=public_id)


def by_key(key: int) -> User | None:
    """Return the account with this key, or None."""
    return User.objects.filter(pk=key, is_active=True).first()
