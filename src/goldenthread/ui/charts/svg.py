"""The few SVG words every picture is written in, with all that people typed made harmless."""

import re
from collections.abc import Sequence
from html import escape
from itertools import pairwise

INK, GOLD, GREY, CLAY, PAPER = "#17324d", "#f2a900", "#505a5f", "#a6421f", "#ffffff"
BETTER, COMMON, NEUTRAL, FAINT = "#00709f", "#7a8288", "#5b2d8e", "#b1b4b6"
FONT = "system-ui, -apple-system, Segoe UI, Roboto, Arial, sans-serif"
# XML 1.0 allows no other control character, no half of a surrogate pair, and neither of the two non-characters.
NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
SAFE_LINK = re.compile(r"(/(?!/)|#|\?|https?://)[^\s]*", re.IGNORECASE)

Spot = tuple[float, float]


def words(text: object) -> str:
    """Return text that can stand between tags or in an attribute and says nothing but itself."""
    return escape(NOT_XML.sub("", str(text)), quote=True)


def number(value: float) -> str:
    """Return a coordinate with at most one decimal."""
    return f"{value:.1f}".removesuffix(".0")


def picture(name: str, title: str, description: str, size: Spot, body: str, *, role: str = "img") -> str:
    """Return the whole SVG element: named and described for those who cannot see it.

    `name` must be unique on the page: it makes the ids. Use role "group" when the picture holds links, because
    what is inside an "img" cannot be reached by a screen reader.
    """
    key = re.sub(r"[^A-Za-z0-9_-]", "-", name)
    width, height = size
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {number(width)} {number(height)}" width="100%" '
        f'role="{role}" aria-labelledby="{key}-title {key}-desc" font-family="{FONT}" id="{key}">'
        f'<title id="{key}-title">{words(title)}</title><desc id="{key}-desc">{words(description)}</desc>'
        f"{body}</svg>"
    )


def text(
    at: Spot, content: object, *, size: int = 13, fill: str = GREY, anchor: str = "start", bold: bool = False
) -> str:
    """Return one line of text on a white rim, so that it can be read across lines."""
    weight = ' font-weight="700"' if bold else ""
    return (
        f'<text x="{number(at[0])}" y="{number(at[1])}" font-size="{size}" fill="{fill}" '
        f'text-anchor="{anchor}"{weight} stroke="{PAPER}" stroke-width="3" paint-order="stroke">{words(content)}</text>'
    )


def line(start: Spot, end: Spot, colour: str, *, width: float = 1, dash: str = "") -> str:
    """Return a straight line."""
    dashes = f' stroke-dasharray="{dash}"' if dash else ""
    return (
        f'<line x1="{number(start[0])}" y1="{number(start[1])}" x2="{number(end[0])}" y2="{number(end[1])}" '
        f'stroke="{colour}" stroke-width="{number(width)}"{dashes}/>'
    )


def path(spots: Sequence[Spot], colour: str, *, width: float = 1.5, dash: str = "") -> str:
    """Return straight lines from spot to spot; nothing for fewer than two."""
    if len(spots) < 2:
        return ""
    dashes = f' stroke-dasharray="{dash}"' if dash else ""
    points = " ".join(f"{number(x)},{number(y)}" for x, y in spots)
    return (
        f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="{number(width)}"{dashes}/>'
    )


def shape(spots: Sequence[Spot], fill: str, *, edge: str = PAPER) -> str:
    """Return a filled polygon with a thin rim."""
    points = " ".join(f"{number(x)},{number(y)}" for x, y in spots)
    return f'<polygon points="{points}" fill="{fill}" stroke="{edge}" stroke-width="1"/>'


def box(
    at: Spot, size: Spot, *, fill: str = PAPER, edge: str = GREY, width: float = 1, dash: str = ""
) -> str:
    """Return a rectangle with slightly rounded corners."""
    dashes = f' stroke-dasharray="{dash}"' if dash else ""
    return (
        f'<rect x="{number(at[0])}" y="{number(at[1])}" width="{number(size[0])}" height="{number(size[1])}" rx="3" '
        f'fill="{fill}" stroke="{edge}" stroke-width="{number(width)}"{dashes}/>'
    )


def link(address: str | None, content: str) -> str:
    """Return content inside a link; an address that is neither a path nor http is left out, its content stays."""
    if not address or not SAFE_LINK.fullmatch(address):
        return content
    return f'<a href="{words(address)}">{content}</a>'


def wrapped(content: str, letters: int, most: int) -> list[str]:
    """Return `content` in at most `most` lines of about `letters` letters, the last cut with an ellipsis."""
    lines = [""]
    for word in NOT_XML.sub("", content).split():
        for piece in [word[at : at + letters] for at in range(0, len(word), letters)]:
            joined = f"{lines[-1]} {piece}".strip()
            if len(joined) <= letters:
                lines[-1] = joined
            else:
                lines.append(piece)
    if len(lines) <= most:
        return lines
    return [*lines[: most - 1], lines[most - 1][: letters - 1].rstrip() + "…"]


def unbroken(spots: Sequence[Spot | None]) -> list[list[Spot]]:
    """Return the stretches between gaps."""
    ends = [-1, *(at for at, spot in enumerate(spots) if spot is None), len(spots)]
    stretches = [[spot for spot in spots[a + 1 : b] if spot is not None] for a, b in pairwise(ends)]
    return [stretch for stretch in stretches if stretch]
