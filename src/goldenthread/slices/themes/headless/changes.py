"""What moved by more than chance explains, and what may have, once it is allowed that many series were looked at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from math import sqrt
from statistics import NormalDist

from goldenthread.slices.themes.headless.facts import EVERYTHING, Change, Comment, Mix, Point, Series

LATEST = 3  # months
BEFORE = 4  # months needed to compare them with
FALSE_SHARE = 0.05  # of the changes called sure, the share that may be chance (Benjamini and Hochberg 1995)
PERHAPS = 0.05  # a change under this p is worth watching, and is called no more than that
SMALLEST = 0.02  # a gap under two points is not worth a director's time, however sure
MIX_MOVED = 0.1  # of all comments
MOST = 3


def changes_in(series: Sequence[Series]) -> tuple[int, tuple[Change, ...]]:
    """Return how many series were compared, and up to three changes, surest first.

    Groups are compared when there are several: in all comments together a change may only be that more of them
    came from one group. No theme is named twice.
    """
    groups = {one.group for one in series} - {EVERYTHING}
    family = [one for one in series if (one.group != EVERYTHING) == (len(groups) > 1)]
    tried = [change for one in family for change in compare(one)]
    sure = _not_chance(tried)
    signals = [change for one in family if (change := latest_signal(one)) is not None]
    perhaps = [change for change in tried if change.p < PERHAPS]
    best: dict[str, Change] = {}
    for changes in (sure, signals, perhaps):
        for change in sorted(changes, key=lambda c: (-abs(c.z), c.series.theme.key, c.series.group, c.since)):
            if abs(_gap(change)) >= SMALLEST:
                best.setdefault(change.series.theme.key, change)
    return len({id(change.series) for change in tried}), tuple(best.values())[:MOST]


def compare(series: Series) -> list[Change]:
    """Return the last three charted months, and the later half, each against the months before it.

    Nothing is returned for a series with too few months.
    """
    charted = _charted(series)
    splits = sorted({len(charted) - LATEST, len(charted) // 2})
    return [
        change
        for at in splits
        if at >= BEFORE and len(charted) - at >= LATEST
        if (change := _against("maybe", series, charted[at:], charted[:at])) is not None
    ]


def latest_signal(series: Series) -> Change | None:
    """Return the last unbroken run of months that one rule marks, against all other charted months."""
    if not series.signals:
        return None
    last = series.signals[-1]
    charted = _charted(series)
    marked = {s.month for s in series.signals if (s.rule, s.direction) == (last.rule, last.direction)}
    run: list[Point] = []
    for point in reversed(charted):
        if point.month in marked:
            run.insert(0, point)
        elif run:
            break
    others = [point for point in charted if point not in run]
    change = _against("signal", series, run, others) if others else None
    return replace(change, rule=f"{last.rule}, {last.direction}") if change else None


def restlessness(*stretches: Sequence[Point]) -> float:
    """Return how much more the shares within each stretch differ than chance alone would make them, at least 1.

    Pearson's chi-squared over its degrees of freedom.
    """
    chi2, freedom = 0.0, 0
    for points in stretches:
        total = _pooled(points)
        share = total.about / total.n
        freedom += len(points) - 1
        if 0 < share < 1:
            chi2 += sum((p.about - p.n * share) ** 2 / (p.n * share * (1 - share)) for p in points)
    return max(1.0, chi2 / freedom) if freedom else 1.0


def mix_change(comments: Sequence[Comment], groups: Sequence[str]) -> Mix | None:
    """Return the group whose part of all comments moved most in the last three months, when it moved a lot."""
    last = max(comment.month for comment in comments)
    months = sorted({comment.month for comment in comments if comment.month <= last})
    if len(months) < LATEST + BEFORE or len(groups) < 2:
        return None
    since = months[-LATEST]
    late = [comment for comment in comments if comment.month >= since]
    early = [comment for comment in comments if comment.month < since]
    found = [Mix(group, _part(early, group), _part(late, group), since) for group in groups]
    most = max(found, key=lambda mix: (abs(mix.after - mix.before), mix.group))
    return most if abs(most.after - most.before) >= MIX_MOVED else None


def _against(kind: str, series: Series, late: Sequence[Point], early: Sequence[Point]) -> Change | None:
    """Return two stretches compared by a z for shares, divided by how restless the months are."""
    before, after = _pooled(early), _pooled(late)
    share = (before.about + after.about) / (before.n + after.n)
    spread = sqrt(share * (1 - share) * (1 / before.n + 1 / after.n))
    if not spread:
        return None
    z = (after.about / after.n - before.about / before.n) / (spread * sqrt(restlessness(early, late)))
    p = 2 * NormalDist().cdf(-abs(z))
    return Change(kind, series, late[0].month, late[-1].month, after, before, z, p)


def _not_chance(tried: Sequence[Change]) -> list[Change]:
    """Return the changes that pass Benjamini and Hochberg's step-up rule."""
    ordered = sorted(tried, key=lambda change: change.p)
    passing = [rank for rank, c in enumerate(ordered, start=1) if c.p <= FALSE_SHARE * rank / len(ordered)]
    return [replace(change, kind="sure") for change in ordered[: max(passing, default=0)]]


def _charted(series: Series) -> list[Point]:
    values = series.chart.values if series.chart else ()
    months: set[date] = {m for m, value in zip(series.dates, values, strict=True) if value is not None}
    return [point for point in series.points if point.month in months]


def _pooled(points: Sequence[Point]) -> Point:
    return Point(points[0].month, sum(p.n for p in points), sum(p.about for p in points))


def _part(comments: Sequence[Comment], group: str) -> float:
    return sum(comment.group == group for comment in comments) / len(comments)


def _gap(change: Change) -> float:
    return change.after.about / change.after.n - change.before.about / change.before.n
