"""Writing a line of history, sealing personal words, and destroying the key that opens them."""

from collections.abc import Mapping
from datetime import date, datetime

from cryptography.fernet import Fernet
from django.db import models, transaction
from django.utils import timezone

from goldenthread.foundation.history.erasures import Eraser, add_eraser, note_erasure
from goldenthread.foundation.history.models import HistoryLine, SealingKey
from goldenthread.foundation.history.queries import destroyed_keys
from goldenthread.foundation.history.words import words_for
from goldenthread.foundation.people.models import User
from goldenthread.foundation.tenancy.models import Council

KEY = "key"  # the kind under which a destroyed key stands in the journal of erasures


def iso_week(day: date | datetime) -> str:
    """Return the ISO week of a day: "2026-W48"."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02d}"


def record(
    *,
    verb: str,
    council: Council,
    target: models.Model,
    by: User | None,
    detail: Mapping[str, object] | None = None,
    private: str = "",
) -> HistoryLine:
    """Add one line of history inside the transaction of what was done.

    With nobody named in `by` only the ISO week is kept, never the time. `private` holds personal words: they are
    sealed under the target's own key. Raises KeyError for a verb that nobody declared.
    """
    words_for(verb)
    now = timezone.now()
    line = HistoryLine(
        council=council,
        verb=verb,
        target_kind=target._meta.model_name or "",
        target_id=str(getattr(target, "public_id", target.pk)),
        by=by,
        at=now if by else None,
        week=iso_week(timezone.localtime(now)),
        detail=dict(detail or {}),
    )
    if private:
        line.key = _key(council, about=f"{line.target_kind}:{line.target_id}")
        line.sealed_words = Fernet(bytes(line.key.key or b"")).encrypt(private.encode())
    line.save(force_insert=True)
    return line


def note_read(*, council: Council, target: models.Model, by: User) -> HistoryLine:
    """Note that somebody read data about a person."""
    return record(verb="history.read", council=council, target=target, by=by)


def _key(council: Council, *, about: str) -> SealingKey:
    key, _ = SealingKey.objects.within(council).get_or_create(
        about=about, defaults={"council": council, "key": Fernet.generate_key()}
    )
    return key


@transaction.atomic
def destroy_key(*, council: Council, about: str, by: User, at: datetime) -> SealingKey:
    """Destroy the key to personal words, so that nobody can read them again; the chain still verifies.

    Raises SealingKey.DoesNotExist when there is no such key.
    """
    key = SealingKey.objects.within(council).get(about=about)
    key.key, key.destroyed_at = None, at
    key.save(update_fields=["key", "destroyed_at"])
    record(verb="history.key_destroyed", council=council, target=key, by=by)
    note_erasure(council=council, kind=KEY, about=about, at=at)
    return key


def destroy_again(council: Council, about: str, at: datetime) -> bool:
    """Destroy a key that a restore brought back; returns whether there was one to destroy."""
    key = SealingKey.objects.within(council).filter(about=about, destroyed_at=None).first()
    if key is None:
        return False
    key.key, key.destroyed_at = None, at
    key.save(update_fields=["key", "destroyed_at"])
    record(verb="history.key_destroyed", council=council, target=key, by=None, detail={"after": "restore"})
    return True


add_eraser(Eraser(KEY, destroy_again, destroyed_keys))


def open_words(line: HistoryLine) -> str | None:
    """Return the personal words of a line, or None when there are none or their key is destroyed."""
    if line.sealed_words is None or line.key is None or line.key.key is None:
        return None
    return Fernet(bytes(line.key.key)).decrypt(bytes(line.sealed_words)).decode()
