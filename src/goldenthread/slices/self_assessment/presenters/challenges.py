"""What the data questions about a statement: each one plain sentence, with what mends it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from goldenthread.domain.frameworks import Framework
from goldenthread.foundation.permissions.access import Access
from goldenthread.slices.self_assessment.presenters.words import day
from goldenthread.thread.addresses import node_address, page_for

AGAINST = {"worse": "it got worse", "no change seen": "no change was seen"}


@dataclass(frozen=True)
class Challenge:
    """One question that the data asks, what would mend it, and where that is done ("" where this person may not)."""

    sentence: str
    mend: str
    href: str


def challenges(
    access: Access, place: tuple[str, Framework, str], items: Sequence[Any], behind: dict[int, Any],
    score: Any, *, today: date,
) -> list[Challenge]:  # fmt: skip
    """Return every question the data asks about one statement; `place` is its framework's key and itself, and its key."""
    key, framework, statement = place
    where = page_for(access, "evidence_file", framework=key, statement=statement)
    file = ("File evidence", where)
    found: list[Challenge] = []
    if score and score.score > 2 and not items:
        found.append(Challenge(f"The score of {score.score} has no evidence behind it.", *file))
    found += _expired(access, items, today)
    for item in items:
        found += _of_item(access, item, behind.get(item.pk))
    found += _empty(framework, items, file)
    return found


def _expired(access: Access, items: Sequence[Any], today: date) -> Iterator[Challenge]:
    for item in items:
        if item.expires_on and item.expires_on <= today:
            where = page_for(access, "evidence_renew", args=(item.public_id,))
            yield Challenge(f"“{item.title}” expired on {day(item.expires_on)}.", "Look at it again", where)


def _of_item(access: Access, item: Any, behind: Any) -> Iterator[Challenge]:
    if behind is None:
        return
    for verdict in behind.verdicts:
        if verdict.word in AGAINST:
            change, measure = verdict.trial.improvement, verdict.trial.measure
            yield Challenge(
                f"“{item.title}” shows the change “{change}”, but on “{measure}” {AGAINST[verdict.word]}.",
                "Read the verdict, and say here what it means",
                _if_open(access, "improvement", change.public_id),
            )
    for change in behind.unmeasured:
        where = page_for(access, "improvement_measure", args=(change.public_id,))
        sentence = f"“{item.title}” shows the change “{change}”, which no measure tests."
        yield Challenge(
            sentence, "Choose a measure", where or _if_open(access, "improvement", change.public_id)
        )
    for learning in behind.unanswered:
        sentence = f"“{item.title}” shows the learning “{learning}”, because of which nothing was changed."
        where = page_for(access, "improvement_start", learning=learning.public_id)
        yield Challenge(sentence, "Start a change", where or _if_open(access, "learning", learning.public_id))


def _if_open(access: Access, kind: str, public_id: str) -> str:
    return node_address(kind, public_id) if access.may("thread.read") else ""


def _empty(framework: Framework, items: Sequence[Any], file: tuple[str, str]) -> Iterator[Challenge]:
    there = {item.category for item in items}
    for category in framework.categories:
        if category not in there:
            yield Challenge(f"There is no evidence under “{category}”.", *file)


def list_of(framework: str, statement: str) -> str:
    """Return where all evidence of a statement is listed."""
    return f"{reverse('evidence_list')}?framework={framework}&statement={statement}"
