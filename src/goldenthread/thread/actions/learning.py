"""Drawing a learning from voices and themes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from goldenthread.foundation.history.actions import record
from goldenthread.foundation.people.models import Team, User
from goldenthread.foundation.tenancy.models import Council
from goldenthread.thread.models import Learning, Source, Theme, Voice


class NothingBehindIt(Exception):
    """A learning is drawn from at least one voice or theme: choose what it is drawn from."""


@dataclass(frozen=True)
class Lesson:
    """The words of a learning: what should be different, more of it, a short name for the thread, and whose it is."""

    sentence: str
    detail: str = ""
    title: str = ""
    team: Team | None = None


@transaction.atomic
def draw_learning(
    *,
    council: Council,
    lesson: Lesson,
    sources: Sequence[Voice | Theme],
    by: User,
    at: datetime,
    synthetic: bool = False,
) -> Learning:
    """Write down what should be different, and whose words it is drawn from; raises NothingBehindIt without any."""
    if not sources:
        raise NothingBehindIt(str(NothingBehindIt.__doc__))
    learning = Learning.objects.create(
        council=council, sentence=lesson.sentence, detail=lesson.detail, title=lesson.title, team=lesson.team,
        made_by=by, made_at=at, synthetic=synthetic,
    )  # fmt: skip
    _add_sources(learning, sources)
    record(
        verb="thread.learning.drawn",
        council=council,
        target=learning,
        by=by,
        detail={"sources": len(sources)},
    )
    return learning


@transaction.atomic
def join_learning(*, learning: Learning, sources: Sequence[Voice | Theme], by: User) -> Learning:
    """Add voices or themes to what a learning is drawn from; those already there are left as they are."""
    added = _add_sources(learning, sources)
    record(
        verb="thread.learning.joined",
        council=learning.council,
        target=learning,
        by=by,
        detail={"sources": added},
    )
    return learning


@transaction.atomic
def reword_learning(*, learning: Learning, lesson: Lesson, by: User) -> Learning:
    """Change the words of a learning; the words before are kept beside them."""
    learning.sentence, learning.detail, learning.title = lesson.sentence, lesson.detail, lesson.title
    learning.save(update_fields=["sentence", "detail", "title"])
    record(verb="thread.learning.reworded", council=learning.council, target=learning, by=by)
    return learning


def _add_sources(learning: Learning, sources: Sequence[Voice | Theme]) -> int:
    added = 0
    for source in sources:
        which = {"voice": source} if isinstance(source, Voice) else {"theme": source}
        _, fresh = Source.objects.within(learning.council).get_or_create(
            learning=learning, **which, defaults={"council": learning.council}
        )
        added += fresh
    return added
