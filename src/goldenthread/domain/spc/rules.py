"""The four signs that a series did more than vary, each with the points that show it.

Dialect: Single Chart Tool v5. Strictly outside is special; a point on the centre ends a shift; an equal
neighbour ends a trend; every point of a run is flagged, back to its first; a gap ends every run.
"""

from collections.abc import Callable, Sequence

from goldenthread.domain.spc.limits import Limits

Values = Sequence[float | None]
Lines = Sequence[Limits | None]

RULES_UP = ("outside_high", "shift_high", "trend_up", "two_of_three_high")
RULES_DOWN = ("outside_low", "shift_low", "trend_down", "two_of_three_low")


def flags(values: Values, lines: Lines, *, shift: int = 6, trend: int = 6) -> tuple[tuple[str, ...], ...]:
    """Return, for each point, the names of the rules it is part of (often none).

    `lines` holds the limits in force at each point, `shift` and `trend` the number of points a run needs.
    """
    found = {
        "outside_high": _outside(values, lines, 1),
        "outside_low": _outside(values, lines, -1),
        "shift_high": _shift(values, lines, 1, shift),
        "shift_low": _shift(values, lines, -1, shift),
        "trend_up": _trend(values, 1, trend),
        "trend_down": _trend(values, -1, trend),
        "two_of_three_high": _two_of_three(values, lines, 1),
        "two_of_three_low": _two_of_three(values, lines, -1),
    }
    return tuple(tuple(name for name, hit in found.items() if at in hit) for at in range(len(values)))


def _side(value: float | None, line: Limits | None) -> int:
    """Return 1 above the centre, -1 below, 0 on it or in a gap."""
    if value is None or line is None:
        return 0
    return (value > line.centre) - (value < line.centre)


def _beyond(value: float | None, line: Limits | None, way: int) -> bool:
    if value is None or line is None:
        return False
    return value > line.upper if way > 0 else value < line.lower


def _near_limit(value: float | None, line: Limits | None, way: int) -> bool:
    """Tell whether a point lies past two sigma but not past the limit."""
    if value is None or line is None or _beyond(value, line, way):
        return False
    return value > line.two_sigma_above if way > 0 else value < line.two_sigma_below


def _outside(values: Values, lines: Lines, way: int) -> set[int]:
    return {
        at for at, (value, line) in enumerate(zip(values, lines, strict=True)) if _beyond(value, line, way)
    }


def _shift(values: Values, lines: Lines, way: int, length: int) -> set[int]:
    sides = [_side(value, line) for value, line in zip(values, lines, strict=True)]
    return _runs(len(sides), lambda at: sides[at] == way, length)


def _trend(values: Values, way: int, length: int) -> set[int]:
    """Return the points of runs of `length` points, that is `length - 1` steps, in one direction."""
    steps = _runs(len(values) - 1, lambda at: _step(values, at) == way, length - 1)
    return steps | {at + 1 for at in steps}


def _step(values: Values, at: int) -> int:
    here, following = values[at], values[at + 1]
    if here is None or following is None:
        return 0
    return (following > here) - (following < here)


def _two_of_three(values: Values, lines: Lines, way: int) -> set[int]:
    hits: set[int] = set()
    sides = [_side(value, line) for value, line in zip(values, lines, strict=True)]
    for start in range(len(values) - 2):
        window = range(start, start + 3)
        near = {at for at in window if _near_limit(values[at], lines[at], way)}
        if len(near) >= 2 and all(sides[at] == way for at in window):
            hits |= near
    return hits


def _runs(count: int, holds: Callable[[int], bool], length: int) -> set[int]:
    """Return every position in an unbroken run of at least `length` positions where `holds` is true."""
    hits: set[int] = set()
    start = 0
    for at in range(count + 1):
        if at == count or not holds(at):
            if at - start >= length:
                hits |= set(range(start, at))
            start = at + 1
    return hits
