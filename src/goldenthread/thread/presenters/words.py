"""Days, counts and verdicts as a person would say them."""

from __future__ import annotations

from datetime import date

from goldenthread.domain.suppression import LOWEST_PUBLIC, LOWEST_SIGNED_IN, Audience, shown
from goldenthread.thread.queries import MANY

LOWEST = {Audience.PUBLIC: LOWEST_PUBLIC, Audience.SIGNED_IN: LOWEST_SIGNED_IN}
KINDS = {
    "comment": ("comment", "comments"),
    "complaint": ("complaint", "complaints"),
    "compliment": ("compliment", "compliments"),
    "ombudsman": ("Ombudsman decision", "Ombudsman decisions"),
    "incident": ("incident", "incidents"),
    "near_miss": ("near miss", "near misses"),
    "audit": ("audit finding", "audit findings"),
    "survey": ("survey answer", "survey answers"),
    "idea": ("staff idea", "staff ideas"),
    "anonymous": ("anonymous message", "anonymous messages"),
    "story": ("story", "stories"),
    "partner": ("partner's view", "partners' views"),
    "research": ("research finding", "research findings"),
    "signal": ("signal on a chart", "signals on charts"),
}


def day(value: date | None) -> str:
    """Return a day as people write it: "5 January 2026"; nothing for None."""
    return f"{value.day} {value:%B %Y}" if value else ""


def number(count: int) -> str:
    """Return a count as shown on a page: "1,204", or "10,000+" for more."""
    return f"{MANY:,}+" if count > MANY else f"{count:,}"


def many(count: int, one: str, more: str) -> str:
    """Return a count with its noun: "1 person", "14 people"."""
    return f"{number(count)} {one if count == 1 else more}"


def people(count: int) -> str:
    """Return "1 person" or "14 people"."""
    return many(count, "person", "people")


def some(count: int, audience: Audience) -> str:
    """Return a count as its audience may see it: "14", "fewer than 5" signed in, "fewer than 8" in public."""
    cell = shown(count, audience)
    return f"fewer than {LOWEST[audience]}" if cell.hidden else cell.text


def voices_of(kind: str, count: int) -> str:
    """Return "3 complaints" or "1 near miss"."""
    return many(count, *KINDS[kind])


def verdict_words(word: str, until: date | None) -> str:
    """Return a verdict in words: "Improved", or "Too early, until 31 March 2027"."""
    return f"{word[:1].upper()}{word[1:]}" + (
        f", until {day(until)}" if word == "too early" and until else ""
    )


def short(words: str, most: int = 140) -> str:
    """Return the beginning of somebody's words on one line, cut after a whole word."""
    flat = " ".join(words.split())
    return flat if len(flat) <= most else flat[: most - 1].rsplit(" ", 1)[0] + "…"
