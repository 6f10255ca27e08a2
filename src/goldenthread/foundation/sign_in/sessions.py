"""Open sign-ins: noted when they begin and at most every five minutes, ended by their owner or an administrator."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.signals import user_logged_in
from django.contrib.sessions.models import Session
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from goldenthread.foundation.history.actions import record
from goldenthread.foundation.people.models import User
from goldenthread.foundation.sign_in.devices import in_words
from goldenthread.foundation.sign_in.models import BreakGlass, SignedIn
from goldenthread.foundation.tenancy.models import Council

NOTED, BEGAN, SEEN, GLASS = "sign_in_key", "sign_in_began", "sign_in_seen", "sign_in_glass"
EVERY = 300  # seconds between two notes of the same sign-in
LONGEST = timedelta(hours=12)  # however busy somebody is, they sign in again after this
ASTRAY = 300  # seconds that clocks of several machines may differ


def note_beginning(sender: object, request: HttpRequest | None, user: User, **more: Any) -> None:
    """Note that a sign-in began, on which kind of device."""
    session = getattr(request, "session", None)
    if request is None or session is None:
        return
    now = timezone.now()
    session[BEGAN] = session[SEEN] = now.timestamp()
    glass = BreakGlass.objects.filter(user=user).first()
    session[GLASS] = glass.until_at.timestamp() if glass else 0
    if not session.session_key:
        session.save()
    note(request, user, now)


def note(request: HttpRequest, user: User, now: datetime) -> None:
    """Note that a sign-in is still in use; its key may have changed since."""
    session = request.session
    began = datetime.fromtimestamp(session.get(BEGAN, now.timestamp()), tz=now.tzinfo)
    before, key = session.get(NOTED), session.session_key
    facts = {"user": user, "device": in_words(request.META.get("HTTP_USER_AGENT", "")), "seen_at": now}
    if before and before != key:
        SignedIn.objects.filter(session_key=before).delete()
    SignedIn.objects.update_or_create(
        session_key=key, defaults=facts, create_defaults={**facts, "began_at": began}
    )
    session[NOTED], session[SEEN] = key, now.timestamp()


def is_over(session: Any, now: datetime) -> bool:
    """Say whether a sign-in has lasted too long, or comes from a time that is still to come (a clock turned back)."""
    began, glass, at = session.get(BEGAN), session.get(GLASS, 0), now.timestamp()
    if began is None:
        return False
    if glass and at >= glass:
        return True
    return at - began > LONGEST.total_seconds() or began - at > ASTRAY


def needs_note(session: Any, now: datetime) -> bool:
    """Say whether it is time to note the sign-in again."""
    stale = abs(now.timestamp() - session.get(SEEN, 0)) > EVERY
    return bool(stale or session.get(NOTED) != session.session_key)


def open_ones(user: User) -> list[SignedIn]:
    """Return a person's open sign-ins, the one used last first, at most 50."""
    rows = list(SignedIn.objects.filter(user=user).order_by("-seen_at", "-pk")[:50])
    keys = [row.session_key for row in rows]
    alive = set(
        Session.objects.filter(session_key__in=keys, expire_date__gt=timezone.now()).values_list("session_key", flat=True)
    )  # fmt: skip
    return [row for row in rows if row.session_key in alive]


@transaction.atomic
def end(*, user: User, by: User, council: Council, only: str = "", keep: str = "") -> int:
    """End a person's open sign-ins, or the one named `only`, all but the session `keep`; return how many ended.

    The next page asked for under an ended sign-in asks to sign in.
    """
    rows = SignedIn.objects.filter(user=user).exclude(session_key=keep)
    if only:
        rows = rows.filter(public_id=only)
    keys = list(rows.values_list("session_key", flat=True))
    if keys:
        Session.objects.filter(session_key__in=keys).delete()
        rows.delete()
        record(
            verb="people.sign_ins.ended", council=council, target=user, by=by,
            detail={"count": len(keys), "own": user == by},
        )  # fmt: skip
    return len(keys)


def listen() -> None:
    """Hear of each sign-in."""
    user_logged_in.connect(note_beginning, dispatch_uid="sign_in_noted")
