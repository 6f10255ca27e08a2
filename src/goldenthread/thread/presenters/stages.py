"""What stands at each stage of a thread, as rows of its list."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from goldenthread.domain.suppression import Audience
from goldenthread.thread.presenters.words import day, many, number, people, short, some
from goldenthread.thread.queries import Thread

Address = Callable[[str, str], str]  # (kind, public id) -> where that node is shown


@dataclass(frozen=True)
class ListRow:
    """One node in the list form of a thread; `verdict` is its word where it is one."""

    label: str
    href: str
    note: str = ""
    synthetic: bool = False
    verdict: str = ""


def rows_of(thread: Thread, stage: str, address: Address) -> list[ListRow]:
    """Return the rows that stand at one stage of a thread; raises KeyError for a stage there is not."""
    return ROWS[stage](thread, address)


def more_of(thread: Thread, stage: str, rows: int) -> str:
    """Return what is said below the rows of a stage: how many more there are, or how many were told."""
    if stage == "said":
        return _more_said(thread, rows)
    return _told_count(thread) if stage == "told" else ""


def _more_said(thread: Thread, rows: int) -> str:
    said, parts = thread.said, []
    if said.readable > rows:
        parts.append(f"and {number(said.readable - rows)} more")
    if said.hidden:
        count = some(said.hidden, Audience.SIGNED_IN)
        noun = "voice" if said.hidden == 1 and count == "1" else "voices"
        parts.append(f"{'and ' if rows else ''}{count} {noun} that you may not read")
    return ", ".join(parts)


def _told_count(thread: Thread) -> str:
    """Return how many have been told; where some voices are hidden, only of those this person may read."""
    said = thread.said
    if not said.readable:
        return ""
    count = f"{number(said.readable_told)} of {people(said.readable)} told"
    return f"{count}, of those you may read" if said.hidden else count


def _said(thread: Thread, address: Address) -> list[ListRow]:
    rows = []
    for voice in thread.voices:
        told = ", told what came of it" if voice.pk in thread.told else ""
        when = f"week of {day(voice.said_on)}" if voice.said_precision == "week" else day(voice.said_on)
        rows.append(
            ListRow(
                short(voice.words),
                address("voice", voice.public_id),
                f"{voice.get_kind_display()}, {when}{told}",
                voice.synthetic,
            )
        )
    return rows


def _about(thread: Thread, address: Address) -> list[ListRow]:
    return [ListRow(theme.label, address("theme", theme.public_id)) for theme in thread.themes]


def _learned(thread: Thread, address: Address) -> list[ListRow]:
    learning = thread.learning
    by = f"drawn by {learning.made_by}" if learning.made_by else ""
    when = day(learning.made_at.date()) if learning.made_at else ""
    note = ", ".join(part for part in (by, when) if part)
    return [ListRow(learning.sentence, address("learning", learning.public_id), note, learning.synthetic)]


def _changed(thread: Thread, address: Address) -> list[ListRow]:
    rows = []
    for one in thread.improvements:
        note = f"{one.get_done_display()}, led by {one.owner}"
        if one.co_produced_with:
            note += f", with {one.co_produced_with}"
        rows.append(ListRow(one.title, address("improvement", one.public_id), note, one.synthetic))
    return rows


def _tested(thread: Thread, address: Address) -> list[ListRow]:
    return [
        ListRow(
            trial.measure.title,
            address("measure", trial.measure.public_id),
            f"from {day(trial.changed_on)}",
            trial.measure.synthetic,
        )
        for trial in thread.trials
    ]


def _verdicts(thread: Thread, address: Address) -> list[ListRow]:
    return [
        ListRow(
            label=f"until {day(verdict.until_on)}"
            if verdict.word == "too early" and verdict.until_on
            else "",
            href=address("improvement", verdict.trial.improvement.public_id),
            note=verdict.trial.measure.title + (", a person's judgement" if verdict.is_judgement else ""),
            synthetic=verdict.trial.improvement.synthetic,
            verdict=verdict.word,
        )
        for found in thread.verdicts.values()
        for verdict in found
    ]


def _told(thread: Thread, address: Address) -> list[ListRow]:
    return [
        ListRow(
            reply.we_did,
            address("reply", reply.public_id),
            f"published {day(reply.published_on)}" if reply.published_on else "not published yet",
            reply.synthetic,
        )
        for reply in thread.replies
    ]


def _shown(thread: Thread, address: Address) -> list[ListRow]:
    rows = []
    for one in thread.evidence:
        note = day(one.dated_on)
        if one.statements:
            note += f", supports {many(one.statements, 'statement', 'statements')}"
        rows.append(ListRow(one.title, address("evidence", one.public_id), note, one.synthetic))
    return rows


ROWS: dict[str, Callable[[Thread, Address], list[ListRow]]] = {
    "said": _said,
    "about": _about,
    "learned": _learned,
    "changed": _changed,
    "tested_by": _tested,
    "verdict": _verdicts,
    "told": _told,
    "shown": _shown,
}
