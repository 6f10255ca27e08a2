"""Cells that leave the house in a file, so that a spreadsheet shows them and never runs them."""

from __future__ import annotations

import re

# What a spreadsheet may take for the start of a formula or of a new cell, and its full-width forms.
STARTERS = "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20"
# What a spreadsheet skips before it looks: spaces, no-break and other blanks, marks that print nothing.
_BLANK = r"[ \u00a0\u1680\u2000-\u200f\u2028-\u202f\u205f-\u2064\u3000\ufeff\x00\x0b\x0c\x1c-\x1f\x85\u00ad]"
_AHEAD = rf"{_BLANK}*'*{_BLANK}*"
_FIRST = rf"\A(?={_AHEAD}[{re.escape(STARTERS)}])"  # the cell's first line
_LATER = (
    rf"(?<=[\r\n])(?!\n)(?={_AHEAD}[{re.escape(STARTERS[:-2])}])"  # a later line; an empty one is harmless
)
_PLACES = re.compile(f"{_FIRST}|{_LATER}")
_GUARDED = re.compile(
    rf"\A'(?={_AHEAD}[{re.escape(STARTERS)}])|(?<=[\r\n])'(?={_AHEAD}[{re.escape(STARTERS[:-2])}])"
)
GUARD = "'"


def safe_cell(text: str) -> str:
    """Return `text` with an apostrophe before every line that a spreadsheet might run.

    Lines that already begin with apostrophes before such a sign get one more, so that
    `unguarded(safe_cell(text)) == text` for every text.
    """
    return _PLACES.sub(GUARD, text)


def unguarded(text: str) -> str:
    """Return `text` as it was before `safe_cell`."""
    return _GUARDED.sub("", text)
