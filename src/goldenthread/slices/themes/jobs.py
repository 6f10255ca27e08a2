"""Comments that came in since are read by the clock."""

from datetime import datetime

from goldenthread.foundation.tenancy.models import Council
from goldenthread.slices.themes import actions


def read_new_comments(council: Council, at: datetime) -> str:
    """Let each model read the comments it has not read, and say how that went."""
    done = actions.suggest_by_every_finder(council=council, by=None)
    if not done.comments:
        return "No new comments to suggest themes for."
    return f"{done.comments:,} comments read, {done.suggestions:,} themes suggested."
