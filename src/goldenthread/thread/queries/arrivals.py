"""What is known of the rows that files brought: which are here already, and what hangs on them."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Q

from goldenthread.foundation.imports.models import Import
from goldenthread.foundation.tenancy.models import Council
from goldenthread.thread.models import (
    About,
    Approval,
    Comment,
    ReplyVoice,
    Shows,
    Source,
    Task,
    Voice,
    VoiceTheme,
)


def known_keys(council: Council, keys: Sequence[str]) -> set[str]:
    """Return those of `keys` (at most a few thousand) under which a voice that counts is here."""
    rows = Voice.objects.within(council).filter(source_key__in=keys)
    return set(rows.values_list("source_key", flat=True))


def staged_count(arrival: Import) -> int:
    """Return how many rows of a file are in place, whether or not they count."""
    return Voice.objects.staged(arrival.council).filter(arrival=arrival).count()


def hanging_on(arrival: Import) -> dict[str, int]:
    """Return what is drawn from the voices of a file: {"learnings": 2, ...}, only kinds of which there is any."""
    council, theirs = arrival.council, Q(voice__arrival=arrival)
    remarks = [table.objects.within(council).filter(theirs) for table in (About, Approval, Comment, Task)]
    found = {
        "learnings": Source.objects.within(council).filter(theirs).values("learning_id").distinct().count(),
        "decided themes": VoiceTheme.objects.within(council)
        .filter(theirs)
        .exclude(state="suggested")
        .count(),
        "replies": ReplyVoice.objects.within(council).filter(theirs).count(),
        "items of evidence": Shows.objects.within(council).filter(theirs).count(),
        "actions and remarks": sum(rows.count() for rows in remarks),
    }
    return {what: count for what, count in found.items() if count}
