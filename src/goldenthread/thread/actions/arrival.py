"""Putting the rows of a file in place where no query sees them, and making all of them count at once."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from itertools import islice

from django.db import transaction
from django.db.models import Exists, OuterRef

from goldenthread.foundation.history.actions import record
from goldenthread.foundation.imports.models import Import, State
from goldenthread.foundation.people.models import User
from goldenthread.thread.actions.voice import VoiceDraft, made_from
from goldenthread.thread.models import Voice
from goldenthread.thread.queries.arrivals import known_keys

CHUNK = 1000


def stage_voices(
    *, arrival: Import, drafts: Iterable[VoiceDraft], at: datetime, synthetic: bool = False,
    after_each: Callable[[], None] | None = None,
) -> int:  # fmt: skip
    """Put the rows of a file in place, in chunks, where no query sees them; return how many.

    A row whose reference is here already is left out. Safe to stop at any moment: until `accept_staged`, none count.
    `after_each` is called when a chunk is in place.
    """
    placed = 0
    for chunk in _chunks(drafts):
        known = known_keys(arrival.council, [one.source_key for one in chunk if one.source_key])
        voices = [made_from(arrival.council, one) for one in chunk if one.source_key not in known]
        for voice in voices:
            voice.arrival, voice.synthetic = arrival, synthetic
            voice.made_by, voice.made_at = arrival.uploaded_by, at
        with transaction.atomic():
            Voice.objects.bulk_create(
                voices, ignore_conflicts=True
            )  # the same key twice in one file counts once
        placed += len(voices)
        if after_each:
            after_each()
    return placed


def drop_twins(*, arrival: Import) -> int:
    """Remove staged rows that came by another way since they were put in place; return how many."""
    same = Voice.objects.within(arrival.council).filter(source_key=OuterRef("source_key"))
    staged = Voice.objects.staged(arrival.council).filter(arrival=arrival).exclude(source_key="")
    return staged.filter(Exists(same)).delete()[0]


def accept_staged(*, arrival: Import, by: User, rows: int | None = None) -> str:
    """Write the one line of history for a whole file; return the digest of its rows in order.

    The caller flips the state of `arrival` in the same transaction.
    """
    digest, counted = hashlib.sha256(), 0
    staged = Voice.objects.staged(arrival.council).filter(arrival=arrival).order_by("pk")
    for said_on, text in staged.values_list("said_on", "text").iterator(chunk_size=5000):
        digest.update(f"{said_on}\x1f{text}\x1e".encode())
        counted += 1
    count = counted if rows is None else rows
    detail = {"file": arrival.digest, "rows": count, "digest": digest.hexdigest()}
    record(verb="thread.voices.brought_in", council=arrival.council, target=arrival, by=by, detail=detail)
    return digest.hexdigest()


def drop_staged(*, arrival: Import) -> int:
    """Remove the rows of a file that nobody accepted, or that was undone; return how many."""
    staged = Voice.objects.staged(arrival.council).filter(arrival=arrival)
    return staged.exclude(arrival__state=State.ACCEPTED).delete()[0]


def _chunks(drafts: Iterable[VoiceDraft]) -> Iterator[list[VoiceDraft]]:
    waiting = iter(drafts)
    while chunk := list(islice(waiting, CHUNK)):
        yield chunk
