"""A series the size of a word."""

from collections.abc import Sequence

from goldenthread.ui.charts.marks import mark
from goldenthread.ui.charts.scale import Scale
from goldenthread.ui.charts.svg import COMMON, Spot, path, picture, unbroken

WIDTH, HEIGHT, EDGE = 120, 32, 7


def sparkline(
    values: Sequence[float | None], *, name: str, title: str, description: str = "", last: str = "common"
) -> str:
    """Return a line of `values` in time order with its last reading marked; gaps stay gaps.

    `last` is the point type of the last reading, as charts name them.
    """
    from_, to = _range(values)
    across, up = Scale(0, max(len(values) - 1, 1), EDGE, WIDTH - EDGE), Scale(from_, to, HEIGHT - EDGE, EDGE)
    spots: list[Spot | None] = [
        None if value is None else (across.at(at), up.at(value)) for at, value in enumerate(values)
    ]
    body = "".join(path(stretch, COMMON) for stretch in unbroken(spots))
    known = [spot for spot in spots if spot is not None]
    if known:
        body += mark(known[-1], last)
    return picture(name, title, description or _words(values), (WIDTH, HEIGHT), body)


def _range(values: Sequence[float | None]) -> tuple[float, float]:
    known = [value for value in values if value is not None] or [0.0]
    low, high = min(known), max(known)
    return (low, high) if high > low else (low - 1, high + 1)


def _words(values: Sequence[float | None]) -> str:
    known = [value for value in values if value is not None]
    if not known:
        return "No readings."
    return f"{len(known)} readings, from {known[0]:,.6g} to {known[-1]:,.6g}."
