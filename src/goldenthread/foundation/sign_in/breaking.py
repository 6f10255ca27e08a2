"""The break-glass account: opened from the command line, told to every administrator, closed by the clock."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from goldenthread.foundation.history.actions import record
from goldenthread.foundation.hooks.registry import HomeRow
from goldenthread.foundation.people.actions import open_account
from goldenthread.foundation.people.models import Membership, User
from goldenthread.foundation.permissions.access import Access
from goldenthread.foundation.sign_in.grants import Grant, give_access
from goldenthread.foundation.sign_in.models import BreakGlass
from goldenthread.foundation.sign_in.sessions import GLASS
from goldenthread.foundation.tenancy.models import Council

NAME = "Break-glass account"


@transaction.atomic
def open_glass(*, council: Council, email: str, password: str, until_at: datetime) -> User:
    """Open an administrator's account that closes at `until_at`, with a line of history."""
    user = open_account(email=email, name=NAME, password=password)
    glass = BreakGlass.objects.create(user=user, until_at=until_at)
    today, last = timezone.localdate(), timezone.localtime(until_at).date()
    give_access(council=council, user=user, grant=Grant("administrator", None, today, last), by=user)
    record(
        verb="people.break_glass.opened", council=council, target=glass, by=user,
        detail={"until": until_at.isoformat()},
    )  # fmt: skip
    return user


def around(request: HttpRequest) -> Mapping[str, Any]:
    """Return for every page until when the break-glass account in use is open; nothing for anybody else."""
    until = request.session.get(GLASS) if hasattr(request, "session") else None
    return {
        "break_glass_until": datetime.fromtimestamp(until, tz=timezone.get_current_timezone())
        if until
        else None
    }


def home_rows(access: Access, counts: Mapping[str, int]) -> Sequence[HomeRow]:
    """Return one row while a break-glass account is open in this council."""
    if not counts.get("sign_in.glass"):
        return []
    return [HomeRow("A break-glass account is open. Ask who opened it, and why.", "sign-in/", urgent=True)]


def home_counts(access: Access) -> Mapping[str, Any]:
    """Return how many break-glass accounts are open here just now."""
    mine = Membership.objects.within(access.council).values("user_id")
    return {"sign_in.glass": BreakGlass.objects.filter(until_at__gt=timezone.now(), user__in=mine)}
