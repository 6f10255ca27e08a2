"""An action on its page and in lists."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from goldenthread.thread.models import Task
from goldenthread.thread.presenters.words import day


@dataclass(frozen=True)
class TaskFacts:
    """What is to be done, by whom, by when, and how far it is."""

    public_id: str
    words: str
    href: str
    hint: str
    state: str
    proof: str
    done: str
    checked: str
    needs_second_person: bool
    synthetic: bool

    @classmethod
    def of(cls, task: Task, *, today: date) -> TaskFacts:
        """Return the facts of an action, loaded with its people."""
        return cls(
            public_id=task.public_id,
            words=task.words,
            href=reverse("task", args=[task.public_id]),
            hint=f"{task.owner}, by {day(task.due_on)}",
            state=state_of(task, today),
            proof=task.proof,
            done=f"{task.done_by}, {day(task.done_at.date())}" if task.done_at else "",
            checked=f"{task.checked_by}, {day(task.checked_at.date())}" if task.checked_at else "",
            needs_second_person=task.needs_second_person,
            synthetic=task.synthetic,
        )


def state_of(task: Task, today: date) -> str:
    """Return how far an action is, in a word or two."""
    if task.checked_at:
        return "checked"
    if task.done_at:
        return "done, to be checked" if task.needs_second_person else "done"
    return "overdue" if task.due_on < today else "to do"
