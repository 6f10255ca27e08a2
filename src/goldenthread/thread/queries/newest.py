"""The newest verdict of a trial, and rows built from the few columns that a wider question brought along."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from django.db.models import Model, OuterRef, Subquery

from goldenthread.thread.models import Trial, Verdict

BRIEFLY = ("id", "word", "until_on", "is_judgement")
Row = TypeVar("Row", bound=Model)


def part_of(table: type[Row], columns: Mapping[str, Any]) -> Row:
    """Return a row of `table` of which only these columns are known; any other is asked for when it is read."""
    names = [field.attname for field in table._meta.concrete_fields if field.attname in columns]
    return table.from_db("default", names, [columns[name] for name in names])


def newest_columns(trial: str = "pk", fields: Sequence[str] = BRIEFLY) -> dict[str, Subquery]:
    """Return a column for each field of the newest verdict; `trial` is where the asking query has the trial's key."""
    newest = Verdict.objects.filter(trial=OuterRef(trial)).order_by("-pk")
    return {f"newest_{name}": Subquery(newest.values(name)[:1]) for name in fields}


def newest_from(row: Any, trial: Trial, fields: Sequence[str] = BRIEFLY) -> Verdict | None:
    """Return the verdict that `newest_columns` brought with a row, or None."""
    if row.newest_id is None:
        return None
    known = {name: getattr(row, f"newest_{name}") for name in fields}
    verdict = part_of(Verdict, {**known, "trial_id": trial.pk, "council_id": trial.council_id})
    verdict.trial = trial
    return verdict
