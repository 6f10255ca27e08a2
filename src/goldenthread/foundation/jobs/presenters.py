"""A job in words: what it is, how far it is, what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from goldenthread.foundation.jobs.models import OPEN, Job, State
from goldenthread.foundation.jobs.registry import KINDS, label_of

COLOURS = {
    State.WAITING: "govuk-tag--yellow",
    State.RUNNING: "govuk-tag--blue",
    State.DONE: "govuk-tag--green",
    State.FAILED: "govuk-tag--red",
    State.CANCELLED: "govuk-tag--grey",
}


@dataclass(frozen=True)
class JobRow:
    """One job as pages show it."""

    public_id: str
    label: str
    state: str
    colour: str
    far: str
    done: int
    total: int
    said: str
    problem: str
    started_by: str
    created_at: datetime
    finished_at: datetime | None
    attempts: str
    can_cancel: bool
    can_retry: bool
    href: str

    @classmethod
    def of(cls, job: Job) -> JobRow:
        """Return the words for a job."""
        state, kind = State(job.state), KINDS.get(job.kind)
        return cls(
            public_id=job.public_id,
            label=label_of(job.kind),
            state="Stopping" if _stopping(job) else state.label,
            colour=COLOURS[state],
            far=how_far(job),
            done=min(job.done, job.total or 0),
            total=job.total or 0,
            said=job.words,
            problem=job.problem if state != State.DONE else "",
            started_by=str(job.created_by or "The clock"),
            created_at=job.created_at,
            finished_at=job.finished_at,
            attempts=f"Tried {'once' if job.attempts == 1 else f'{job.attempts} times'}"
            if job.attempts
            else "",
            can_cancel=state in OPEN and job.cancel_asked_at is None,
            can_retry=state in (State.FAILED, State.CANCELLED),
            href=kind.link(job) if kind and kind.link and state == State.DONE else "",
        )


def _stopping(job: Job) -> bool:
    return job.state == State.RUNNING and job.cancel_asked_at is not None


def how_far(job: Job) -> str:
    """Return "4,000 of 10,000 (40%)", "4,000 so far", or nothing when there is nothing to say."""
    if job.total:
        return f"{job.done:,} of {job.total:,} ({min(100, 100 * job.done // job.total)}%)"
    return f"{job.done:,} so far" if job.done else ""


def note_of(job: Job) -> str:
    """Return how a row about a job ends: its state, and how far it is while it runs."""
    far = how_far(job) if job.state == State.RUNNING else ""
    return f"{State(job.state).label}{f', {far}' if far else ''}"
