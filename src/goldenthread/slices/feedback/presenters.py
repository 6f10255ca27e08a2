"""Comments in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from goldenthread.foundation.history.words import words_for

MANY = 10_000
SHORT = 240
SCORES = {1: "Very good", 2: "Good", 3: "Neither good nor poor", 4: "Poor", 5: "Very poor"}
DANGER_TITLE = "This may be about danger: read it now"
DANGER = (
    "If somebody is in danger now, ring 999. If not, ring your council’s safeguarding front door today. "
    "Then write here what was done."
)


def written(day: date) -> str:
    """Return a day as people write it: "5 January 2026"."""
    return f"{day.day} {day:%B %Y}"


def counted(count: int, one: str = "comment", more: str = "comments") -> str:
    """Return "1 comment", "1,204 comments", or "10,000+ comments" for more."""
    number = f"{MANY:,}+" if count > MANY else f"{count:,}"
    return f"{number} {one if count == 1 else more}"


def said(voice: Any) -> str:
    """Return when something was said, as finely as may be known."""
    return (
        f"the week of {written(voice.said_on)}" if voice.said_precision == "week" else written(voice.said_on)
    )


def where(voice: Any) -> str:
    """Return the team or service it is about, in words."""
    return str(voice.team or voice.subject or "The whole council")


def state_of(voice: Any, *, in_learning: bool) -> tuple[str, str]:
    """Return what became of a comment, and the colour of its tag."""
    if in_learning:
        return "In a learning", "govuk-tag--green"
    if voice.heard_at:
        return "Heard", "govuk-tag--grey"
    return ("May be about danger", "govuk-tag--red") if voice.danger else ("Waiting", "govuk-tag--yellow")


@dataclass(frozen=True)
class CommentRow:
    """One line of the list of comments."""

    public_id: str
    words: str
    said: str
    where: str
    themes: tuple[str, ...]
    state: str
    colour: str
    language: str
    synthetic: bool

    @classmethod
    def of(cls, voice: Any, links: Sequence[Any], *, in_learning: bool) -> CommentRow:
        """Return the line of a voice with its links to themes."""
        state, colour = state_of(voice, in_learning=in_learning)
        return cls(
            public_id=voice.public_id, words=short(voice.words), said=said(voice), where=where(voice),
            themes=tuple(theme_words(link) for link in links), state=state, colour=colour,
            language=voice.language, synthetic=voice.synthetic,
        )  # fmt: skip


@dataclass(frozen=True)
class ThemeLine:
    """A theme of one comment: what it is, how sure, why, and whether somebody decided."""

    public_id: str
    label: str
    because: str
    sure: str
    decided: str

    @classmethod
    def of(cls, link: Any) -> ThemeLine:
        """Return the line of a link between a voice and a theme."""
        sure = f"{round(link.probability * 100)}% sure" if link.probability is not None else ""
        by = f"Confirmed by {link.decided_by}" if link.state == "confirmed" else ""
        return cls(link.theme.public_id, link.theme.label, ", ".join(link.because), sure, by)


def theme_words(link: Any) -> str:
    """Return a theme for a list: a suggestion says that it is one."""
    return link.theme.label if link.state == "confirmed" else f"{link.theme.label}?"


def short(words: str, most: int = SHORT) -> str:
    """Return words cut at a blank, on one line."""
    flat = " ".join(words[: most * 2].split())
    return flat if len(flat) <= most else f"{flat[: most - 1].rsplit(' ', 1)[0]}…"


def facts(voice: Any) -> list[tuple[str, str]]:
    """Return who, when, where and how it reached us, as (label, words)."""
    rows = [
        ("Said", said(voice)),
        ("About", where(voice)),
        ("Reached us", voice.channel.capitalize() if voice.channel else "Not known"),
        ("From", voice.source_name or "Not known"),
        ("Score", SCORES.get(voice.score, "")),
    ]
    return [(label, words) for label, words in rows if words]


def thanked(marked: int, left: int) -> str:
    """Return what a press of "heard" did, in one or two sentences."""
    done = (
        f"{counted(marked)} marked as heard, with thanks."
        if marked
        else "No comment was waiting among those."
    )
    if not left:
        return done
    return f"{done} {counted(left)} may be about danger and {'was' if left == 1 else 'were'} left: open each one."


def decided(label: str, *, rejected: bool) -> str:
    """Return what somebody decided about a theme."""
    return f"this is not about “{label}”." if rejected else f"this is about “{label}”."


def query_only(back: str) -> str:
    """Return the query of an address that a page handed on, so that it can lead nowhere but to the list."""
    return f"?{back.partition('?')[2] or back}" if back else ""


def history_rows(lines: Sequence[Any]) -> list[dict[str, object]]:
    """Return lines of history for a page: when, what, by whom."""
    return [
        {"at": line.at, "what": words_for(line.verb).capitalize(), "by": str(line.by) if line.by else ""}
        for line in lines
        if line.at
    ]


def export_head() -> tuple[str, ...]:
    """Return the columns of the list taken away."""
    return ("Said on", "Comment (masked)", "Kind", "Team", "Service", "Score", "Themes", "Reached us", "From")


def export_row(voice: Any, links: Sequence[Any]) -> tuple[object, ...]:
    """Return one line of the list taken away, in the order of `export_head`."""
    return (
        voice.said_on, voice.words, voice.get_kind_display(), str(voice.team or ""), str(voice.subject or ""),
        voice.score, "; ".join(theme_words(link) for link in links), voice.channel, voice.source_name,
    )  # fmt: skip
