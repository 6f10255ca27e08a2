"""The golden thread from what was said to who was told, broken where a link is missing."""

from collections.abc import Sequence
from dataclasses import dataclass

from goldenthread.ui.charts.svg import (
    CLAY,
    FAINT,
    GOLD,
    GREY,
    INK,
    PAPER,
    Spot,
    box,
    line,
    link,
    number,
    picture,
    text,
    words,
    wrapped,
)

LINE, LETTERS, MOST_LINES, GAP_BETWEEN = 17, 17, 4, 10
ACROSS_WIDTH, ACROSS_GAP, HEAD = 148, 38, 34
DOWN_WIDTH, SPINE, DOWN_LEFT = 360, 14, 34
DOWN_LETTERS = 40
STATES = ("", "waiting", "missing", "empty")
LINK_TEAL = "#0b6e69"


@dataclass(frozen=True)
class Box:
    """One thing on the thread; `count` is a short line beneath ("11 comments"), `state` one of STATES."""

    label: str
    href: str | None = None
    count: str = ""
    state: str = ""


@dataclass(frozen=True)
class Column:
    """One stage; `broken` is the sentence that says why the line does not reach it whole."""

    title: str
    boxes: Sequence[Box] = ()
    broken: str | None = None


@dataclass(frozen=True)
class _Placed:
    box: Box
    at: Spot
    size: Spot
    lines: tuple[str, ...]

    @property
    def middle(self) -> float:
        """Return the height of the box's middle."""
        return self.at[1] + self.size[1] / 2


def thread_picture(
    columns: Sequence[Column], *, name: str, title: str, description: str = "", down: bool = False
) -> str:
    """Return the thread as one SVG element, left to right, or top to bottom (`down`) for a narrow screen.

    The list form for screen readers is the page's own; the description names what is broken.
    """
    body, size = _down(columns) if down else _across(columns)
    breaks = [f"Broken at {column.title}: {column.broken}" for column in columns if column.broken]
    said = description or " ".join(breaks) or "Nothing is missing."
    return picture(name, title, said, size, body, role="group")


def _contents(column: Column) -> list[Box]:
    """Return a stage's boxes, or one that says that it is empty."""
    return list(column.boxes) or [
        Box(column.broken, state="missing") if column.broken else Box("Nothing yet", state="empty")
    ]


def _stack(contents: list[Box], left: float, top: float, width: float, letters: int) -> list[_Placed]:
    placed = []
    for content in contents:
        lines = tuple(wrapped(content.label, letters, MOST_LINES))
        height = LINE * (len(lines) + bool(content.count)) + 14
        placed.append(_Placed(content, (left, top), (width, height), lines))
        top += height + GAP_BETWEEN
    return placed


def _bottom(stack: list[_Placed]) -> float:
    return stack[-1].at[1] + stack[-1].size[1]


def _across(columns: Sequence[Column]) -> tuple[str, Spot]:
    step = ACROSS_WIDTH + ACROSS_GAP
    stacks = [
        _stack(_contents(column), at * step + 4, 0, ACROSS_WIDTH, LETTERS)
        for at, column in enumerate(columns)
    ]
    tallest = max((_bottom(stack) for stack in stacks), default=0)
    stacks = [
        [
            _Placed(p.box, (p.at[0], p.at[1] + HEAD + (tallest - _bottom(stack)) / 2), p.size, p.lines)
            for p in stack
        ]
        for stack in stacks
    ]
    trunk = HEAD + tallest / 2
    parts = [
        text((at * step + 4, 18), column.title, fill=INK, size=14, bold=True)
        for at, column in enumerate(columns)
    ]
    parts += [
        _joined(stacks[at - 1], stacks[at], trunk, whole=_whole(columns[at - 1], columns[at]), broken=bool(columns[at].broken))
        for at in range(1, len(columns))
    ]  # fmt: skip
    parts += [_drawn(placed) for stack in stacks for placed in stack]
    notes, bottom = _notes(columns, stacks)
    height = max(HEAD + tallest, bottom) + 8
    return "".join(parts) + notes, (max(len(columns), 1) * step - ACROSS_GAP + 8, height)


def _whole(before: Column, after: Column) -> bool:
    return bool(before.boxes and after.boxes and not after.broken)


def _joined(left: list[_Placed], right: list[_Placed], trunk: float, *, whole: bool, broken: bool) -> str:
    """Return the line between two stages: whole in gold, cut in two where it is broken, absent where nothing is."""
    start, end = left[0].at[0] + ACROSS_WIDTH, right[0].at[0]
    middle = (start + end) / 2
    if whole:
        ins = [_bend((start, placed.middle), (middle, trunk)) for placed in left]
        return "".join(ins + [_bend((middle, trunk), (end, placed.middle)) for placed in right])
    if not broken:
        return ""
    ends = [
        _bend((start, placed.middle), (middle - 7, trunk))
        for placed in left
        if placed.box.state not in ("missing", "empty")
    ]
    ends += [
        _bend((middle + 7, trunk), (end, placed.middle))
        for placed in right
        if placed.box.state not in ("missing", "empty")
    ]
    return "".join(ends) + _cut((middle, trunk))


