"""Changes as a list narrows them, and the verdicts whose day has come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Q, QuerySet

from goldenthread.foundation.people.models import User
from goldenthread.foundation.permissions.access import Access
from goldenthread.foundation.tenancy.models import Council
from goldenthread.thread import queries

if TYPE_CHECKING:
    from goldenthread.thread.models import Improvement, Learning, Trial, Verdict

SORTS = {
    "due": ("due_on", "pk"), "title": ("title", "pk"), "owner": ("owner__name", "pk"), "done": ("done", "pk"),
    "verdict": ("newest_word", "pk"),
}  # fmt: skip
NUL = "\0"
OPEN_STATES = ("planned", "in_progress")
MOST_OF_ONE = 100  # of one person's trials, on home
BATCH = 200  # trials whose readings are held at a time
TOO_EARLY = "too early"
UNSURE = ("no data", "unstable baseline")


class ImprovementMissing(Exception):
    """There is no such improvement here."""


@dataclass(frozen=True)
class ImprovementFilter:
    """What a list of changes is narrowed to; `verdict` is a verdict's word, "none" (not asked) or "no measure"."""

    words: str = ""
    owner: str = ""
    state: str = ""
    verdict: str = ""
    sort: str = "due"


def one(council: Council, public_id: str) -> Improvement:
    """Return one change; raises ImprovementMissing for an address that leads to none."""
    if NUL in public_id:
        raise ImprovementMissing(str(ImprovementMissing.__doc__))
    try:
        return queries.improvement(council, public_id)
    except ObjectDoesNotExist as missing:
        raise ImprovementMissing(str(ImprovementMissing.__doc__)) from missing


def trial(improvement: Improvement, public_id: str) -> Trial:
    """Return one of a change's trials; raises ImprovementMissing for an address that leads to none."""
    if NUL in public_id:
        raise ImprovementMissing(str(ImprovementMissing.__doc__))
    try:
        return queries.trial(improvement, public_id)
    except ObjectDoesNotExist as missing:
        raise ImprovementMissing(str(ImprovementMissing.__doc__)) from missing


def learnings(access: Access) -> QuerySet[Learning]:
    """Return the learnings that this person may start a change for, newest first."""
    return queries.learnings_for(access, "improvement.write")


def learning(access: Access, public_id: str) -> Learning | None:
    """Return one learning that this person may start a change for, or None for any other address."""
    if NUL in public_id:  # PostgreSQL would not even look
        return None
    return learnings(access).filter(public_id=public_id).first()


def listed(council: Council, chosen: ImprovementFilter, *, today: date) -> Any:
    """Return the changes a list shows, narrowed and in order, each with its newest verdict's word."""
    rows = queries.improvements_with_word(council)
    if chosen.words:
        rows = rows.filter(Q(title__icontains=chosen.words) | Q(aim__icontains=chosen.words))
    if chosen.owner:
        rows = rows.filter(owner__email=chosen.owner)
    if chosen.state == "late":
        rows = rows.filter(done__in=OPEN_STATES, due_on__lt=today)
    elif chosen.state:
        rows = rows.filter(done=chosen.state)
    rows = rows.filter(_with_verdict(chosen.verdict))
    key, down = chosen.sort.removeprefix("-"), chosen.sort.startswith("-")
    first, tie = SORTS.get(key, SORTS["due"])
    return rows.order_by(f"-{first}" if down else first, tie)


def _with_verdict(word: str) -> Q:
    if word == "no measure":
        return Q(is_tested=False)
    if word == "none":
        return Q(is_tested=True, newest_word=None)
    return Q(newest_word=word) if word else Q()


def owners(council: Council) -> list[User]:
    """Return the people who lead a change, by name; at most 200 changes are looked at."""
    found = {one.owner for one in queries.improvements(council)[:200]}
    return sorted(found, key=lambda person: person.name)


def due_trials(council: Council, *, today: date, owner: User | None = None) -> list[Trial]:
    """Return the trials whose verdict is due, those of one person's changes when named.

    Due is: never asked, though the change has happened; "too early" until a day that has come, with readings since;
    or no verdict could be given and the readings from before the change are no longer those it was tried on.
    """
    rows = queries.trials(council).filter(changed_on__lte=today)
    if owner:
        found = queries.trials_with_newest(rows.filter(improvement__owner=owner), MOST_OF_ONE)
    else:
        found = queries.trials_with_newest(rows)
    batches = (found[start : start + BATCH] for start in range(0, len(found), BATCH))
    return [one for batch in batches for one in _due_among(council, batch, today)]


def _due_among(council: Council, found: list[tuple[Trial, list[Verdict]]], today: date) -> list[Trial]:
    """Return those of some trials that are due; readings are fetched only where the answer hangs on them."""
    waiting = [(one, asked) for one, asked in found if _waits(asked, today)]
    tried = [one.measure for one, asked in waiting if asked]
    readings = queries.readings_of(council, tried) if tried else {}
    return [one for one, asked in waiting if is_due(one, asked, readings.get(one.measure_id, []), today)]


def _waits(verdicts: list[Verdict], today: date) -> bool:
    """Tell whether new readings could make a verdict due: never asked, a day that has come, or none given yet."""
    if not verdicts:
        return True
    newest = verdicts[0]
    if newest.is_judgement:
        return False
    if newest.word == TOO_EARLY:
        return newest.until_on is not None and newest.until_on <= today
    return newest.word in UNSURE


def is_due(one: Trial, verdicts: list[Verdict], readings: list[Any], today: date) -> bool:
    """Tell whether a verdict is due on a trial, given its verdicts (newest first) and its measure's readings."""
    if one.changed_on > today or not _waits(verdicts, today):
        return False
    if not verdicts:
        return True
    now = [[r.period_on.isoformat(), r.value] for r in readings]
    then = [row[:2] for row in verdicts[0].data][
        -len(now) :
    ]  # a long series is looked at from its newest end
    if verdicts[0].word == TOO_EARLY:
        return now != then
    day = one.changed_on.isoformat()
    return [row for row in now if row[0] < day] != [row for row in then if row[0] < day]


def with_newest_word(council: Council, word: str) -> Any:
    """Return the changes that have a word as their newest verdict."""
    rows: Any = queries.improvements_with_word(council)
    return rows.filter(newest_word=word)


def overdue(council: Council, owner: User, *, today: date) -> list[Improvement]:
    """Return one person's changes that are past their day and not done, the longest waiting first."""
    rows = queries.improvements(council).filter(owner=owner, done__in=OPEN_STATES, due_on__lt=today)
    return list(rows[:20])
