"""How far a council's threads have come, and where they stop short."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from goldenthread.foundation.permissions.access import WHOLE_COUNCIL, Access
from goldenthread.foundation.tenancy.models import Council
from goldenthread.thread.models import (
    Answers,
    Improvement,
    Learning,
    Reply,
    ReplyVoice,
    Source,
    Theme,
    Trial,
    Verdict,
    Voice,
)
from goldenthread.thread.queries.tally import CountUpTo, tally

BREAKS = ("no_improvement", "no_measure", "not_told")


@dataclass(frozen=True)
class Stages:
    """How many nodes stand at each stage of the thread; a count over 10,000 is 10,001."""

    voices: int
    themes: int
    learnings: int
    improvements: int
    verdicts: int
    told: int


@dataclass(frozen=True)
class Standing:
    """How far a council's threads have come, and how many stop short in each way (the keys of BREAKS and people_not_told).

    `all_voices` says whether this person may read every voice, and so may see exact numbers of people.
    """

    stages: Stages
    breaks: dict[str, int]
    all_voices: bool


def standing(
    access: Access, beside: Mapping[str, QuerySet[Any] | CountUpTo] | None = None
) -> tuple[Standing, dict[str, int]]:
    """Return the stages and the breaks of a council's threads, as far as this person sees, in one question.

    What is to be counted `beside` them is counted in the same question, and returned under its own names.
    """
    own, beside = {**_stages(access), **_breaks(access.council)}, beside or {}
    found = tally(access.council, {**own, **beside})
    others = {name: found.pop(name) for name in beside}
    stages = Stages(**{name: found.pop(name) for name in _stages(access)})
    return Standing(stages, found, access.reach("voice.read") == WHOLE_COUNCIL), others


def stages(access: Access) -> Stages:
    """Return how many voices, themes, learnings, changes, verdicts and replies there are, as far as this person sees."""
    return Stages(**tally(access.council, _stages(access)))


def _stages(access: Access) -> dict[str, QuerySet[Any]]:
    council = access.council
    return {
        "voices": Voice.objects.within(council).in_reach(access),
        "themes": Theme.objects.within(council).filter(retired_on=None),
        "learnings": Learning.objects.within(council),
        "improvements": Improvement.objects.within(council),
        "verdicts": Trial.objects.within(council).filter(
            Exists(Verdict.objects.filter(trial=OuterRef("pk")))
        ),
        "told": Reply.objects.within(council).filter(published_on__isnull=False),
    }


def unfinished(council: Council, break_kind: str) -> QuerySet[Learning] | QuerySet[Improvement]:
    """Return what stops short: "no_improvement" and "not_told" give learnings, "no_measure" gives improvements.

    Raises KeyError for any other kind of break.
    """
    if break_kind == "no_measure":
        tested = Trial.objects.filter(improvement=OuterRef("pk"))
        return Improvement.objects.within(council).filter(~Exists(tested)).order_by("-pk")
    return _unfinished_learnings(council, break_kind)


def _unfinished_learnings(council: Council, break_kind: str) -> QuerySet[Learning]:
    answered = Answers.objects.filter(learning=OuterRef("pk"))
    told = ReplyVoice.objects.filter(voice=OuterRef("voice"), told_on__isnull=False)
    untold = Source.objects.filter(~Exists(told), learning=OuterRef("pk"), voice__isnull=False)
    ways = {
        "no_improvement": (~Exists(answered),),
        "not_told": (Exists(answered), Exists(untold)),
    }
    return Learning.objects.within(council).filter(*ways[break_kind]).order_by("-pk")


def stopping_short(council: Council, break_kind: str) -> QuerySet[Learning]:
    """Return the learnings whose thread stops short in one way, newest first; KeyError for another kind of break.

    "untold" gives every learning with people not told, whether or not anything was changed.
    """
    if break_kind == "untold":
        return _with_people_not_told(council)
    if break_kind != "no_measure":
        return _unfinished_learnings(council, break_kind).select_related("team", "made_by")
    untested = Answers.objects.filter(
        ~Exists(Trial.objects.filter(improvement=OuterRef("improvement"))), learning=OuterRef("pk")
    )
    rows = Learning.objects.within(council).filter(Exists(untested))
    return rows.select_related("team", "made_by").order_by("-pk")


def _with_people_not_told(council: Council) -> QuerySet[Learning]:
    told = ReplyVoice.objects.filter(voice=OuterRef("voice"), told_on__isnull=False)
    untold = Source.objects.filter(~Exists(told), learning=OuterRef("pk"), voice__isnull=False)
    rows = Learning.objects.within(council).filter(Exists(untold))
    return rows.select_related("team", "made_by").order_by("-pk")


def _breaks(council: Council) -> dict[str, QuerySet[Any] | CountUpTo]:
    told = ReplyVoice.objects.filter(voice=OuterRef("voice"), told_on__isnull=False)
    spoken = Source.objects.within(council).filter(~Exists(told), voice__isnull=False)
    people = spoken.order_by().distinct()
    return {
        **{kind: unfinished(council, kind) for kind in BREAKS},
        "people_not_told": CountUpTo(people, field="voice_id"),
    }


def broken_threads(council: Council) -> dict[str, int]:
    """Return how many threads stop short in each way, and how many people no one has told."""
    return tally(council, _breaks(council))
