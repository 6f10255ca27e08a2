"""The kinds of jobs there are: each part registers what it can do, and how a job says that it cannot."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from goldenthread.foundation.jobs.models import Job
    from goldenthread.foundation.jobs.work import Work

ATTEMPTS = 8


class Permanent(Exception):
    """Trying again would not help. Its one sentence is shown to people: nothing about a person in it."""


class TryAgain(Exception):
    """It may work later. Its one sentence is shown to people; `after` is how long to wait, else the back-off."""

    def __init__(self, sentence: str, *, after: timedelta | None = None) -> None:
        super().__init__(sentence)
        self.after = after


Handler = Callable[["Work"], "str | None"]


@dataclass(frozen=True)
class Kind:
    """What is known of one kind of job: its words, who does it, how often it is tried, where its result is seen."""

    key: str
    label: str
    handle: Handler
    attempts: int = ATTEMPTS
    link: Callable[[Job], str] | None = None


KINDS: dict[str, Kind] = {}


def register(
    kind: str, *, label: str, attempts: int = ATTEMPTS, link: Callable[[Job], str] | None = None
) -> Callable[[Handler], Handler]:
    """Return what puts a handler on the list: `register("exports.write", label="Writing a file")(write)`.

    A handler is given its `Work`, may be run again after a worker died, and returns what it did in one sentence, or
    None. `link` gives the address where the result of a job is seen. Raises ValueError for a kind another one has.
    """

    def put(handler: Handler) -> Handler:
        known = Kind(kind, label, handler, attempts, link)
        if kind in KINDS and KINDS[kind].handle != handler:
            raise ValueError(f"There is a kind of job called {kind} already.")
        KINDS[kind] = known
        return handler

    return put


def label_of(kind: str) -> str:
    """Return the words for a kind; a kind that is no longer installed keeps its key."""
    return KINDS[kind].label if kind in KINDS else kind
