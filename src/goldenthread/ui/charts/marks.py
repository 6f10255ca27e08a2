"""The shape that tells what kind of point it is, even in grey."""

from goldenthread.ui.charts.svg import BETTER, CLAY, COMMON, NEUTRAL, PAPER, Spot, number, shape


def mark(spot: Spot, kind: str) -> str:
    """Return a point's mark: shape and colour both tell its type."""
    x, y = spot
    if kind == "improvement":
        return shape([(x, y - 7), (x + 6.5, y + 5), (x - 6.5, y + 5)], BETTER)
    if kind == "concern":
        return shape([(x, y + 7), (x + 6.5, y - 5), (x - 6.5, y - 5)], CLAY)
    if kind == "neutral_high":
        return shape([(x, y - 7), (x + 6, y), (x, y + 7), (x - 6, y)], NEUTRAL)
    if kind == "neutral_low":
        return shape([(x, y - 7), (x + 6, y), (x, y + 7), (x - 6, y)], PAPER, edge=NEUTRAL)
    return f'<circle cx="{number(x)}" cy="{number(y)}" r="3.5" fill="{COMMON}"/>'
