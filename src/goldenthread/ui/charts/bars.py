"""Figures side by side as bars, each with its doubt when it is known."""

from collections.abc import Sequence
from dataclasses import dataclass

from goldenthread.ui.charts.scale import Scale, round_ticks
from goldenthread.ui.charts.svg import BETTER, FAINT, INK, box, line, link, picture, text, words, wrapped

WIDTH, LEFT, RIGHT = 480, 4, 374
ROW, BAR = 46, 14


@dataclass(frozen=True)
class Bar:
    """One figure: `shown` is how it is written (it may say "fewer than 8"), `value` its length, 0 when hidden."""

    label: str
    value: float
    shown: str
    low: float | None = None
    high: float | None = None
    href: str | None = None


def bars(rows: Sequence[Bar], *, name: str, title: str, description: str) -> str:
    """Return the bars as one SVG element, in the order given, labels above bars so that long ones fit a phone."""
    highest = max([0.0, *(row.value for row in rows), *(row.high or 0 for row in rows)])
    scale = Scale(0, round_ticks(0, highest or 1)[-1], LEFT, RIGHT)
    body = "".join(_bar(row, at * ROW, scale) for at, row in enumerate(rows))
    role = "group" if any(row.href for row in rows) else "img"
    return picture(name, title, description, (WIDTH, max(len(rows), 1) * ROW), body, role=role)


def _bar(row: Bar, top: float, scale: Scale) -> str:
    middle = top + 22 + BAR / 2
    label = f"<title>{words(f'{row.label}: {row.shown}')}</title>" + text(
        (LEFT, top + 16), wrapped(row.label, 58, 1)[0], fill=INK, size=14
    )
    parts = [
        f"<g>{link(row.href, label)}</g>",
        box((LEFT, top + 22), (RIGHT - LEFT, BAR), fill="#f3f2f1", edge="none"),
        box((LEFT, top + 22), (max(0.0, scale.at(row.value) - LEFT), BAR), fill=BETTER, edge="none"),
        text((RIGHT + 8, middle + 5), row.shown, fill=INK),
    ]
    if row.low is not None and row.high is not None:
        low, high = scale.at(row.low), scale.at(row.high)
        parts += [
            line((low, middle), (high, middle), FAINT, width=5),
            line((low, middle), (high, middle), INK, width=2),
        ]
        parts += [line((x, middle - 5), (x, middle + 5), INK, width=2) for x in (low, high)]
    return "".join(parts)
