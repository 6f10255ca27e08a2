"""A subject of the register in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from goldenthread.domain.suppression import Audience
from goldenthread.thread.models import Subject
from goldenthread.thread.presenters.words import day, many, number, some
from goldenthread.thread.queries import Under


@dataclass(frozen=True)
class SubjectFacts:
    """What it is, who looks after it, when it is looked at again, and who shaped it."""

    name: str
    href: str
    kind: str
    owner: str
    review: str
    late: bool
    shaped_by: str
    synthetic: bool

    @classmethod
    def of(cls, subject: Subject, *, today: date) -> SubjectFacts:
        """Return the facts of a subject, loaded with its owner."""
        return cls(
            name=subject.name,
            href=reverse("subject", args=[subject.public_id]),
            kind=subject.get_kind_display(),
            owner=str(subject.owned_by or "nobody yet"),
            review=day(subject.review_on) or "no day set",
            late=subject.review_on is not None and subject.review_on < today,
            shaped_by=subject.shaped_by,
            synthetic=subject.synthetic,
        )


def voices_under(under: Under) -> str:
    """Return how many voices are about a subject, and how many of them may not be read by this person."""
    if not under.voices:
        return "Nobody has said anything about this yet."
    hidden = under.voices - under.readable
    words = f"{many(under.readable, 'voice is', 'voices are')} about this."
    if not hidden:
        return words
    return f"{number(under.readable)} that you may read, and {some(hidden, Audience.SIGNED_IN)} that you may not."
