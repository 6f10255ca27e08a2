"""Putting what somebody said at the start of a thread, and saying that it was heard."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from goldenthread.domain.scripts import language_of
from goldenthread.foundation.history.actions import record
from goldenthread.foundation.people.models import Team, User
from goldenthread.foundation.tenancy.models import Council
from goldenthread.thread.models import Subject, Voice


class AlreadyHere(Exception):
    """A comment with this reference is here already."""


@dataclass(frozen=True)
class VoiceDraft:
    """What is known of a voice before it is on the thread; `source_key` makes it the same comment next time."""

    text: str
    said_on: date
    masked_text: str = ""
    kind: str = "comment"
    channel: str = ""
    team: Team | None = None
    subject: Subject | None = None
    score: int | None = None
    access: str = "team"
    source_name: str = ""
    source_key: str = ""
    danger: str = ""
    language: str = ""  # empty: as its letters tell


@transaction.atomic
def add_voice(
    *, council: Council, draft: VoiceDraft, by: User | None, at: datetime, synthetic: bool = False
) -> Voice:
    """Put something a person told us at the start of a thread.

    With nobody named in `by` it is kept to the week it was said in, and no time is kept at all.
    Raises AlreadyHere when a comment with the same reference is here.
    """
    if draft.source_key and Voice.objects.within(council).filter(source_key=draft.source_key).exists():
        raise AlreadyHere("This comment is here already.")
    voice = made_from(council, draft)
    voice.synthetic = synthetic
    if by is None:
        voice.said_on -= timedelta(days=voice.said_on.weekday())
        voice.said_precision = "week"
    else:
        voice.made_by, voice.made_at = by, at
    voice.save(force_insert=True)
    record(verb="thread.voice.added", council=council, target=voice, by=by)
    return voice


@transaction.atomic
def mark_heard(*, council: Council, voices: Sequence[Voice], by: User, at: datetime) -> int:
    """Say of many voices at once: heard, no action needed. Return how many were still waiting."""
    ids = [voice.pk for voice in voices]
    waiting = Voice.objects.within(council).filter(pk__in=ids).waiting()
    changed = list(waiting)
    Voice.objects.within(council).filter(pk__in=[v.pk for v in changed]).update(heard_at=at, heard_by=by)
    for voice in changed:
        record(verb="thread.voices.heard", council=council, target=voice, by=by)
    return len(changed)


@transaction.atomic
def mask_voice(*, voice: Voice, masked_text: str, by: User) -> Voice:
    """Change what others see of the words; what they saw before is sealed in the history."""
    before, voice.masked_text = voice.masked_text, masked_text
    voice.save(update_fields=["masked_text"])
    record(verb="thread.voice.masked", council=voice.council, target=voice, by=by, private=before)
    return voice


def made_from(council: Council, draft: VoiceDraft) -> Voice:
    """Return the row of a draft, not saved yet."""
    clean = draft.text.replace("\x00", "")  # PostgreSQL keeps no NUL
    return Voice(
        council=council,
        kind=draft.kind,
        text=clean,
        masked_text=draft.masked_text.replace("\x00", ""),
        language=draft.language or language_of(clean),
        said_on=draft.said_on,
        channel=draft.channel,
        team=draft.team,
        subject=draft.subject,
        score=draft.score,
        access=draft.access,
        source_name=draft.source_name,
        source_key=draft.source_key,
        danger=draft.danger,
    )
