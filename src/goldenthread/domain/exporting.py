"""Cells that leave the house in a file, so that a spreadsheet shows them and never runs them."""

from __future__ import annotations

import re

# What a spreadsheet may take for the start of a formula or of a new cell, and its full-width forms.
STARTERS = "=+-@\t\uff1d\uff0b\uff0d\uff20"
# What a spreadsheet skips before it looks: spaces, no-break and other blanks, marks that print nothing.
# Apostrophes count among them, so that putting one in front never changes what the rest looks like.
_SKIPPED = r"[' \u00a0\u1680\u2000-\u200f\u2028-\u202f\u205f-\u2064\u3000\ufeff\x00\x0b\x0c\x1c-\x1f\x85\u00ad]"
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
    return _GUARDED.sub("", text)
