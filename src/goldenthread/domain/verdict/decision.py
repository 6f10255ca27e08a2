"""The one road from dated readings to a verdict.

The method, in order:
1. At least 8 readings before the change, and those steady: no reading outside its limits, no run on one side
   longer than chance gives in a series of that length, no run of 7 rising or falling, and no slope with p below
   0.01. Otherwise "unstable baseline", or "no data" when there is nothing before at all.
2. Fewer than 6 readings after the bedding-in: "too early".
3. Welch's 95% interval of after minus before. It excludes 0, and the difference is at least half of the
   smallest change that matters: "improved" or "worse".
4. Otherwise, enough readings to have seen that smallest change four times in five: "no change seen".
5. Otherwise "too early", until the day when there can be enough.

The spread that power is worked out from is that of the readings before while there are fewer than 6 after,
then that of both halves. Half of the smallest change, because the estimate of a change that is exactly
that size falls below it half of the time.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from statistics import stdev

from goldenthread.domain.direction import Direction
from goldenthread.domain.verdict import vocabulary as words
from goldenthread.domain.verdict.evidence import (
    Difference,
    Halves,
    better_by,
    carry_over,
    day_when_in,
    halves,
    welch,
    why_unsteady,
)
from goldenthread.domain.verdict.paragraphs import Finding, paragraph
from goldenthread.domain.verdict.power import FEWEST_AFTER, readings_to_see
from goldenthread.domain.verdict.vocabulary import NoDirection, Point, Verdict

FEWEST_BEFORE = 8
FEW_PEOPLE = 10
NEIGHBOURS_ALIKE = 0.3  # from here on the false alarm rate of any chart or t interval about doubles
METHOD = (
    "Readings before and after the change are compared by Welch's t with a 95% interval. At least 8 steady "
    "readings from before, and 6 from after the bedding-in, are needed."
)


@dataclass(frozen=True)
class _Question:
    halves: Halves
    direction: Direction
    smallest_change: float
    changed_on: date
    unit: str


def decide(
    points: Sequence[Point],
    *,
    changed_on: date,
    direction: Direction,
    smallest_change: float,
    bedding_in_months: int = 0,
    unit: str = "",
) -> Verdict:
    """Return whether the measure changed when something was done about it.

    `unit` is how a difference is spoken of ("percentage points"). `smallest_change` (above 0, in that unit) is the
    smallest change that would matter; readings dated from `changed_on` up to the end of the bedding-in are left
    out. Raises NoDirection for a measure where neither way is better, ValueError when `smallest_change` is not above 0 or two readings share a date.
    """
    if direction is Direction.NEITHER:
        raise NoDirection("Say first which way is better: up or down.")
    if not smallest_change > 0:
        raise ValueError("Say how small a change would still matter: a number above 0.")
    if len({point.on for point in points}) < len(points):
        raise ValueError("Two readings share a date: keep one reading for each period.")
    split = halves(points, changed_on=changed_on, bedding_in_months=bedding_in_months)
    question = _Question(split, direction, smallest_change, changed_on, unit)
    reason = _baseline_fault(split)
    return _without_baseline(question, reason) if reason else _with_baseline(question)


def _baseline_fault(split: Halves) -> str:
    """Return why the time before the change cannot be compared with, or an empty string."""
    if not split.before:
        return "nothing before"
    if len(split.before) < FEWEST_BEFORE:
        return "few before"
    return why_unsteady(split.values_before)


def _without_baseline(question: _Question, reason: str) -> Verdict:
    word = words.NO_DATA if reason == "nothing before" else words.UNSTABLE_BASELINE
    return _verdict(question, word, reason)


def _with_baseline(question: _Question) -> Verdict:
    split = question.halves
    if len(split.after) < FEWEST_AFTER:
        return _too_early(question, None, stdev(split.values_before))
    difference = welch(split.values_before, split.values_after)
    assert difference is not None  # both halves hold more than two readings here
    effect, low, high = better_by(difference, question.direction)
    matters = abs(effect) >= question.smallest_change / 2
    if low > 0 or high < 0:
        if matters:
            return _verdict(question, words.IMPROVED if low > 0 else words.WORSE, "clear", difference)
        return _verdict(question, words.NO_CHANGE_SEEN, "small", difference)
    needed = readings_to_see(question.smallest_change, spread=difference.spread, before=len(split.before))
    if needed is not None and len(split.after) >= needed:
        return _verdict(question, words.NO_CHANGE_SEEN, "power", difference)
    return _too_early(question, difference, difference.spread)


def _too_early(question: _Question, difference: Difference | None, spread: float) -> Verdict:
    split = question.halves
    needed = readings_to_see(question.smallest_change, spread=spread, before=len(split.before))
    if needed is None:
        return _verdict(question, words.TOO_EARLY, "never", difference)
    return _verdict(question, words.TOO_EARLY, "wait", difference, more=needed - len(split.after))


def _verdict(
    question: _Question,
    word: str,
    reason: str,
    difference: Difference | None = None,
    more: int | None = None,
) -> Verdict:
    split = question.halves
    until = day_when_in(split, more) if more else None
    finding = Finding(
        word, reason, question.changed_on, question.smallest_change, len(split.before), len(split.after),
        difference, more, until, question.unit,
    )  # fmt: skip
    return Verdict(
        word=word,
        reason=reason,
        until=until,
        points_needed=more,
        effect=difference.effect if difference else None,
        low=difference.low if difference else None,
        high=difference.high if difference else None,
        n_before=len(split.before),
        n_after=len(split.after),
        method=METHOD,
        assumptions=_assumptions(split, difference),
        paragraph=paragraph(finding),
    )


def _assumptions(split: Halves, difference: Difference | None) -> tuple[str, ...]:
    """Return what must hold for the verdict to hold, the doubts that these readings raise among it."""
    said = [
        "Nothing else changed at the same time.",
        "One month says little about the next, and there is no yearly pattern.",
        "The question is asked once, when the time is due: asked every month for two years, a steady measure looks "
        "improved at some time in about 6 cases of 100, not 2 or 3.",
    ]
    alike = carry_over([split.values_before, split.values_after])
    if alike > NEIGHBOURS_ALIKE:
        said.append(
            f"Doubt: neighbouring readings are alike here (correlation {alike:.2f}), so the interval is too narrow."
        )
    few = sum(point.n is not None and point.n < FEW_PEOPLE for point in (*split.before, *split.after))
    if few:
        said.append(f"Doubt: {few} of the readings rest on fewer than {FEW_PEOPLE} people.")
    if difference and difference.low == difference.high:
        said.append("Doubt: the readings did not vary at all, so how sure we are cannot be worked out.")
    return tuple(said)
