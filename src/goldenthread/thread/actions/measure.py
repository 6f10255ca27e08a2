"""Defining measures, adding readings, and reaching verdicts that are frozen with their data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from goldenthread.foundation.history.actions import record
from goldenthread.foundation.people.models import User
from goldenthread.foundation.tenancy.models import Council
from goldenthread.thread.models import Improvement, Measure, Reading, Trial, Verdict
from goldenthread.thread.queries.trials import foresee


class LimitsMissing(Exception):
    """A judgement says what it cannot show: write its limits."""


@dataclass(frozen=True)
class Count:
    """One reading: the first day of its period, its value, and what it is made of where there is that."""

    period_on: date
    value: float
    numerator: float | None = None
    denominator: float | None = None
    note: str = ""


@transaction.atomic
def define_measure(
    *, council: Council, definition: Mapping[str, object], by: User, at: datetime, synthetic: bool = False
) -> Measure:
    """Define a measure; `definition` holds the measure's own fields: title, numerator_words, direction, source ..."""
    measure = Measure.objects.create(
        council=council, made_by=by, made_at=at, synthetic=synthetic, **definition
    )
    record(verb="thread.measure.defined", council=council, target=measure, by=by)
    return measure


@transaction.atomic
def redefine_measure(*, measure: Measure, definition: Mapping[str, object], by: User) -> Measure:
    """Change what a measure says of itself; what it said before is kept beside it."""
    for name, value in definition.items():
        setattr(measure, name, value)
    measure.save(update_fields=list(definition))
    record(
        verb="thread.measure.redefined", council=measure.council, target=measure, by=by,
        detail={"fields": sorted(definition)},
    )  # fmt: skip
    return measure


@transaction.atomic
def annotate_reading(*, reading: Reading, note: str, by: User) -> Reading:
    """Say what happened in the period of a reading; an empty note takes the words away, and both are kept."""
    reading.note = note
    reading.save(update_fields=["note"])
    record(
        verb="thread.measure.annotated", council=reading.council, target=reading.measure, by=by,
        detail={"period": reading.period_on.isoformat()},
    )  # fmt: skip
    return reading


@transaction.atomic
def add_readings(*, measure: Measure, counts: Sequence[Count], by: User | None, at: datetime) -> int:
    """Add readings, replacing those of the same period (what they were is kept). Return how many were new or changed."""
    there = {
        reading.period_on: reading
        for reading in Reading.objects.within(measure.council).filter(measure=measure)
    }
    changed = 0
    for count in counts:
        reading = there.get(count.period_on) or Reading(
            council=measure.council, measure=measure, period_on=count.period_on
        )
        facts = (count.value, count.numerator, count.denominator, count.note)
        if reading.pk and facts == (reading.value, reading.numerator, reading.denominator, reading.note):
            continue
        reading.value, reading.numerator, reading.denominator, reading.note = facts
        reading.made_by, reading.made_at = by, at
        reading.save()
        changed += 1
    if changed:
        record(
            verb="thread.measure.read",
            council=measure.council,
            target=measure,
            by=by,
            detail={"readings": changed},
        )
    return changed


@transaction.atomic
def set_trial(
    *,
    improvement: Improvement,
    measure: Measure,
    changed_on: date,
    smallest_change: float,
    by: User,
    bedding_in_months: int = 0,
) -> Trial:
    """Say that a measure tests a change from a day on, and how small a change would be worth having."""
    trial, _ = Trial.objects.within(improvement.council).update_or_create(
        improvement=improvement,
        measure=measure,
        defaults={
            "council": improvement.council,
            "changed_on": changed_on,
            "smallest_change": smallest_change,
            "bedding_in_months": bedding_in_months,
        },
    )
    detail = {
        "measure": measure.public_id,
        "changed_on": changed_on.isoformat(),
        "smallest_change": smallest_change,
    }
    record(verb="thread.trial.set", council=improvement.council, target=improvement, by=by, detail=detail)
    return trial


@transaction.atomic
def reach_verdict(*, trial: Trial, by: User | None, at: datetime) -> Verdict:
    """Ask whether the change worked, with the readings of now, and freeze the answer with them."""
    readings = list(trial.measure.readings.order_by("period_on"))
    found = foresee(
        readings,
        direction=trial.measure.direction,
        changed_on=trial.changed_on,
        smallest_change=trial.smallest_change,
        bedding_in_months=trial.bedding_in_months,
        unit=trial.measure.unit,
    )
    verdict = Verdict.objects.create(
        council=trial.council, trial=trial, word=found.word, reason=found.reason, until_on=found.until,
        points_needed=found.points_needed, effect=found.effect, low=found.low, high=found.high,
        paragraph=found.paragraph, method=found.method, assumptions=list(found.assumptions),
        data=[[r.period_on.isoformat(), r.value, r.numerator, r.denominator] for r in readings],
        made_by=by, made_at=at,
    )  # fmt: skip
    record(
        verb="thread.verdict.reached", council=trial.council, target=trial.improvement, by=by,
        detail={"word": found.word, "measure": trial.measure.public_id},
    )  # fmt: skip
    return verdict


@transaction.atomic
def judge(*, trial: Trial, word: str, paragraph: str, limits: str, by: User, at: datetime) -> Verdict:
    """Record a person's judgement from several kinds of proof; raises LimitsMissing when it says no limits."""
    if not limits.strip():
        raise LimitsMissing(str(LimitsMissing.__doc__))
    verdict = Verdict.objects.create(
        council=trial.council, trial=trial, word=word, paragraph=paragraph, limits=limits, is_judgement=True,
        method="A person's judgement from several kinds of proof.", data=[], made_by=by, made_at=at,
    )  # fmt: skip
    record(
        verb="thread.verdict.judged",
        council=trial.council,
        target=trial.improvement,
        by=by,
        detail={"word": word},
    )
    return verdict
