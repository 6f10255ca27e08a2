"""How far a council's threads have come, where they stop short, and what waits for one person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from goldenthread.foundation.people.models import User
from goldenthread.foundation.permissions.access import Access
from goldenthread.foundation.tenancy.models import Council
from goldenthread.thread.models import (
    Answers,
    Improvement,
    Learning,
    Reply,
    ReplyVoice,
    Source,
    Task,
    Theme,
    Trial,
    Verdict,
    Voice,
)
from goldenthread.thread.queries.voices import MANY


@dataclass(frozen=True)
class Stages:
    """How many nodes stand at each stage of the thread; a count over 10,000 is 10,001."""

    voices: int
    themes: int
    learnings: int
    improvements: int
    verdicts: int
    told: int


def stages(access: Access) -> Stages:
    """Return how many voices, themes, learnings, changes, verdicts and replies there are, as far as this person sees."""
    council = access.council
    rows = Voice.objects.within(council).in_reach(access.reach("voice.read"))
    return Stages(
        voices=rows[: MANY + 1].count(),
        themes=Theme.objects.within(council).filter(retired_on=None).count(),
        learnings=Learning.objects.within(council).count(),
        improvements=Improvement.objects.within(council).count(),
        verdicts=Trial.objects.within(council)
        .filter(Exists(Verdict.objects.filter(trial=OuterRef("pk"))))
        .count(),
        told=Reply.objects.within(council).filter(published_on__isnull=False).count(),
    )


def unfinished(council: Council, break_kind: str) -> QuerySet[Learning] | QuerySet[Improvement]:
    """Return what stops short: "no_improvement" and "not_told" give learnings, "no_measure" gives improvements.

    Raises KeyError for any other kind of break.
    """
    answered = Answers.objects.filter(learning=OuterRef("pk"))
    untold = Source.objects.filter(learning=OuterRef("pk"), voice__isnull=False).exclude(
        voice__replies__told_on__isnull=False
    )
    finders = {
        "no_improvement": lambda: Learning.objects.within(council).filter(~Exists(answered)),
        "not_told": lambda: Learning.objects.within(council).filter(Exists(answered), Exists(untold)),
        "no_measure": lambda: Improvement.objects.within(council).filter(
            ~Exists(Trial.objects.filter(improvement=OuterRef("pk")))
        ),
    }
    return finders[break_kind]().order_by("-pk")


def broken_threads(council: Council) -> dict[str, int]:
    """Return how many threads stop short in each way, and how many people no one has told."""
    found = {kind: unfinished(council, kind).count() for kind in ("no_improvement", "no_measure", "not_told")}
    spoken = Source.objects.within(council).filter(voice__isnull=False).values("voice_id").distinct()
    told = ReplyVoice.objects.filter(told_on__isnull=False).values("voice_id")
    found["people_not_told"] = spoken.exclude(voice_id__in=told).count()
    return found


def my_tasks(council: Council, owner: User, *, until: date) -> list[Task]:
    """Return one person's actions not done and due by `until`, the most urgent first."""
    rows = Task.objects.within(council).filter(owner=owner, done_at=None, due_on__lte=until)
    return list(rows.order_by("due_on", "pk")[:20])
