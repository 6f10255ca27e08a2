"""Starting a change, saying which learning it answers, and moving it up the ladder of delivery."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from goldenthread.foundation.history.actions import record
from goldenthread.foundation.people.models import Team, User
from goldenthread.foundation.tenancy.models import Council
from goldenthread.thread.models import Answers, Improvement, Learning


class CheckedByAnother(Exception):
    """Somebody other than the person who did it must check it."""


@dataclass(frozen=True)
class Plan:
    """What is to change, who leads it, and from when to when."""

    title: str
    aim: str
    owner: User
    starts_on: date
    due_on: date
    kind: str = "action"
    co_produced_with: str = ""
    team: Team | None = None


@transaction.atomic
def start_improvement(
    *,
    council: Council,
    plan: Plan,
    learnings: Sequence[Learning],
    by: User,
    at: datetime,
    synthetic: bool = False,
) -> Improvement:
    """Start a change that answers one or more learnings."""
    improvement = Improvement.objects.create(
        council=council, kind=plan.kind, title=plan.title, aim=plan.aim, owner=plan.owner, team=plan.team,
        starts_on=plan.starts_on, due_on=plan.due_on, co_produced_with=plan.co_produced_with,
        made_by=by, made_at=at, synthetic=synthetic,
    )  # fmt: skip
    record(verb="thread.improvement.started", council=council, target=improvement, by=by)
    for learning in learnings:
        answer_learning(improvement=improvement, learning=learning, by=by)
    return improvement


@transaction.atomic
def answer_learning(*, improvement: Improvement, learning: Learning, by: User) -> Answers:
    """Say that a change answers a learning."""
    answer, fresh = Answers.objects.within(improvement.council).get_or_create(
        improvement=improvement, learning=learning, defaults={"council": improvement.council}
    )
    if fresh:
        record(
            verb="thread.improvement.answers", council=improvement.council, target=improvement, by=by,
            detail={"learning": learning.public_id},
        )  # fmt: skip
    return answer


@transaction.atomic
def move_improvement(*, improvement: Improvement, done: str, by: User, proof: str = "") -> Improvement:
    """Move a change to "planned", "in_progress" or "done"; checking is `check_improvement`."""
    before, improvement.done = improvement.done, done
    improvement.done_by = by if done == "done" else None
    improvement.checked_by = None
    improvement.proof = proof or improvement.proof
    improvement.save(update_fields=["done", "done_by", "checked_by", "proof"])
    detail = {"before": before, "after": done}
    record(
        verb="thread.improvement.moved", council=improvement.council, target=improvement, by=by, detail=detail
    )
    return improvement


@transaction.atomic
def check_improvement(*, improvement: Improvement, by: User) -> Improvement:
    """Confirm that a change was done; raises CheckedByAnother when the checker is the doer, or nobody has done it."""
    if improvement.done_by is None:
        raise CheckedByAnother("Nobody has said yet that this is done.")
    if improvement.done_by == by:
        raise CheckedByAnother("You did this, so somebody else must check it.")
    improvement.done, improvement.checked_by = "checked", by
    improvement.save(update_fields=["done", "checked_by"])
    record(verb="thread.improvement.checked", council=improvement.council, target=improvement, by=by)
    return improvement
