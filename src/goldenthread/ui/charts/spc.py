"""A measure over time with its limits, its target, and the days on which something was changed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from goldenthread.domain.spc import Chart, sentence
from goldenthread.ui.charts.marks import mark
from goldenthread.ui.charts.scale import Scale, round_ticks, tick_words
from goldenthread.ui.charts.svg import (
    COMMON,
    GREY,
    INK,
    Spot,
    line,
    path,
    picture,
    shape,
    text,
    unbroken,
    words,
)

WIDTH, HEIGHT = 480, 300  # drawn at this size letters stay above 10 pixels on a screen 390 wide
LEFT, RIGHT, TOP, BOTTOM = 50, 402, 16, 240
DATE_LABELS = 4
TARGET = "#8a1c6b"


@dataclass(frozen=True)
class ChangeFlag:
    """A day on which something was changed, pinned on the axis."""

    on: date
    label: str


@dataclass(frozen=True)
class SpcPicture:
    """All that a chart's picture and table need; `dates` has one day for each point of `chart`.

    `name` is unique on the page. `as_percent` shows proportions (0 to 1) as percent. `people` holds how many
    each point rests on. `summary` takes the place of the chart's own sentence.
    """

    name: str
    title: str
    dates: Sequence[date]
    chart: Chart
    unit: str = ""
    as_percent: bool = False
    flags: Sequence[ChangeFlag] = ()
    people: Sequence[int | None] = ()
    period: str = "month"
    summary: str = ""

    @property
    def sentence(self) -> str:
        """Return the one sentence that goes with the picture."""
        return self.summary or sentence(self.chart, period=self.period)

    @property
    def suffix(self) -> str:
        """Return what is written after each figure."""
        return "%" if self.as_percent else self.unit

    def shown(self, value: float | None) -> float | None:
        """Return a figure in the unit it is shown in."""
        return value * 100 if value is not None and self.as_percent else value


def spc_chart(image: SpcPicture) -> str:
    """Return the picture as one SVG element.

    Without enough points for limits it is a run chart: points and average. Raises ValueError when the number
    of dates differs from the number of points.
    """
    if len(image.dates) != len(image.chart.values):
        raise ValueError("A chart needs one date for each point.")
    across, up, ticks = _scales(image)
    body = (
        _axes(image, across, up, ticks)
        + _lines(image, across, up)
        + _change_flags(image, across)
        + _series(image, across, up)
        + _line_names(image, up)
    )
    return picture(image.name, image.title, _description(image), (WIDTH, HEIGHT), body)


def run_chart(image: SpcPicture) -> str:
    """Return the picture without limits or marks: points, average, target and change days only."""
    nothing = (None,) * len(image.dates)
    plain = replace(
        image.chart,
        lower=nothing,
        upper=nothing,
        point_type=("common",) * len(image.dates),
        flags=((),) * len(image.dates),
        shown_as_spc=False,
    )
    return spc_chart(replace(image, chart=plain, summary=image.sentence))


def _scales(image: SpcPicture) -> tuple[Scale, Scale, list[float]]:
    chart = image.chart
    drawn = [*chart.values, *chart.centre, *chart.lower, *chart.upper, chart.target]
    known = [shown for value in drawn if (shown := image.shown(value)) is not None] or [0.0]
    ticks = round_ticks(min(known), max(known))
    return (
        Scale(-0.5, max(len(chart.values), 1) - 0.5, LEFT, RIGHT),
        Scale(ticks[0], ticks[-1], BOTTOM, TOP),
        ticks,
    )


def _axes(image: SpcPicture, across: Scale, up: Scale, ticks: list[float]) -> str:
    parts = [line((LEFT, BOTTOM), (RIGHT, BOTTOM), GREY)]
    for tick, label in zip(ticks, tick_words(ticks), strict=True):
        parts.append(line((LEFT - 4, up.at(tick)), (LEFT, up.at(tick)), GREY))
        parts.append(
            text(
                (LEFT - 7, up.at(tick) + 4),
                label + (image.suffix if len(image.suffix) == 1 else ""),
                anchor="end",
            )
        )
    count = len(image.dates)
    for at in _label_places(count):
        anchor = "middle" if 0 < at < count - 1 else "start" if at == 0 else "end"
        x = across.at(at)
        parts.append(line((x, BOTTOM), (x, BOTTOM + 4), GREY))
        parts.append(text((x, BOTTOM + 18), f"{image.dates[at]:%b %Y}", anchor=anchor))
    return "".join(parts)


def _label_places(count: int) -> list[int]:
    """Return which points carry their date: first, last and some evenly between."""
    if count <= DATE_LABELS:
        return list(range(count))
    return [round(at * (count - 1) / (DATE_LABELS - 1)) for at in range(DATE_LABELS)]


def _lines(image: SpcPicture, across: Scale, up: Scale) -> str:
    chart = image.chart
    parts = [
        _level(image, values, across, up, colour=colour, dash=dash)
        for values, colour, dash in (
            (chart.upper, GREY, "5 4"),
            (chart.lower, GREY, "5 4"),
            (chart.centre, INK, ""),
        )
    ]
    target = image.shown(chart.target)
    if target is not None:
        parts.append(line((LEFT, up.at(target)), (RIGHT, up.at(target)), TARGET, width=1.5, dash="2 3"))
    return "".join(parts)


def _level(
    image: SpcPicture, values: Sequence[float | None], across: Scale, up: Scale, *, colour: str, dash: str
) -> str:  # fmt: skip
    """Return a limit as level stretches, a new one wherever it changes."""
    parts, at = [], 0
    for value, same in groupby(values):
        end = at + len(list(same))
        shown = image.shown(value)
        if shown is not None:
            spots: list[Spot] = [(across.at(at - 0.5), up.at(shown)), (across.at(end - 0.5), up.at(shown))]
            parts.append(path(spots, colour, dash=dash))
        at = end
    return "".join(parts)


def _series(image: SpcPicture, across: Scale, up: Scale) -> str:
    spots: list[Spot | None] = []
    for at, value in enumerate(image.chart.values):
        shown = image.shown(value)
        spots.append(None if shown is None else (across.at(at), up.at(shown)))
    parts = [path(stretch, COMMON, width=1.5) for stretch in unbroken(spots)]
    parts += [
        mark(spot, kind) for spot, kind in zip(spots, image.chart.point_type, strict=True) if spot is not None
    ]
    return "".join(parts)


def _change_flags(image: SpcPicture, across: Scale) -> str:
    """Return numbered flags on the axis, each between the readings before and after its day."""
    parts = []
    for count, flag in enumerate(image.flags, start=1):
        before = sum(day < flag.on for day in image.dates)
        x = across.at(before - 0.5)
        pennant = [(x, BOTTOM + 24), (x + 13, BOTTOM + 30), (x, BOTTOM + 36)]
        parts.append(
            f"<g><title>{words(f'{flag.label}, {flag.on.day} {flag.on:%B %Y}')}</title>"
            + line((x, TOP), (x, BOTTOM + 42), INK, dash="1 3")
            + shape(pennant, INK)
            + text((x + (16 if x < RIGHT - 30 else -6), BOTTOM + 36), count, fill=INK, bold=True,
                   anchor="start" if x < RIGHT - 30 else "end")
            + "</g>"
        )  # fmt: skip
    return "".join(parts)


def _line_names(image: SpcPicture, up: Scale) -> str:
    """Return the names of the lines, to the right of where they end, spread so that none hides another."""
    chart = image.chart
    target = f"target {_short(image.shown(chart.target))}{image.suffix}"
    named = [
        (up.at(shown), name, colour)
        for name, values, colour in (
            ("upper limit", chart.upper, GREY),
            ("average", chart.centre, INK),
            ("lower limit", chart.lower, GREY),
            (target, (chart.target,), TARGET),
        )
        if (shown := image.shown(_last(values))) is not None
    ]
    parts, lowest = [], 0.0
    for height, name, colour in sorted(named):
        lowest = max(height + 4, lowest + 13)
        parts.append(text((RIGHT + 4, lowest), name[:14], size=12, fill=colour))
    return "".join(parts)


def _last(values: Sequence[float | None]) -> float | None:
    return next((value for value in reversed(values) if value is not None), None)


def _short(value: float | None) -> str:
    return "" if value is None else f"{value:,.6g}"


def _description(image: SpcPicture) -> str:
    """Return the words for those who cannot see the picture; the figures themselves are in the table."""
    parts = [image.sentence]
    if image.dates:
        first, last = image.dates[0], image.dates[-1]
        parts.append(f"{len(image.dates)} points from {first:%B %Y} to {last:%B %Y}.")
    parts += [
        f"Flag {count}: {flag.label}, {flag.on.day} {flag.on:%B %Y}."
        for count, flag in enumerate(image.flags, start=1)
    ]
    if image.chart.shown_as_spc:
        parts.append(f"Rules: {image.chart.rule_set}.")
    return " ".join(parts)
