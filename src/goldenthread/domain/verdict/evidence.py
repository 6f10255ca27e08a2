"""The readings before and after a change, and the plain arithmetic between them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from math import fsum, log2, nan, sqrt
from statistics import median, stdev

from scipy import stats

from goldenthread.domain.direction import Direction
from goldenthread.domain.spc.limits import exact_mean, xmr_limits
from goldenthread.domain.spc.months import month_after
from goldenthread.domain.spc.rules import flags
from goldenthread.domain.verdict.power import CONFIDENCE
from goldenthread.domain.verdict.vocabulary import Point

STEADY_TREND = (
    7  # the safer of the two lengths in use: a quarter of the false alarms of six on a steady series
)
TREND_DOUBT = 0.01  # a slope this unlikely by chance means that things were moving already
DAYS_IN_A_MONTH = 30.44


@dataclass(frozen=True)
class Difference:
    """After minus before with its 95% interval, by Welch's t."""

    effect: float
    low: float
    high: float
    spread: float  # pooled standard deviation of single readings


@dataclass(frozen=True)
class Halves:
    """The readings on each side of a change, the bedding-in months left out, oldest first."""

    before: tuple[Point, ...]
    after: tuple[Point, ...]
    after_starts_on: date

    @property
    def values_before(self) -> list[float]:
        """Return the values from before the change, oldest first."""
        return [point.value for point in self.before]

    @property
    def values_after(self) -> list[float]:
        """Return the values from after the bedding-in, oldest first."""
        return [point.value for point in self.after]


def halves(points: Sequence[Point], *, changed_on: date, bedding_in_months: int) -> Halves:
    """Return the readings dated before `changed_on`, and those dated on or after it plus the bedding-in."""
    starts = same_day_later(changed_on, bedding_in_months)
    ordered = sorted(points, key=lambda point: point.on)
    return Halves(
        tuple(point for point in ordered if point.on < changed_on),
        tuple(point for point in ordered if point.on >= starts),
        starts,
    )


def same_day_later(on: date, months: int) -> date:
    """Return the same day `months` later, or the last day of that month when it is shorter."""
    first = month_after(on, months)
    last = month_after(first) - timedelta(days=1)
    return min(first + timedelta(days=on.day - 1), last)


def welch(before: Sequence[float], after: Sequence[float]) -> Difference | None:
    """Return the difference of the means and its interval; `None` unless both sides have two readings.

    With no variation on either side the interval has no width.
    """
    if len(before) < 2 or len(after) < 2:
        return None
    effect = exact_mean(after) - exact_mean(before)
    parts = [stdev(side) ** 2 / len(side) for side in (before, after)]
    error = sqrt(sum(parts))
    reach = 0.0
    if error:
        weights = [part**2 / (len(side) - 1) for part, side in zip(parts, (before, after), strict=True)]
        freedom = sum(parts) ** 2 / sum(weights)
        reach = float(stats.t.ppf((1 + CONFIDENCE) / 2, freedom)) * error
    return Difference(effect, effect - reach, effect + reach, pooled_spread(before, after))


def pooled_spread(before: Sequence[float], after: Sequence[float]) -> float:
    """Return the standard deviation of single readings about their own half's mean."""
    squares = sum(stdev(side) ** 2 * (len(side) - 1) for side in (before, after))
    return sqrt(squares / (len(before) + len(after) - 2))


def why_unsteady(before: Sequence[float]) -> str:
    """Return why the time before was not steady ("trend", "special cause"), or an empty string."""
    if len(set(before)) < 2:
        return ""
    if stats.linregress(range(len(before)), before).pvalue < TREND_DOUBT:
        return "trend"
    lines = [xmr_limits(before)] * len(before)
    named = flags(before, lines, shift=longest_by_chance(len(before)) + 1, trend=STEADY_TREND)
    found = {name for names in named for name in names}
    if found & {"trend_up", "trend_down"}:
        return "trend"
    return "special cause" if found & {"outside_high", "outside_low", "shift_high", "shift_low"} else ""


def longest_by_chance(count: int) -> int:
    """Return the longest run on one side that chance usually gives in `count` readings: round(log2 n) + 3.

    Source: Anhoej and Olesen 2014. A fixed length of 7 would call one steady series of 24 in twelve unsteady.
    """
    return round(log2(count)) + 3


def carry_over(sides: Sequence[Sequence[float]]) -> float:
    """Return the lag-1 correlation of readings about their own half's mean (nan when it has no meaning)."""
    left = [[value - exact_mean(side) for value in side] for side in sides if side]
    squares = fsum(value**2 for side in left for value in side)
    products = fsum(a * b for side in left for a, b in pairwise(side))
    return products / squares if squares else nan


def day_when_in(halves_: Halves, more: int) -> date:
    """Return the day by which `more` further readings can be in, at the pace of the readings so far.

    A reading is dated by the first day of its period, so it counts as in when the next period begins.
    """
    dates = [point.on for point in (*halves_.before, *halves_.after)]
    gap = median((b - a).days for a, b in pairwise(dates)) if len(dates) > 1 else DAYS_IN_A_MONTH
    if halves_.after:
        return _steps_later(halves_.after[-1].on, more + 1, gap)
    start = halves_.after_starts_on
    if gap >= 28 and start.day > 1:  # a change in mid-month: the first whole month after it counts
        start = month_after(start)
    return _steps_later(start, more, gap)


def _steps_later(start: date, steps: int, gap: float) -> date:
    """Return the date `steps` periods on; periods of about a month or more are counted in whole months."""
    if gap < 28:
        return start + timedelta(days=round(gap * steps))
    return same_day_later(start, steps * max(1, round(gap / DAYS_IN_A_MONTH)))


def better_by(difference: Difference, direction: Direction) -> tuple[float, float, float]:
    """Return effect, low and high turned so that more is better."""
    if direction is Direction.DOWN:
        return -difference.effect, -difference.high, -difference.low
    return difference.effect, difference.low, difference.high
