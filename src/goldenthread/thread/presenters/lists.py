"""Rows of the thread's lists, and the ways a list of threads is narrowed."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from goldenthread.thread.models import Learning
from goldenthread.thread.presenters.words import day


@dataclass(frozen=True)
class Stop:
    """One way in which threads stop short: what the query calls it, and the heading of its list."""

    kind: str
    heading: str
    label: str


STOPS = {
    "no_improvement": Stop("no_improvement", "Learnings without a change", "without a change"),
    "no_measure": Stop("no_measure", "Threads with a change that has no measure", "without a measure"),
    "not_told": Stop(
        "not_told", "Threads with a change that people have not been told of", "changed, not told"
    ),
    "untold": Stop("untold", "Threads where people have not been told what came of it", "not told"),
}


@dataclass(frozen=True)
class ThreadRow:
    """One line of a list of threads."""

    title: str
    href: str
    note: str
    synthetic: bool

    @classmethod
    def of(cls, learning: Learning) -> ThreadRow:
        """Return the line of a learning, loaded with its team and maker."""
        parts = [str(one) for one in (learning.team, learning.made_by) if one]
        if learning.made_at:
            parts.append(day(learning.made_at.date()))
        where = reverse("thread", args=[learning.public_id])
        return cls(str(learning), where, ", ".join(parts), learning.synthetic)
