"""Changes in words: rows of the list, and the page that says whether one worked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from goldenthread.domain.verdict.paragraphs import figure
from goldenthread.thread.series import Series
from goldenthread.ui.charts import ChangeFlag

if TYPE_CHECKING:
    from goldenthread.thread.models import Improvement, Trial, Verdict
    from goldenthread.thread.queries import Surroundings

EXPORT_HEAD = (
    "Title", "Aim", "Kind", "Led by", "Team", "Shaped with", "Start", "Finish", "How far", "Proof", "Made a difference",
)  # fmt: skip
LADDER = ("planned", "in_progress", "done", "checked")
NO_MEASURE, NOT_ASKED = "No measure tests it yet", "Not asked yet"


def day(value: date | None) -> str:
    """Return a day as people write it: "5 January 2026"; nothing for None."""
    return f"{value.day} {value:%B %Y}" if value else ""


def until_words(word: str, until: date | None) -> str:
    """Return what follows a verdict's word: "until 5 March 2027", or nothing."""
    return f"until {day(until)}" if word == "too early" and until else ""


def steps_of(done: str) -> str:
    """Return the ladder of delivery as four shapes: "●●○○" for in progress."""
    reached = LADDER.index(done) + 1
    return "●" * reached + "○" * (len(LADDER) - reached)


@dataclass(frozen=True)
class ImprovementRow:
    """One line of the list; `word` is the newest verdict's, or empty with `untold` saying why there is none."""

    title: str
    public_id: str
    owner: str
    due: str
    late: bool
    steps: str
    step: str
    word: str
    until: str
    judged: bool
    untold: str
    synthetic: bool

    @classmethod
    def of(cls, row: Any, *, today: date) -> ImprovementRow:
        """Return the line of one change, as the list's query gives it."""
        word = row.newest_word or ""
        return cls(
            title=row.title,
            public_id=row.public_id,
            owner=str(row.owner),
            due=day(row.due_on),
            late=row.due_on < today and row.done in ("planned", "in_progress"),
            steps=steps_of(row.done),
            step=row.get_done_display(),
            word=word,
            until=until_words(word, row.newest_until),
            judged=bool(row.newest_judged),
            untold="" if word else NOT_ASKED if row.is_tested else NO_MEASURE,
            synthetic=row.synthetic,
        )


@dataclass(frozen=True)
class VerdictWords:
    """One verdict as a page shows it."""

    word: str
    until: str
    paragraph: str
    effect: str
    assumptions: tuple[str, ...]
    method: str
    limits: str
    by: str
    at: date
    is_judgement: bool

    @classmethod
    def of(cls, verdict: Verdict, unit: str) -> VerdictWords:
        """Return a verdict in words; `unit` is its measure's."""
        return cls(
            word=verdict.word,
            until=until_words(verdict.word, verdict.until_on),
            paragraph=verdict.paragraph,
            effect=_effect(verdict, unit),
            assumptions=tuple(verdict.assumptions),
            method=verdict.method,
            limits=verdict.limits,
            by=str(verdict.made_by) if verdict.made_by else "the clock",
            at=verdict.made_at.date(),
            is_judgement=verdict.is_judgement,
        )


def _effect(verdict: Verdict, unit: str) -> str:
    if verdict.effect is None or verdict.low is None or verdict.high is None:
        return ""
    word = {"percent": " points", "count": "", "number": ""}[unit]
    low, high = sorted((verdict.low, verdict.high))
    way = "higher" if verdict.effect > 0 else "lower"
    if not verdict.effect:
        return f"The average is the same as before (95% interval {_sign(low)} to {_sign(high)}{word})."
    return f"{_plain(verdict.effect)}{word} {way} than before (95% interval {_sign(low)} to {_sign(high)}{word})."


def _plain(value: float) -> str:
    return figure(abs(value))


def _sign(value: float) -> str:
    return f"{'+' if value > 0 else '−' if value < 0 else ''}{_plain(value)}"


