"""Asking for verdicts by the clock."""

from datetime import datetime

from goldenthread.foundation.tenancy.models import Council
from goldenthread.slices.improvement import actions


def ask_when_due(council: Council, at: datetime) -> str:
    """Ask for every verdict that is due in a council and say what was found."""
    words = [verdict.word for verdict in actions.verdicts_due(council=council, at=at)]
    if not words:
        return "No verdict was due."
    counted = ", ".join(f"{words.count(word)} {word}" for word in sorted(set(words)))
    return f"{len(words)} {'verdict was' if len(words) == 1 else 'verdicts were'} due: {counted}."
