"""The newest verdict of a trial, fetched in the same question as what it is a verdict on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import OuterRef, Subquery

from goldenthread.thread.models import Trial, Verdict

BRIEFLY = ("id", "word", "until_on", "is_judgement")


def newest_columns(trial: str = "pk", fields: Sequence[str] = BRIEFLY) -> dict[str, Subquery]:
    """Return a column for each field of the newest verdict; `trial` is where the asking query has the trial's key."""
    newest = Verdict.objects.filter(trial=OuterRef(trial)).order_by("-pk")
    return {f"newest_{name}": Subquery(newest.values(name)[:1]) for name in fields}


def newest_from(row: Any, trial: Trial, fields: Sequence[str] = BRIEFLY) -> Verdict | None:
    """Return the verdict that `newest_columns` brought with a row, its other fields left to be asked for; or None."""
    if row.newest_id is None:
        return None
    names = {name: getattr(row, f"newest_{name}") for name in fields}
    names |= {"trial_id": trial.pk, "council_id": trial.council_id}
    ordered = [field.attname for field in Verdict._meta.concrete_fields if field.attname in names]
    verdict = Verdict.from_db(row._state.db, ordered, [names[name] for name in ordered])
    verdict.trial = trial
    return verdict
