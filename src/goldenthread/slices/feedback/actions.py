"""Everything that changes comments: each is one verb that hands over to the thread."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import blake2b
from typing import TYPE_CHECKING

from django.db import transaction

from goldenthread.domain.importing import Row
from goldenthread.foundation.history.actions import record
from goldenthread.foundation.imports.kinds import Settled
from goldenthread.foundation.imports.models import Import
from goldenthread.foundation.people.models import Team, User
from goldenthread.foundation.people.queries import teams
from goldenthread.foundation.tenancy.models import Council
from goldenthread.slices.feedback.reading import danger_words, masked, score_of
from goldenthread.thread import actions as thread
from goldenthread.thread import queries as ask

if TYPE_CHECKING:
    from goldenthread.thread.models import Voice

KEY_BYTES = 16


@dataclass(frozen=True)
class Heard:
    """What somebody wrote down: the words, the day, what kind it is, how it reached us, and which team it is about."""

    text: str
    said_on: date
    kind: str = "comment"
    channel: str = ""
    team: Team | None = None


def add_comment(*, council: Council, heard: Heard, by: User, at: datetime) -> Voice:
    """Write down what somebody said; return the voice, which knows whether it may be about danger."""
    draft = thread.VoiceDraft(
        text=heard.text, masked_text=masked(heard.text), danger=danger_words(heard.text), said_on=heard.said_on,
        kind=heard.kind, channel=heard.channel, team=heard.team, source_name="Typed in",
    )  # fmt: skip
    return thread.add_voice(council=council, draft=draft, by=by, at=at)


def thank(*, council: Council, voices: Sequence[Voice], by: User, at: datetime) -> tuple[int, int]:
    """Say of many comments: heard, no action needed.

    Return how many were waiting and now are not, and how many were left because they may be about danger: each of
    those is read on its own.
    """
    safe = [one for one in voices if not one.danger]
    return thread.mark_heard(council=council, voices=safe, by=by, at=at), len(voices) - len(safe)


@transaction.atomic
def settle_danger(*, voice: Voice, reason: str, by: User, at: datetime) -> None:
    """Say of one comment that may be about danger what was done about it, and that it was heard."""
    thread.comment(node=voice, words=reason, by=by, at=at)
    thread.mark_heard(council=voice.council, voices=[voice], by=by, at=at)


def note_export(*, council: Council, by: User, form: str) -> None:
    """Leave a line of history that a list of comments was taken away."""
    record(verb="feedback.list.exported", council=council, target=council, by=by, detail={"form": form})


def stage_comments(arrival: Import, rows: Iterable[Row], after_each: Callable[[], None]) -> None:
    """Put the comments of a file in place, unseen, masked, with the danger in them marked."""
    drafts = _drafts(arrival, rows)
    at = arrival.touched_at or arrival.uploaded_at
    thread.stage_voices(arrival=arrival, drafts=drafts, at=at, after_each=after_each)


def settle_comments(arrival: Import, by: User) -> Settled:
    """Drop the comments that came by another way meanwhile, and write the file's line of history."""
    known = thread.drop_twins(arrival=arrival)
    rows = ask.staged_count(arrival)
    return Settled(rows, known, thread.accept_staged(arrival=arrival, by=by, rows=rows))


def drop_comments(arrival: Import) -> int:
    """Remove the comments of a file that was never accepted, or was undone; return how many."""
    return thread.drop_staged(arrival=arrival)


def count_known(arrival: Import, rows: Iterable[Row]) -> int:
    """Return how many of these rows are here already."""
    keys = [source_key(row) for row in rows]
    return len(ask.known_keys(arrival.council, keys))


def hanging_on(arrival: Import) -> tuple[str, ...]:
    """Return what an undo would tear off, in words: ("2 learnings", "1 reply")."""
    return tuple(f"{count:,} {_one_or_more(what, count)}" for what, count in ask.hanging_on(arrival).items())


def source_key(row: Row) -> str:
    """Return what makes a row the same comment next time: its reference, day, words and group together.

    The reference alone would not do: many systems number their rows from 1 in every file.
    """
    said = "\x1f".join(str(row.values.get(key, "")) for key in ("ref", "said_on", "text", "group"))
    return blake2b(said.encode("utf-8", "replace"), digest_size=KEY_BYTES).hexdigest()


def _drafts(arrival: Import, rows: Iterable[Row]) -> Iterator[thread.VoiceDraft]:
    council, source = arrival.council, str(arrival.options.get("source") or arrival.file_name)[:120]
    by_name = {one.name: one for one in teams(council)}
    services: dict[str, object] = {}
    scored = str(arrival.columns.get("score", ""))
    for row in rows:
        said = row.values
        text, group = str(said["text"]), str(said.get("group", ""))[:200]
        team = by_name.get(group)
        if group and not team and group not in services:
            services[group] = thread.add_subject(council=council, kind="service", name=group)
        yield thread.VoiceDraft(
            text=text, masked_text=masked(text), danger=danger_words(text), said_on=said["said_on"],  # type: ignore[arg-type]
            channel="file", team=team, subject=None if team else services.get(group),  # type: ignore[arg-type]
            score=score_of(str(said.get("score", "")), column=scored), source_name=source, source_key=source_key(row),
        )  # fmt: skip


def _one_or_more(what: str, count: int) -> str:
    one = {
        "learnings": "learning", "decided themes": "decided theme", "replies": "reply",
        "items of evidence": "item of evidence", "actions and remarks": "action or remark",
    }  # fmt: skip
    return one.get(what, what) if count == 1 else what
