"""What the history hangs on the clock."""

from datetime import datetime

from goldenthread.domain.schedules import Every
from goldenthread.foundation.history import chain
from goldenthread.foundation.hooks.clock import Chore, add_chore
from goldenthread.foundation.tenancy.models import Council


def plug_in() -> None:
    """Let the history be sealed every five minutes."""
    add_chore(Chore("seal the history", seal, when=Every(minutes=5)))


def seal(council: Council, at: datetime) -> str:
    """Chain and sign what was written since, and say how many lines are sealed."""
    try:
        return f"{chain.seal(council, now=at).position:,} lines sealed."
    except chain.Busy:
        return "Somebody else is sealing just now."
