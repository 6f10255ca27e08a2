"""A whole thread as its page shows it: the list, the picture's columns, and what is missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from goldenthread.domain.suppression import Audience
from goldenthread.domain.thread import STAGES, Break, Completeness, completeness
from goldenthread.thread.presenters.stages import Address, ListRow, more_of, rows_of
from goldenthread.thread.presenters.words import some, verdict_words, voices_of
from goldenthread.thread.queries import Thread
from goldenthread.ui.charts import Box, Column

BOXES = 3  # in each column of the picture; the list has the rest
UNCOUNTED = {  # said instead of the sentence with its count, where a count would give hidden voices away
    "not_told": ("Not everyone who said this has been told what came of it.", "Tell them"),
}


@dataclass(frozen=True)
class Missing:
    """One broken link: the sentence, what the button says, and where it leads ("" when this person may not)."""

    sentence: str
    mend: str
    href: str


@dataclass(frozen=True)
class StageRows:
    """One stage in the list form: its heading, what stands there, and what is missing."""

    key: str
    heading: str
    rows: tuple[ListRow, ...]
    more: str
    missing: tuple[Missing, ...]

    @property
    def nothing(self) -> bool:
        """Say whether nothing stands here, and nothing is said to be missing either."""
        return not (self.rows or self.more or self.missing)


@dataclass(frozen=True)
class ThreadPage:
    """A whole thread, ready for its page."""

    title: str
    sentence: str
    complete: Completeness
    reached: str
    state: str
    stages: tuple[StageRows, ...]
    columns: tuple[Column, ...]

    @classmethod
    def of(cls, thread: Thread, *, address: Address, mends: Mapping[str, str]) -> ThreadPage:
        """Return the page of a thread; `address` finds a node's page, `mends` says where each break is mended."""
        whole = completeness(thread.facts)
        stages = tuple(_stage(thread, key.key, whole, address, mends) for key in STAGES)
        learning = thread.learning
        return cls(
            title=str(learning),
            sentence=learning.sentence if learning.title else "",
            complete=whole,
            reached=f"{whole.reached} of {len(STAGES)}",
            state=_state(whole),
            stages=stages,
            columns=tuple(_column(thread, stage) for stage in stages if not _skipped(stage)),
        )

    @property
    def missing(self) -> tuple[Missing, ...]:
        """Return every broken link, in the order of the thread."""
        return tuple(one for stage in self.stages for one in stage.missing)


def _state(whole: Completeness) -> str:
    if whole.complete:
        return "Complete: there is a verdict, proof, and everyone has been told."
    if whole.waiting and not whole.breaks:
        return "Nothing is missing but time: it is too early for a verdict."
    if not whole.breaks:
        return "Nothing is broken; it goes on."
    count = len(whole.breaks)
    return "One link is missing." if count == 1 else f"{count} links are missing."


def _stage(
    thread: Thread, key: str, whole: Completeness, address: Address, mends: Mapping[str, str]
) -> StageRows:
    rows = tuple(rows_of(thread, key, address))
    heading = next(stage.heading for stage in STAGES if stage.key == key)
    missing = tuple(_missing(thread, one, mends) for one in whole.breaks if one.stage == key)
    return StageRows(key, heading, rows, more_of(thread, key, len(rows)), missing)


def _missing(thread: Thread, one: Break, mends: Mapping[str, str]) -> Missing:
    sentence, mend = one.sentence, one.mend
    if thread.said.hidden and one.kind in UNCOUNTED:
        sentence, mend = UNCOUNTED[one.kind]
    if one.kind == "not_told" and not thread.replies:
        mend = "Write a reply"
    return Missing(sentence, mend, mends.get(one.kind, ""))


def _skipped(stage: StageRows) -> bool:
    """Say whether a stage is left out of the picture: with no theme, the line goes from the voices to the learning."""
    return stage.key == "about" and stage.nothing


def _column(thread: Thread, stage: StageRows) -> Column:
    boxes = _voice_boxes(thread, stage) if stage.key == "said" else _boxes(stage)
    return Column(stage.heading, tuple(boxes), stage.missing[0].sentence if stage.missing else None)


def _boxes(stage: StageRows) -> list[Box]:
    shown = [_box(row) for row in stage.rows[:BOXES]]
    left = len(stage.rows) - BOXES
    if left > 0:
        shown.append(Box(f"and {left} more", f"#stage-{stage.key}"))
    if shown and stage.key == "told" and stage.more:
        shown[-1] = Box(shown[-1].label, shown[-1].href, stage.more, shown[-1].state)
    return shown


def _box(row: ListRow) -> Box:
    if row.verdict:
        word = verdict_words(row.verdict, None)
        waits = row.verdict in ("too early", "unstable baseline", "no data")
        return Box(" ".join(filter(None, (word, row.label))), row.href, "", "waiting" if waits else "")
    return Box(row.label, row.href)


def _voice_boxes(thread: Thread, stage: StageRows) -> list[Box]:
    """Return one box for each kind of voice, as "3 complaints", and one for those that may not be read."""
    kinds = sorted(thread.said.kinds.items(), key=lambda pair: (-pair[1], pair[0]))
    first = {voice.kind: row.href for voice, row in zip(thread.voices, stage.rows, strict=True)}
    boxes = [
        Box(voices_of(kind, count), first[kind] if count == 1 and kind in first else "#stage-said")
        for kind, count in kinds
    ]
    if thread.said.hidden:
        boxes.append(Box(f"{some(thread.said.hidden, Audience.SIGNED_IN)} you may not read"))
    return boxes
