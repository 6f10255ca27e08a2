"""Which series moved lately by more than chance explains, once it is allowed that many were looked at."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt
from statistics import NormalDist

from goldenthread.slices.themes.headless.facts import EVERYTHING, Change, Point, Series

LATEST = 3  # months
BEFORE = 4  # months needed to compare them with
FALSE_SHARE = 0.05  # of the changes named, the share that may be chance (Benjamini and Hochberg 1995)
SMALLEST = 0.02  # a gap under two points is not worth a director's time, however sure
MOST = 3


def changes_in(series: Sequence[Series]) -> tuple[int, tuple[Change, ...]]:
    """Return how many series were compared, and the changes that are unlikely to be chance, clearest first.

    Groups are compared when there are several: in all comments together a change may only be that more of them
    came from one group. No theme is named twice.
    """
    groups = {one.group for one in series} - {EVERYTHING}
    family = [one for one in series if (one.group != EVERYTHING) == (len(groups) > 1)]
    tried = [change for one in family if (change := compare(one)) is not None]
    real = [change for change in _not_chance(tried) if abs(_gap(change)) >= SMALLEST]
    best: dict[str, Change] = {}
    for change in sorted(real, key=lambda c: (-abs(c.z), c.series.theme.key, c.series.group)):
        best.setdefault(change.series.theme.key, change)
    return len(tried), tuple(best.values())[:MOST]


def compare(series: Series) -> Change | None:
    """Return the last three charted months against those before, or None when there are too few.

    A two-sample z for shares, divided by how much more than chance the earlier months differ among themselves.
    """
    if series.chart is None:
        return None
    charted = [point for point in series.points if point.month in _charted_months(series)]
    if len(charted) < LATEST + BEFORE:
        return None
    before, after = _pooled(charted[:-LATEST]), _pooled(charted[-LATEST:])
    share = (before.about + after.about) / (before.n + after.n)
    spread = sqrt(share * (1 - share) * (1 / before.n + 1 / after.n))
    if not spread:
        return None
    z = (after.about / after.n - before.about / before.n) / (spread * sqrt(restlessness(charted[:-LATEST])))
    return Change(series, LATEST, after, before, z, 2 * (1 - NormalDist().cdf(abs(z))))


def restlessness(points: Sequence[Point]) -> float:
    """Return how much more the shares of `points` differ than chance alone would make them, at least 1.

    Pearson's chi-squared over its degrees of freedom.
    """
    total = _pooled(points)
    share = total.about / total.n
    if not 0 < share < 1 or len(points) < 2:
        return 1.0
    chi2 = sum((p.about - p.n * share) ** 2 / (p.n * share * (1 - share)) for p in points)
    return max(1.0, chi2 / (len(points) - 1))


def _not_chance(tried: Sequence[Change]) -> list[Change]:
    """Return the changes that pass Benjamini and Hochberg's step-up rule."""
    ordered = sorted(tried, key=lambda change: change.p)
    passing = [rank for rank, c in enumerate(ordered, start=1) if c.p <= FALSE_SHARE * rank / len(ordered)]
    return ordered[: max(passing, default=0)]


def _charted_months(series: Series) -> set:
    chart = series.chart
    values = chart.values if chart else ()
    return {month for month, value in zip(series.dates, values, strict=True) if value is not None}


def _pooled(points: Sequence[Point]) -> Point:
    return Point(points[0].month, sum(p.n for p in points), sum(p.about for p in points))


def _gap(change: Change) -> float:
    return change.after.about / change.after.n - change.before.about / change.before.n
