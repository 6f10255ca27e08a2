"""The six words a verdict may use, and what stands behind each of them."""

from dataclasses import dataclass
from datetime import date

IMPROVED = "improved"
WORSE = "worse"
NO_CHANGE_SEEN = "no change seen"
TOO_EARLY = "too early"
UNSTABLE_BASELINE = "unstable baseline"
NO_DATA = "no data"
VERDICT_WORDS = (IMPROVED, WORSE, NO_CHANGE_SEEN, TOO_EARLY, UNSTABLE_BASELINE, NO_DATA)


class NoDirection(ValueError):
    """A measure where neither way is better cannot say that a change improved anything."""


@dataclass(frozen=True)
class Point:
    """One reading: `on` is the first day of the period it covers, `n` how many people it rests on."""

    on: date
    value: float
    n: int | None = None


@dataclass(frozen=True)
class Verdict:
    """What can be said of a change today; effect and interval are in the measure's own unit, after minus before.

    `until` is the day by which enough readings can be in (only with "too early"); `points_needed` how many
    more readings that takes (`None`: not "too early", or no number of readings up to ten years would do).
    `reason` is a short key behind the word, for code that must tell cases apart.
    """

    word: str
    reason: str
    until: date | None
    points_needed: int | None
    effect: float | None
    low: float | None
    high: float | None
    n_before: int
    n_after: int
    method: str
    assumptions: tuple[str, ...]
    paragraph: str
