"""The actions, comments and approvals of a whole thread, in one question for all three."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any, NamedTuple, TypeVar

from django.db.models import (
    BooleanField,
    CharField,
    DateField,
    DateTimeField,
    F,
    Q,
    QuerySet,
    TextField,
    Value,
)
from django.db.models.functions import Cast

from goldenthread.foundation.people.models import User
from goldenthread.foundation.tenancy.models import Council
from goldenthread.thread.models import Approval, Comment, Task
from goldenthread.thread.queries.newest import part_of

MOST, MOST_APPROVALS = 50, 20
NO_NAME, NO_DAY, NO_TIME = (
    Value(None, output_field=kind()) for kind in (CharField, DateField, DateTimeField)
)
NO, NO_WORDS = Value(False, output_field=BooleanField()), Value("", output_field=TextField())

Row = TypeVar("Row")


class Hung(NamedTuple):
    """What hangs on one thread: actions by the day they are due, comments and approvals the newest first."""

    tasks: list[Task]
    comments: list[Comment]
    approvals: list[Approval]


class Line(NamedTuple):
    """One row of any of the three; `words`, `flag`, `who` and `at` mean what each of them makes of it."""

    kind: str
    pk: int
    public_id: str
    words: str
    proof: str
    flag: bool
    who: str
    due_on: date | None
    at: datetime | None
    done_by: str | None
    checked_at: datetime | None
    checked_by: str | None
    synthetic: bool


def hung_on_all(council: Council, on: Q) -> Hung:
    """Return what hangs on the nodes that `on` names, at most 50 actions, 50 comments and 20 approvals."""
    tasks = _columns(
        Task.objects.within(council).filter(on).order_by("due_on", "pk"), MOST, "task", "words",
        F("proof"), F("needs_second_person"), F("owner__name"), F("due_on"), F("done_at"), F("done_by__name"),
        F("checked_at"), F("checked_by__name"), F("synthetic"),
    )  # fmt: skip
    nothing = (NO_NAME, NO_TIME, NO_NAME, NO)
    comments = _columns(
        Comment.objects.within(council).filter(on).order_by("-pk"), MOST, "comment", "words",
        NO_WORDS, NO, F("by__name"), NO_DAY, F("at"), *nothing,
    )  # fmt: skip
    approvals = _columns(
        Approval.objects.within(council).filter(on).order_by("-pk"), MOST_APPROVALS, "approval", "reason",
        NO_WORDS, F("agreed"), F("by__name"), NO_DAY, F("at"), *nothing,
    )  # fmt: skip
    lines = [Line(*row) for row in tasks.union(comments, approvals, all=True)]
    return Hung(
        sorted(_made(lines, "task", _task), key=lambda one: (one.due_on, one.pk)),
        sorted(_made(lines, "comment", _comment), key=lambda one: -one.pk),
        sorted(_made(lines, "approval", _approval), key=lambda one: -one.pk),
    )


def _columns(rows: QuerySet[Any], most: int, kind: str, words: str, *columns: Any) -> QuerySet[Any]:
    cut = rows.order_by().filter(
        pk__in=rows.values("pk")[:most]
    )  # a union takes no rows that are cut by themselves
    named = Value(kind, output_field=CharField())
    return cut.values_list(named, "pk", "public_id", Cast(words, TextField()), *columns)


def _made(lines: list[Line], kind: str, make: Callable[[Line], Row]) -> list[Row]:
    return [make(line) for line in lines if line.kind == kind]


def _somebody(name: str | None) -> User | None:
    return User(name=name) if name else None


def _task(line: Line) -> Task:
    known = {"id": line.pk, "public_id": line.public_id, "words": line.words, "proof": line.proof}
    known |= {"needs_second_person": line.flag, "due_on": line.due_on, "done_at": line.at}
    task = part_of(Task, {**known, "checked_at": line.checked_at, "synthetic": line.synthetic})
    for role, name in (("owner", line.who), ("done_by", line.done_by), ("checked_by", line.checked_by)):
        task._state.fields_cache[role] = _somebody(name)
    return task


def _comment(line: Line) -> Comment:
    comment = part_of(
        Comment, {"id": line.pk, "public_id": line.public_id, "words": line.words, "at": line.at}
    )
    comment._state.fields_cache["by"] = _somebody(line.who)
    return comment


def _approval(line: Line) -> Approval:
    known = {"id": line.pk, "public_id": line.public_id, "agreed": line.flag, "reason": line.words}
    approval = part_of(Approval, {**known, "at": line.at})
    approval._state.fields_cache["by"] = _somebody(line.who)
    return approval
