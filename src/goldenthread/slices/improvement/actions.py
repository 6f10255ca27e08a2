"""Starting changes, testing them, moving them up the ladder, and asking whether they worked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from goldenthread.foundation.people.models import User
from goldenthread.foundation.tenancy.models import Council
from goldenthread.slices.improvement import queries
from goldenthread.thread import actions
from goldenthread.thread.actions import CheckedByAnother, LimitsMissing, Plan

if TYPE_CHECKING:
    from goldenthread.thread.models import Improvement, Learning, Measure, Trial, Verdict

__all__ = ["CheckedByAnother", "LimitsMissing", "Plan"]


class ProofMissing(Exception):
    """Say what shows that it was done: another person will check it."""


class NotNext(Exception):
    """This step does not follow from where the change is now."""


@dataclass(frozen=True)
class Test:
    """How a change is tested: the measure, the day it changed something, and the smallest change worth having."""

    __test__ = False  # a plan for a trial, nothing for the test runner to collect

    measure: Measure
    changed_on: date
    smallest_change: float
    bedding_in_months: int = 0


@transaction.atomic
def start(*, council: Council, plan: Plan, learning: Learning | None, by: User, at: datetime) -> Improvement:
    """Start a change, answering a learning when one is named."""
    learnings = [learning] if learning else []
    return actions.start_improvement(council=council, plan=plan, learnings=learnings, by=by, at=at)


@transaction.atomic
def answer(*, improvement: Improvement, learning: Learning, by: User) -> None:
    """Say that a change answers one more learning."""
    actions.answer_learning(improvement=improvement, learning=learning, by=by)


@transaction.atomic
def put_to_test(*, improvement: Improvement, test: Test, by: User, at: datetime) -> Trial:
    """Say which measure tests a change, and ask at once what can be said, so that the day to ask again is known."""
    trial = actions.set_trial(
        improvement=improvement, measure=test.measure, changed_on=test.changed_on,
        smallest_change=test.smallest_change, bedding_in_months=test.bedding_in_months, by=by,
    )  # fmt: skip
    actions.reach_verdict(trial=trial, by=by, at=at)
    return trial


@transaction.atomic
def move(*, improvement: Improvement, done: str, by: User, proof: str = "") -> Improvement:
    """Move a change to "planned", "in_progress" or "done"; raises ProofMissing for done without proof, NotNext otherwise."""
    if done not in ("planned", "in_progress", "done"):
        raise NotNext("Choose planned, in progress or done. Somebody else does the checking.")
    if done == "done" and not (proof.strip() or improvement.proof):
        raise ProofMissing(str(ProofMissing.__doc__))
    return actions.move_improvement(improvement=improvement, done=done, by=by, proof=proof.strip())


@transaction.atomic
def check(*, improvement: Improvement, by: User) -> Improvement:
    """Confirm that somebody else's change was done; raises CheckedByAnother."""
    return actions.check_improvement(improvement=improvement, by=by)


@transaction.atomic
def ask(*, trial: Trial, by: User | None, at: datetime) -> Verdict:
    """Ask whether the change worked, and keep the answer with the readings it came from."""
    return actions.reach_verdict(trial=trial, by=by, at=at)


@transaction.atomic
def judge(*, trial: Trial, word: str, paragraph: str, limits: str, by: User, at: datetime) -> Verdict:
    """Record a person's judgement; raises LimitsMissing when it does not say what it cannot show."""
    return actions.judge(trial=trial, word=word, paragraph=paragraph, limits=limits, by=by, at=at)


def verdicts_due(*, council: Council, at: datetime) -> list[Verdict]:
    """Ask for every verdict whose day has come, each in a transaction of its own; return what was said."""
    due = queries.due_trials(council, today=at.date())
    return [ask(trial=trial, by=None, at=at) for trial in due]
