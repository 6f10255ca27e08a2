"""Days, counts and lists as a person would say them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date


def day(value: date | None) -> str:
    """Return a day as people write it: "5 January 2026"; nothing for None."""
    return f"{value.day} {value:%B %Y}" if value else ""


def many(count: int, one: str, more: str) -> str:
    """Return a count with its noun: "1 item", "1,204 items"."""
    return f"{count:,} {one if count == 1 else more}"


def listed(words: Sequence[str]) -> str:
    """Return words as a list in a sentence: "a, b and c"."""
    return " and ".join(filter(None, [", ".join(words[:-1]), words[-1]])) if words else ""
