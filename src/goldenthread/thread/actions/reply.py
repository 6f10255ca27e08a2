"""Telling the people who spoke what became of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from goldenthread.foundation.history.actions import record
from goldenthread.foundation.people.models import User
from goldenthread.thread.models import Improvement, Learning, Reply, ReplyVoice, Verdict, Voice

CLAIM = re.compile(
    r"\b(it|this|that|which) (has )?worked\b|\bmade (a|the|all the) difference\b", re.IGNORECASE
)


class ClaimWithoutVerdict(Exception):
    """A reply cannot say that it worked before a verdict does: say what was done, and leave out that it worked."""


@dataclass(frozen=True)
class Answer:
    """The words of a reply, whom it is for ("public", "people", "staff"), and the change it tells of."""

    you_said: str
    we_did: str
    audience: str = "public"
    easy_read: str = ""
    improvement: Improvement | None = None


@transaction.atomic
def write_reply(
    *, learning: Learning, answer: Answer, by: User, at: datetime, synthetic: bool = False
) -> Reply:
    """Write what people said and what we did; raises ClaimWithoutVerdict when it claims more than a verdict shows."""
    if CLAIM.search(f"{answer.we_did} {answer.easy_read}") and not _improved(learning):
        raise ClaimWithoutVerdict(str(ClaimWithoutVerdict.__doc__))
    reply = Reply.objects.create(
        council=learning.council, learning=learning, improvement=answer.improvement, you_said=answer.you_said,
        we_did=answer.we_did, audience=answer.audience, easy_read=answer.easy_read,
        made_by=by, made_at=at, synthetic=synthetic,
    )  # fmt: skip
    record(verb="thread.reply.written", council=learning.council, target=reply, by=by)
    return reply


@transaction.atomic
def publish_reply(*, reply: Reply, by: User, on: date) -> Reply:
    """Put a reply on the public page, or where its audience reads."""
    reply.published_on, reply.published_by = on, by
    reply.save(update_fields=["published_on", "published_by"])
    record(verb="thread.reply.published", council=reply.council, target=reply, by=by)
    return reply


@transaction.atomic
def tell(*, reply: Reply, voices: Sequence[Voice], by: User, on: date) -> int:
    """Note that the people behind these voices have been told; return how many had not been before."""
    told = 0
    for voice in voices:
        link, _ = ReplyVoice.objects.within(reply.council).get_or_create(
            reply=reply, voice=voice, defaults={"council": reply.council}
        )
        if link.told_on is None:
            link.told_on = on
            link.save(update_fields=["told_on"])
            told += 1
    record(verb="thread.reply.told", council=reply.council, target=reply, by=by, detail={"people": told})
    return told


def _improved(learning: Learning) -> bool:
    verdicts = Verdict.objects.within(learning.council).filter(trial__improvement__answers__learning=learning)
    newest = verdicts.order_by("trial_id", "-pk")
    words: dict[int, str] = {}
    for verdict in newest:
        words.setdefault(verdict.trial_id, verdict.word)
    return "improved" in words.values()