@dataclass(frozen=True)
class TrialBox:
    """One measure that tests the change: its chart with the day pinned, and whether we can tell yet."""

    public_id: str
    measure: str
    measure_id: str
    sentence: str
    picture: str
    table: Mapping[str, Any]
    rules: str
    changed: str
    smallest: str
    newest: VerdictWords | None
    earlier: tuple[VerdictWords, ...]
    due: bool
    next: str

    @classmethod
    def of(
        cls, trial: Trial, series: Series, verdicts: Sequence[Verdict], *, due: bool, today: date
    ) -> TrialBox:
        """Return the box of one trial; `verdicts` are newest first."""
        unit = trial.measure.unit
        words = [VerdictWords.of(one, unit) for one in verdicts]
        flags = [ChangeFlag(trial.changed_on, trial.improvement.title)]
        settle = trial.bedding_in_months
        return cls(
            public_id=trial.public_id,
            measure=trial.measure.title,
            measure_id=trial.measure.public_id,
            sentence=series.picture().sentence,
            picture=series.drawn(flags, name=f"chart-{trial.pk}") if series.readings else "",
            table=series.table(flags),
            rules=series.chart.rule_set if series.chart.shown_as_spc else "",
            changed=day(trial.changed_on)
            + (f", with {settle} month{'' if settle == 1 else 's'} to settle in" if settle else ""),
            smallest=f"{trial.smallest_change:g}" + (" points" if unit == "percent" else ""),
            newest=words[0] if words else None,
            earlier=tuple(words[1:]),
            due=due,
            next=_next(verdicts[0] if verdicts else None, due=due, today=today),
        )


def _next(newest: Verdict | None, *, due: bool, today: date) -> str:
    """Return what is to be done about a verdict now, or nothing."""
    if due:
        return "The verdict is due now."
    if newest and newest.word == "too early" and newest.until_on and newest.until_on <= today:
        return "The day has come, but there are no new readings. Add readings to the measure, then ask."
    return ""


@dataclass(frozen=True)
class ImprovementPage:
    """The page of one change."""

    facts: tuple[tuple[str, str], ...]
    boxes: tuple[TrialBox, ...]
    tasks: tuple[dict[str, str], ...]
    around: Surroundings
    proof: str
    steps: str

    @classmethod
    def of(
        cls, found: Improvement, boxes: Sequence[TrialBox], around: Surroundings, *, today: date
    ) -> ImprovementPage:
        """Return the page of a change with what hangs on it."""
        return cls(
            facts=tuple(_facts(found, today)),
            boxes=tuple(boxes),
            tasks=tuple(_task(task, today) for task in around.tasks),
            around=around,
            proof=found.proof,
            steps=steps_of(found.done),
        )


def _facts(found: Improvement, today: date) -> Iterable[tuple[str, str]]:
    late = found.due_on < today and found.done in ("planned", "in_progress")
    yield "Led by", str(found.owner)
    yield "Team", str(found.team) if found.team else "Whole council"
    yield "Kind", found.get_kind_display()
    yield "Shaped with", found.co_produced_with or "Nobody has been named yet"
    yield "Start", day(found.starts_on)
    yield "Finish", day(found.due_on) + (", past its day" if late else "")
    if found.done_by:
        yield "Done by", str(found.done_by)
    if found.checked_by:
        yield "Checked by", str(found.checked_by)


def _task(task: Any, today: date) -> dict[str, str]:
    state = (
        "Checked"
        if task.checked_at
        else "Done"
        if task.done_at
        else "Late"
        if task.due_on < today
        else "To do"
    )
    return {
        "words": task.words, "public_id": task.public_id, "who": f"{task.owner}, by {day(task.due_on)}", "state": state,
    }  # fmt: skip


def export_rows(found: Iterable[Any]) -> Iterable[tuple[object, ...]]:
    """Give one row of a file for each change."""
    for row in found:
        verdict = row.newest_word or (NOT_ASKED if row.is_tested else NO_MEASURE)
        yield (
            row.title, row.aim, row.get_kind_display(), str(row.owner), str(row.team or ""), row.co_produced_with,
            row.starts_on, row.due_on, row.get_done_display(), row.proof, verdict,
        )  # fmt: skip


def foreseen(found: Any, *, today: date) -> str:
    """Return what can be promised of a trial before it is set: when a verdict could be known, or why none can."""
    if found.word == "too early" and found.until:
        first = f"The earliest day a verdict could be known is {day(found.until)}."
        return f"{first} {found.paragraph}"
    if found.word == "too early":
        return f"No day can be named. {found.paragraph}"
    return f"Asked today, {day(today)}, the answer would be: {found.word}. {found.paragraph}"
