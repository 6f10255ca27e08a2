"""Lines of history as sentences with their day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from goldenthread.foundation.history.chain import Head
from goldenthread.foundation.history.models import HistoryLine
from goldenthread.foundation.history.words import words_for
from goldenthread.thread.presenters.words import day, many

Row = dict[str, Any]


def history_rows(lines: list[HistoryLine]) -> list[Row]:
    """Return lines of history for a page: when, what, by whom; a line without a time gives its week's Monday."""
    return [
        {
            "at": line.at or _monday(line.week),
            "what": words_for(line.verb).capitalize(),
            "by": str(line.by) if line.by else "",
            "note": "" if line.at else "In the week that begins on:",
        }
        for line in lines
    ]


def _monday(week: str) -> date:
    year, number = week.split("-W")
    return date.fromisocalendar(int(year), int(number), 1)


@dataclass(frozen=True)
class Line:
    """One line of the trail: when, by whom, what was done, and to which record."""

    when: str
    by: str
    what: str
    target: str
    detail: str
    place: str

    @classmethod
    def of(cls, line: HistoryLine) -> Line:
        """Return a line as shown to those who look after the trail."""
        at = timezone.localtime(line.at) if line.at else None
        clock = f"{at:%I:%M%p}".lstrip("0").lower() if at else ""
        return cls(
            when=f"{day(at.date())}, {clock}" if at else f"week of {day(_monday(line.week))}",
            by=str(line.by) if line.by else "nobody named",
            what=words_for(line.verb).capitalize(),
            target=f"{line.target_kind} {line.target_id}",
            detail=_detail(line),
            place=f"{line.position:,}" if line.position else "not sealed yet",
        )


def head_words(head: Head | None, *, waiting: int) -> str:
    """Return how far the history is sealed, and how many lines wait for the sealer."""
    sealed = f"The first {head.position:,} lines are sealed." if head else "Nothing is sealed yet."
    left = f"{many(waiting, 'line waits', 'lines wait')} for the sealer." if waiting else "No line waits."
    return f"{sealed} {left}"


def _detail(line: HistoryLine) -> str:
    """Return what a line keeps beside its verb, parts without a value left out."""
    kept = [(key, value) for key, value in sorted(line.detail.items()) if value not in (None, "", {})]
    return ", ".join(f"{key.replace('_', ' ')}: {_plain(value)}" for key, value in kept)


def _plain(value: object) -> str:
    if isinstance(value, dict):
        return "; ".join(
            f"{key.replace('_', ' ')} {one}" for key, one in value.items() if one not in (None, "")
        )
    return f"{value:.2f}" if isinstance(value, float) else str(value)
