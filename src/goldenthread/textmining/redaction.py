"""Masking what could say who somebody is, before anyone outside the team reads their words.

It prefers to hide a word too many, and still misses about one name in seven of a kind it has not met. It is a help
to a person who checks, not a promise: a story can give someone away with no name in it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from goldenthread.textmining.names import name_spans

_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*"
_FIRST = rf"(?:\d{{1,2}}[/.\- ]\d{{1,2}}[/.\- ]|\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {_MONTH},? |{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? )"
_DAY = rf"(?:{_FIRST}\d{{2,4}}|\d{{4}}-\d\d-\d\d)"
_STREETS = r"road|rd|street|st|avenue|ave|lane|ln|close|drive|crescent|terrace|gardens|grove|way|court|place|walk|square|hill|mews|row|park|view|green"

# In order: an earlier rule wins where two would mask the same letters.
RULES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern, re.IGNORECASE))
    for kind, pattern in (
        ("email", r"[\w.+'-]+\s?(?:@|\(at\)|\[at\])\s?[\w-]+(?:\.[\w-]+)+"),
        ("web address", r"(?:https?://|www\.)\S+"),
        ("account name", r"(?<![\w@])@\w{2,}"),
        ("date of birth", rf"\b(?:born|birth|dob|d\.o\.b)\b[\s:.]*(?:is|was|on|the)?[\s:.]*(?P<mask>{_DAY})"),
        ("date of birth", rf"\b(?:{_FIRST}(?:18|19)\d\d|(?:18|19)\d\d-\d\d-\d\d)\b"),
        ("national insurance number", r"\b[a-z]{2}[\s-]?\d\d[\s-]?\d\d[\s-]?\d\d[\s-]?[a-d]\b"),
        ("postcode", r"\b(?:gir\s?0aa|[a-z]{1,2}\d[a-z\d]?\s*\d[abd-hjlnp-uw-z]{2})\b"),
        ("phone number", r"(?<![\d.])(?:\+\s?\d{1,3}[\s().-]*|\(?0)(?:[\s().-]{0,2}\d){8,11}(?!\d)"),
        ("NHS number", r"(?<![\d.])\d{3}[\s-]?\d{3}[\s-]?\d{4}(?!\d)"),
        ("address", rf"\b(?:flat|apartment|room)\s\d+[a-z]?\b|\b\d{{1,4}}[a-z]?,?\s(?:[a-z'\u2019-]+\s){{1,3}}?(?:{_STREETS})\b\.?"),
        ("number", r"(?<![\d.])\d(?:[\s-]?\d){5,18}(?!\d)|\b[a-z]{1,4}[-/]?\d{5,}\b"),
    )
)  # fmt: skip


@dataclass(frozen=True)
class Hidden:
    """One thing that was masked: what kind, and where it stood in the original."""

    kind: str
    start: int
    end: int


@dataclass(frozen=True)
class Masked:
    """A text that can be shown, and what was taken out of it."""

    text: str
    hidden: tuple[Hidden, ...]


def mask(text: str) -> Masked:
    """Return `text` with each telling detail replaced by its kind in square brackets, such as [name]."""
    hidden: list[Hidden] = []
    for kind, rule in RULES:
        for match in rule.finditer(text):
            _add(hidden, Hidden(kind, *match.span("mask" if "mask" in rule.groupindex else 0)))
    for span in name_spans(text):
        _add(hidden, Hidden("name", *span))
    hidden.sort(key=lambda item: item.start)
    return Masked(_replaced(text, hidden), tuple(hidden))


def _add(hidden: list[Hidden], new: Hidden) -> None:
    """Add what is new, unless something already covers part of it."""
    if not any(new.start < old.end and old.start < new.end for old in hidden):
        hidden.append(new)


def _replaced(text: str, hidden: list[Hidden]) -> str:
    pieces, at = [], 0
    for item in hidden:
        pieces += [text[at : item.start], f"[{item.kind}]"]
        at = item.end
    return "".join([*pieces, text[at:]])
