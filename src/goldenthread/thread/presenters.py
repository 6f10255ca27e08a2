"""The thread in words and as the columns of its picture."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from goldenthread.domain.thread import STAGES, Break, Completeness, completeness
from goldenthread.foundation.history.models import HistoryLine
from goldenthread.foundation.history.words import words_for
from goldenthread.thread.queries import MANY, Thread
from goldenthread.ui.charts import Box, Column

Address = Callable[[str, str], str]  # (kind, public id) -> where that node is shown
FEW = 5


def day(value: date | None) -> str:
    """Return a day as people write it: "5 January 2026"; nothing for None."""
    return f"{value.day} {value:%B %Y}" if value else ""


def number(count: int) -> str:
    """Return a count as shown on a page: "1,204", or "10,000+" for more."""
    return f"{MANY:,}+" if count > MANY else f"{count:,}"


def people(count: int) -> str:
    """Return "1 person" or "14 people"."""
    return f"{number(count)} {'person' if count == 1 else 'people'}"


@dataclass(frozen=True)
class ListRow:
    """One node in the list form of a thread."""

    label: str
    href: str
    note: str = ""
    synthetic: bool = False


@dataclass(frozen=True)
class StageRows:
    """One stage in the list form: its heading, what stands there, and what is missing."""

    heading: str
    rows: tuple[ListRow, ...]
    more: str
    breaks: tuple[tuple[str, str, str], ...]  # (sentence, what mends it, where)


@dataclass(frozen=True)
class ThreadPage:
    """A whole thread, ready for its page."""

    title: str
    sentence: str
    complete: Completeness
    reached: str
    stages: tuple[StageRows, ...]
    columns: tuple[Column, ...]

    @classmethod
    def of(cls, thread: Thread, *, address: Address, mends: Mapping[str, str]) -> ThreadPage:
        """Return the page of a thread; `address` finds a node's page, `mends` says where each break is mended."""
        whole = completeness(thread.facts)
        rows = {key: build(thread, address) for key, build in ROWS.items()}
        stages = tuple(
            StageRows(
                heading=stage.heading,
                rows=tuple(rows[stage.key]),
                more=_more(thread, stage.key, len(rows[stage.key])),
                breaks=tuple(
                    (one.sentence, one.mend, mends.get(one.kind, ""))
                    for one in whole.breaks
                    if one.stage == stage.key
                ),
            )
            for stage in STAGES
        )
        return cls(
            title=str(thread.learning),
            sentence=thread.learning.sentence,
            complete=whole,
            reached=f"{whole.reached} of {len(STAGES)}",
            stages=stages,
            columns=tuple(
                _column(stage, whole.breaks, key.key) for stage, key in zip(stages, STAGES, strict=True)
            ),
        )


def _column(stage: StageRows, breaks: tuple[Break, ...], key: str) -> Column:
    broken = next((one.sentence for one in breaks if one.stage == key), None)
    shown = [Box(label=row.label, href=row.href, note=row.note) for row in stage.rows[:3]]
    if stage.more or len(stage.rows) > 3:
        left = len(stage.rows) - 3
        shown.append(Box(label=stage.more or f"and {left} more", href=None, note=""))
    return Column(title=stage.heading, boxes=tuple(shown), broken=broken)


def _said(thread: Thread, address: Address) -> list[ListRow]:
    return [
        ListRow(
            label=_short(voice.words),
            href=address("voice", voice.public_id),
            note=f"{voice.get_kind_display()}, {day(voice.said_on)}",
            synthetic=voice.synthetic,
        )
        for voice in thread.voices
    ]


def _about(thread: Thread, address: Address) -> list[ListRow]:
    return [ListRow(theme.label, address("theme", theme.public_id)) for theme in thread.themes]


def _learned(thread: Thread, address: Address) -> list[ListRow]:
    learning = thread.learning
    by = (
        f"drawn by {learning.made_by}, {day(learning.made_at.date())}"
        if learning.made_by and learning.made_at
        else ""
    )
    return [ListRow(learning.sentence, address("learning", learning.public_id), by, learning.synthetic)]


def _changed(thread: Thread, address: Address) -> list[ListRow]:
    return [
        ListRow(
            one.title,
            address("improvement", one.public_id),
            f"{one.get_done_display()}, led by {one.owner}",
            one.synthetic,
        )
        for one in thread.improvements
    ]


def _tested(thread: Thread, address: Address) -> list[ListRow]:
    return [
        ListRow(
            trial.measure.title,
            address("measure", trial.measure.public_id),
            f"change on {day(trial.changed_on)}",
        )
        for trial in thread.trials
    ]


def _verdicts(thread: Thread, address: Address) -> list[ListRow]:
    return [
        ListRow(
            label=verdict_words(verdict.word, verdict.until_on),
            href=address("improvement", verdict.trial.improvement.public_id),
            note=f"on {verdict.trial.measure.title}" + (", a judgement" if verdict.is_judgement else ""),
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
    return [
        ListRow(one.title, address("evidence", one.public_id), f"{day(one.dated_on)}", one.synthetic)
        for one in thread.evidence
    ]


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


def verdict_words(word: str, until: date | None) -> str:
    """Return a verdict in words: "Improved", or "Too early, until 31 March 2027"."""
    return f"{word[:1].upper()}{word[1:]}" + (
        f", until {day(until)}" if word == "too early" and until else ""
    )


def _more(thread: Thread, stage: str, shown: int) -> str:
    if stage == "told" and thread.facts.voices:
        return f"{number(thread.facts.voices_told)} of {people(thread.facts.voices)} told"
    left = thread.facts.voices - shown if stage == "said" else 0
    return f"and {number(left)} more" if left > 0 else ""


def _short(words: str, most: int = 140) -> str:
    flat = " ".join(words.split())
    return flat if len(flat) <= most else flat[: most - 1].rsplit(" ", 1)[0] + "…"


def history_rows(lines: list[HistoryLine]) -> list[dict[str, object]]:
    """Return lines of history for a page: when, what, by whom; a line without a time gives its week."""
    return [
        {"at": line.at, "what": words_for(line.verb).capitalize(), "by": str(line.by) if line.by else ""}
        for line in lines
        if line.at
    ]
