"""Measures with their readings, the changes they test, and every verdict so far."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from goldenthread.domain import verdict as proof
from goldenthread.domain.direction import Direction
from goldenthread.foundation.tenancy.models import Council
from goldenthread.thread.models import (
    Answers,
    Improvement,
    Learning,
    Measure,
    Reading,
    Reply,
    Subject,
    Task,
    Theme,
    Trial,
    Verdict,
)
from goldenthread.thread.queries.newest import BRIEFLY, newest_columns, newest_from

LONGEST_SERIES = 120  # ten years of months: a chart with more points is not read


class ReadingFacts(NamedTuple):
    """One reading without its row: a home page reads thousands of them."""

    period_on: date
    value: float
    numerator: float | None
    denominator: float | None
    note: str


@dataclass(frozen=True)
class Surroundings:
    """What hangs on one improvement: the learnings it answers, its actions, and the replies that tell of it."""

    learnings: list[Learning]
    tasks: list[Task]
    replies: list[Reply]


def measure(council: Council, public_id: str) -> Measure:
    """Return one measure with its owner; raises Measure.DoesNotExist."""
    return Measure.objects.within(council).select_related("owner", "council").get(public_id=public_id)


def improvement(council: Council, public_id: str) -> Improvement:
    """Return one improvement with its people; raises Improvement.DoesNotExist."""
    joined = ("council", "owner", "team", "done_by", "checked_by")
    return Improvement.objects.within(council).select_related(*joined).get(public_id=public_id)


def readings_of(council: Council, measures: Iterable[Measure]) -> dict[int, list[ReadingFacts]]:
    """Return for each measure the facts of its readings, oldest first, at most the latest 120."""
    found: dict[int, list[ReadingFacts]] = {one.pk: [] for one in measures}
    rows = Reading.objects.within(council).filter(measure__in=list(found)).order_by("measure_id", "period_on")
    for row in rows.values_list("measure_id", *ReadingFacts._fields):
        found[row[0]].append(ReadingFacts._make(row[1:]))
    return {pk: readings[-LONGEST_SERIES:] for pk, readings in found.items()}


def reading(measure: Measure, period_on: date) -> Reading | None:
    """Return the reading of one period, or None."""
    return Reading.objects.within(measure.council).filter(measure=measure, period_on=period_on).first()


def trials_of(node: Improvement | Measure) -> list[Trial]:
    """Return the trials of a change, or those that a measure is used for, oldest change first."""
    rows = Trial.objects.within(node.council).select_related("improvement__owner", "measure")
    chosen = rows.filter(improvement=node) if isinstance(node, Improvement) else rows.filter(measure=node)
    return list(chosen.order_by("changed_on", "pk")[:50])


def trial(improvement: Improvement, public_id: str) -> Trial:
    """Return one trial of a change; raises Trial.DoesNotExist."""
    rows = Trial.objects.within(improvement.council).filter(improvement=improvement)
    return rows.select_related("improvement", "measure").get(public_id=public_id)


def trials(council: Council) -> QuerySet[Trial]:
    """Return every trial of a council with its change and measure, in the order they were set."""
    rows = Trial.objects.within(council).select_related("improvement__owner", "measure")
    return rows.order_by("pk")


def trials_with_newest(rows: QuerySet[Trial], most: int | None = None) -> list[tuple[Trial, list[Verdict]]]:
    """Return each of some trials with its newest verdict (word, day, data), in a list that is empty without one."""
    fields = (*BRIEFLY, "data")
    found = [
        (one, newest_from(one, one, fields)) for one in rows.annotate(**newest_columns("pk", fields))[:most]
    ]
    return [(one, [verdict] if verdict else []) for one, verdict in found]


def verdicts_of(council: Council, of: Iterable[Trial]) -> dict[int, list[Verdict]]:
    """Return for each trial its verdicts, newest first, at most the latest 20."""
    found: dict[int, list[Verdict]] = {one.pk: [] for one in of}
    rows = Verdict.objects.within(council).filter(trial__in=list(found)).select_related("made_by")
    for verdict in rows.order_by("trial_id", "-pk"):
        if len(found[verdict.trial_id]) < 20:
            found[verdict.trial_id].append(verdict)
    return found


def improvements_with_word(council: Council) -> QuerySet[Improvement]:
    """Return a council's improvements, each with `is_tested` and its newest verdict: `newest_word`, `newest_until`, `newest_judged`, or None."""
    newest = Verdict.objects.filter(trial__improvement=OuterRef("pk")).order_by("-pk")
    tested = Trial.objects.filter(improvement=OuterRef("pk"))
    rows = Improvement.objects.within(council).select_related("owner", "team")
    return rows.annotate(
        newest_word=Subquery(newest.values("word")[:1]),
        newest_until=Subquery(newest.values("until_on")[:1]),
        newest_judged=Subquery(newest.values("is_judgement")[:1]),
        is_tested=Exists(tested),
    )


def around(improvement: Improvement) -> Surroundings:
    """Return what hangs on a change, each kind capped so that a page stays a page."""
    council = improvement.council
    answers = Answers.objects.filter(improvement=improvement)
    tasks = Task.objects.within(council).filter(improvement=improvement).select_related("owner")
    return Surroundings(
        learnings=list(
            Learning.objects.within(council).filter(answers__in=answers).distinct().order_by("pk")[:50]
        ),
        tasks=list(tasks.order_by("due_on", "pk")[:50]),
        replies=list(Reply.objects.within(council).filter(improvement=improvement).order_by("-pk")[:20]),
    )


def find_theme(council: Council, public_id: str) -> Theme | None:
    """Return one theme, or None when there is no such theme here."""
    return Theme.objects.within(council).filter(public_id=public_id).first()


def find_subject(council: Council, public_id: str) -> Subject | None:
    """Return one subject of the register, or None when there is no such subject here."""
    return Subject.objects.within(council).filter(public_id=public_id).first()


def foresee(
    readings: Sequence[Reading | ReadingFacts],
    *,
    direction: str,
    changed_on: date,
    smallest_change: float,
    bedding_in_months: int = 0,
    unit: str = "",
) -> proof.Verdict:
    """Return what could be said today of a change on that day, without keeping it; `unit` is that of the measure.

    Raises NoDirection for a measure that is only watched, ValueError for a change that is not above 0.
    """
    return proof.decide(
        [proof.Point(r.period_on, r.value, int(r.denominator) if r.denominator else None) for r in readings],
        changed_on=changed_on,
        direction=Direction(direction),
        smallest_change=smallest_change,
        bedding_in_months=bedding_in_months,
        unit="percentage points" if unit == "percent" else "",
    )