def _bend(start: Spot, end: Spot) -> str:
    half = (start[0] + end[0]) / 2
    curve = (
        f"M{number(start[0])},{number(start[1])} C{number(half)},{number(start[1])} "
        f"{number(half)},{number(end[1])} {number(end[0])},{number(end[1])}"
    )
    return f'<path d="{curve}" fill="none" stroke="{GOLD}" stroke-width="4" stroke-linecap="round"/>'


def _cut(at: Spot) -> str:
    """Return the mark of a break: two strokes across the line's path."""
    x, y = at
    return "".join(line((x + d - 3, y + 8), (x + d + 3, y - 8), CLAY, width=2) for d in (-3, 3))


def _drawn(placed: _Placed) -> str:
    """Return a box with its words, a link when it has an address."""
    (x, y), content = placed.at, placed.box
    missing = content.state == "missing"
    edge = CLAY if missing else GREY if content.state else INK
    parts = [
        f"<title>{words(' '.join(filter(None, (content.label, content.count))))}</title>",
        box(placed.at, placed.size, edge=edge, fill=PAPER, width=1.5, dash="4 3" if content.state else ""),
    ]
    colour = LINK_TEAL if content.href else CLAY if missing else GREY if content.state == "empty" else INK
    parts += [
        text((x + 9, y + 20 + at * LINE), words_, fill=colour, size=14)
        for at, words_ in enumerate(placed.lines)
    ]
    if content.count:
        parts.append(text((x + 9, y + 20 + len(placed.lines) * LINE), content.count, fill=GREY))
    return f"<g>{link(content.href, ''.join(parts))}</g>"


def _notes(columns: Sequence[Column], stacks: list[list[_Placed]]) -> tuple[str, float]:
    """Return the sentence beneath each stage that has boxes and yet is broken, and how far down they go."""
    parts, bottom = [], 0.0
    for column, stack in zip(columns, stacks, strict=True):
        if not column.broken or not column.boxes:
            continue
        left, top = stack[0].at[0], _bottom(stack) + 4
        for said in wrapped(column.broken, LETTERS + 2, MOST_LINES + 1):
            top += LINE
            parts.append(text((left, top), said, fill=CLAY))
        bottom = max(bottom, top)
    return "".join(parts), bottom


def _down(columns: Sequence[Column]) -> tuple[str, Spot]:
    """Return the stages one above the other beside an upright line, for a narrow screen."""
    parts, top, joints = [], 0.0, []
    for column in columns:
        parts.append(text((DOWN_LEFT, top + 18), column.title, fill=INK, size=15, bold=True))
        stack = _stack(_contents(column), DOWN_LEFT, top + 28, DOWN_WIDTH - DOWN_LEFT - 4, DOWN_LETTERS)
        joints.append((top + 13, stack))
        parts += [_drawn(placed) for placed in stack]
        top = _bottom(stack) + 8
        if column.broken and column.boxes:
            lines = wrapped(column.broken, DOWN_LETTERS + 2, MOST_LINES)
            parts += [
                text((DOWN_LEFT, top + 10 + at * LINE), said, fill=CLAY) for at, said in enumerate(lines)
            ]
            top += len(lines) * LINE
        top += 14
    return _spine(columns, joints) + "".join(parts), (DOWN_WIDTH, max(top, 1))


def _spine(columns: Sequence[Column], joints: list[tuple[float, list[_Placed]]]) -> str:
    parts = []
    for at, (height, _) in enumerate(joints):
        if columns[at].boxes:
            parts.append(f'<circle cx="{SPINE}" cy="{number(height)}" r="6" fill="{GOLD}"/>')
        else:
            parts.append(
                f'<circle cx="{SPINE}" cy="{number(height)}" r="5" fill="{PAPER}" stroke="{FAINT}"/>'
            )
        if not at:
            continue
        above = joints[at - 1][0]
        if _whole(columns[at - 1], columns[at]):
            parts.append(line((SPINE, above), (SPINE, height), GOLD, width=4))
        elif columns[at].broken:
            middle = (above + height) / 2
            if columns[at - 1].boxes:
                parts.append(line((SPINE, above), (SPINE, middle - 10), GOLD, width=4))
            if columns[at].boxes:
                parts.append(line((SPINE, middle + 10), (SPINE, height), GOLD, width=4))
            parts.append(_cut((SPINE, middle)))
    return "".join(parts)
