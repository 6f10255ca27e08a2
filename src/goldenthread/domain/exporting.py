"""Cells that leave the house in a file, so that a spreadsheet shows them and never runs them."""

from __future__ import annotations

import re

# What a spreadsheet may take for the start of a formula or of a new cell, and its full-width forms.
STARTERS = "=+-@\t\uff1d\uff0b\uff0d\uff20"
# What a spreadsheet may skip before it looks: every blank, control and format character of Unicode.
# Apostrophes count among them, so that putting one in front never changes what the rest looks like.
_SKIPPED = (
    "['"
    r"\x00-\x08\x0b-\x0c\x0e-\x20\x7f-\xa0\xad\u0600-\u0605\u061c\u06dd\u070f\u0890-\u0891"
    r"\u08e2\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u2064\u2066-\u206f\u3000\ufeff"
    r"\ufff9-\ufffb\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3"
    r"\U0001d173-\U0001d17a\U000e0001\U000e0020-\U000e007f"
    "]"
)
_FIRST = rf"\A{{}}(?={_SKIPPED}*[{re.escape(STARTERS)}\r\n])"
_LATER = rf"(?<=[\r\n])(?!\n){{}}(?={_SKIPPED}*[{re.escape(STARTERS)}])"  # an empty later line is harmless
_PLACES = re.compile(_FIRST.format("") + "|" + _LATER.format(""))
_GUARDED = re.compile(_FIRST.format("'") + "|" + _LATER.format("'"))
GUARD = "'"


def safe_cell(text: str) -> str:
    """Return `text` with an apostrophe before every line that a spreadsheet might run.

    Lines that already begin with apostrophes before such a sign get one more, so that
    `unguarded(safe_cell(text)) == text` for every text.
    """
    return _PLACES.sub(GUARD, text)


def unguarded(text: str) -> str:
    """Return `text` as it was before `safe_cell`."""
    return _GUARDED.sub("", text) if GUARD in text else text
