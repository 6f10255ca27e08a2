"""Counting live measures again by the clock."""

from datetime import datetime

from goldenthread.foundation.tenancy.models import Council
from goldenthread.slices.measures import actions


def count_again(council: Council, at: datetime) -> str:
    """Count every live measure of a council again and say how that went."""
    counted, lost = actions.refresh_all(council=council, at=at)
    words = f"{counted} live {'measure' if counted == 1 else 'measures'} counted again."
    return words + (f" {lost} could not be: their source is gone." if lost else "")
