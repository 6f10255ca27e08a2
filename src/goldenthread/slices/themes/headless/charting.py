"""Comments counted month by month, and drawn only where the counts can carry a chart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from goldenthread.domain.direction import Direction
from goldenthread.domain.spc import Chart, every_month, p_chart
from goldenthread.ports.theme_finders import Theme
from goldenthread.slices.themes.headless.facts import EVERYTHING, Comment, Point, Series, Signal

LEAST_A_MONTH = 10  # comments; a share of fewer says more about who happened to write than about the service
LEAST_EXPECTED = 2.0  # comments about the theme in a usual month; under it the limits of a p chart mislead
LEAST_MONTHS = 3
LEAST_A_GROUP = 50  # comments
MOST_GROUPS = 12


def groups_to_chart(comments: Sequence[Comment]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the groups with enough comments for charts of their own, largest first, and those without."""
    counts = Counter(comment.group for comment in comments if comment.group)
    ordered = [group for group, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0]))]
    large = tuple(group for group in ordered if counts[group] >= LEAST_A_GROUP)[:MOST_GROUPS]
    return large, tuple(group for group in ordered if group not in large)


def all_series(comments: Sequence[Comment], themes: Sequence[Theme], groups: Sequence[str]) -> list[Series]:
    """Return a series for all comments together and for each group, of each theme that occurs in it."""
    result: list[Series] = []
    for group in (EVERYTHING, *groups):
        members = [c for c in comments if group in (EVERYTHING, c.group)]
        months = Counter(c.month for c in members)
        about = Counter((s.theme, c.month) for c in members for s in c.suggestions)
        for theme in themes:
            points = tuple(Point(m, months[m], about[theme.key, m]) for m in sorted(months))
            if any(point.about for point in points):
                result.append(series_of(group, theme, points))
    return result


def series_of(group: str, theme: Theme, points: Sequence[Point]) -> Series:
    """Return the series with its p chart and signals, or without a chart when it rests on too little."""
    kept = {point.month: point for point in points if point.n >= LEAST_A_MONTH}
    n, about = sum(p.n for p in kept.values()), sum(p.about for p in kept.values())
    if len(kept) < LEAST_MONTHS or about / len(kept) < LEAST_EXPECTED or about == n:
        return Series(group, theme, tuple(points))
    dates, denominators = every_month({month: point.n for month, point in kept.items()})
    numerators = [kept[month].about if month in kept else None for month in dates]
    chart = p_chart(numerators, denominators, direction=Direction.NEITHER)
    people = tuple(int(count or 0) for count in denominators)
    return Series(group, theme, tuple(points), dates, people, chart, signals_of(chart, dates))


def signals_of(chart: Chart, dates: Sequence[date]) -> tuple[Signal, ...]:
    """Return every rule each point is part of, in time order."""
    return tuple(
        Signal(month, rule.removesuffix("_high").removesuffix("_low").removesuffix("_up").removesuffix("_down"),
               "up" if rule.endswith(("_high", "_up")) else "down")
        for month, rules in zip(dates, chart.flags, strict=True)
        for rule in rules
    )  # fmt: skip
