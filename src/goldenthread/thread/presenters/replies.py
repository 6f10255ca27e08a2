"""Replies in lists, and who still has to be told."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from goldenthread.thread.models import Reply, Voice
from goldenthread.thread.presenters.words import day, number, people, short


@dataclass(frozen=True)
class ReplyRow:
    """One line of the list of replies; `publish` is where its button leads, "" when it has none."""

    you_said: str
    we_did: str
    href: str
    note: str
    publish: str
    synthetic: bool

    @classmethod
    def of(cls, reply: Reply, *, may_write: bool) -> ReplyRow:
        """Return the line of a reply, loaded with its learning."""
        when = f"published {day(reply.published_on)}" if reply.published_on else "not published yet"
        publish = reverse("reply_publish", args=[reply.public_id])
        return cls(
            you_said=reply.you_said,
            we_did=reply.we_did,
            href=reverse("thread", args=[reply.learning.public_id]),
            note=f"for {reply.get_audience_display().lower()}, {when}",
            publish=publish if may_write and not reply.published_on else "",
            synthetic=reply.synthetic,
        )


def voice_choices(voices: Iterable[Voice]) -> list[tuple[str, str]]:
    """Return each voice as a choice: its first words, kind and day."""
    return [
        (one.public_id, f"{short(one.words, 100)} ({one.get_kind_display().lower()}, {day(one.said_on)})")
        for one in voices
    ]


def told_words(told: int, there: int, *, left: int) -> str:
    """Return how many have been told, and how many more can be ticked here."""
    if not there:
        return "You may read none of the voices behind this, so somebody else must tell them."
    words = f"{number(told)} of {people(there)} told so far."
    if not left:
        return f"{words} Everyone whose words you may read has been told."
    return f"{words} Take the tick away from anyone who has not been told yet."
