"""A council's sign-in service and its table of groups."""

from __future__ import annotations

from goldenthread.foundation.sign_in.models import GroupRule, SignInService
from goldenthread.foundation.tenancy.models import Council


def service_of(council: Council) -> SignInService | None:
    """Return the council's sign-in service, or None when it has none."""
    return SignInService.objects.within(council).first()


def rules_of(council: Council) -> list[GroupRule]:
    """Return what each group gives, by group."""
    rows = GroupRule.objects.within(council).select_related("team")
    return list(rows.order_by("value", "role", "pk"))
