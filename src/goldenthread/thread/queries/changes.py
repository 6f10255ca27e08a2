"""What was changed because of a learning, what tests each change, and the newest verdict: one question for all three."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.db.models import F

from goldenthread.thread.models import Improvement, Learning, Measure, Trial, Verdict
from goldenthread.thread.queries.newest import newest_columns, newest_from, part_of

TRIAL = ("id", "public_id", "measure_id", "changed_on", "bedding_in_months", "smallest_change")
MEASURE = ("id", "public_id", "title", "synthetic")


class Changes(NamedTuple):
    """The changes of a learning, their trials with measures, and for each change the newest verdict of each trial."""

    improvements: list[Improvement]
    trials: list[Trial]
    verdicts: dict[int, list[Verdict]]


def changes_of(learning: Learning) -> Changes:
    """Return the changes that answer a learning, oldest first; measures and verdicts carry what a thread shows."""
    columns = {f"trial_{name}": F(f"trials__{name}") for name in TRIAL}
    columns |= {f"measure_{name}": F(f"trials__measure__{name}") for name in MEASURE}
    rows = Improvement.objects.within(learning.council).filter(answers__learning=learning)
    rows = rows.select_related("owner").annotate(**columns).annotate(**newest_columns("trials__pk"))
    found: dict[int, Improvement] = {}
    trials: list[Trial] = []
    verdicts: dict[int, list[Verdict]] = {}
    for row in rows.order_by("pk", "trials__pk"):
        change = found.setdefault(row.pk, row)
        if (trial := _trial(row, change)) is None:
            continue
        trials.append(trial)
        if verdict := newest_from(row, trial):
            verdicts.setdefault(change.pk, []).append(verdict)
    return Changes([*found.values()], sorted(trials, key=lambda one: one.pk), verdicts)


def _trial(row: Any, change: Improvement) -> Trial | None:
    if row.trial_id is None:
        return None
    inside = {"council_id": change.council_id}
    known = {name: getattr(row, f"trial_{name}") for name in TRIAL}
    trial = part_of(Trial, {**known, **inside, "improvement_id": change.pk})
    trial.improvement = change
    trial.measure = part_of(
        Measure, {**inside, **{name: getattr(row, f"measure_{name}") for name in MEASURE}}
    )
    return trial
