"""What was told to whom: replies, who still waits for one, and whether what a reply tells of worked."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from goldenthread.foundation.permissions.access import Access
from goldenthread.foundation.tenancy.models import Council
from goldenthread.thread.models import (
    Improvement,
    Learning,
    Reading,
    Reply,
    ReplyVoice,
    Source,
    Trial,
    Verdict,
    Voice,
)

AT_ONCE = 200  # people told with one press; the rest follow on the next page


def replies(council: Council) -> QuerySet[Reply]:
    """Return a council's replies with their learning and change, newest first."""
    return Reply.objects.within(council).select_related("learning", "improvement", "made_by").order_by("-pk")


def replies_of(learning: Learning) -> list[Reply]:
    """Return the replies of one thread, published ones first, then the newest."""
    rows = Reply.objects.within(learning.council).filter(learning=learning)
    return sorted(rows.order_by("-pk"), key=lambda one: one.published_on is None)


def improvements_of(learning: Learning) -> list[Improvement]:
    """Return the changes that answer a learning, oldest first."""
    rows = Improvement.objects.within(learning.council).filter(answers__learning=learning)
    return list(rows.select_related("owner").order_by("pk"))


def untold_voices(access: Access, learning: Learning) -> list[Voice]:
    """Return the voices behind a learning that this person may read and that nobody has told, at most AT_ONCE."""
    told = ReplyVoice.objects.filter(voice=OuterRef("pk"), told_on__isnull=False)
    behind = Voice.objects.within(access.council).filter(~Exists(told), sources__learning=learning)
    return list(behind.in_reach(access).order_by("said_on", "pk")[:AT_ONCE])


def told_count(access: Access, learning: Learning) -> tuple[int, int]:
    """Return how many of the voices behind a learning that this person may read were told, and how many there are."""
    told = ReplyVoice.objects.filter(voice=OuterRef("pk"), told_on__isnull=False)
    behind = Voice.objects.within(access.council).filter(sources__learning=learning)
    readable = behind.in_reach(access)
    return readable.filter(Exists(told)).count(), readable.count()


def trials_told_of(council: Council, improvements: Iterable[Improvement]) -> dict[int, list[Trial]]:
    """Return for each improvement its trials, each with its measure and its readings in order (`measure.in_order`)."""
    readings = Reading.objects.within(council).order_by("period_on")
    rows = Trial.objects.within(council).filter(improvement__in=list(improvements)).select_related("measure")
    found: dict[int, list[Trial]] = {}
    for trial in rows.prefetch_related(Prefetch("measure__readings", readings, to_attr="in_order")).order_by(
        "pk"
    ):
        found.setdefault(trial.improvement_id, []).append(trial)
    return found


def people_behind(council: Council, learnings: Iterable[Learning]) -> dict[int, int]:
    """Return for each learning how many voices it is drawn from."""
    ids = [one.pk for one in learnings]
    real = Voice.objects.within(council).values("pk")
    rows = Source.objects.within(council).filter(learning__in=ids, voice__in=real).values_list("learning_id")
    found: dict[int, int] = {}
    for (key,) in rows:
        found[key] = found.get(key, 0) + 1
    return found


def verdict_of(found: dict[int, list[Verdict]], reply: Reply) -> Verdict | None:
    """Return the verdict a reply may speak of: the newest on the change it tells of, a measured one before a judgement."""
    mine = found.get(reply.improvement_id or 0, [])
    return next(iter(sorted(mine, key=lambda one: (one.is_judgement, -one.pk))), None)
