"""What bringing files in hangs on shared pages."""

from datetime import datetime

from goldenthread.domain.schedules import Every
from goldenthread.foundation.history.words import declare as declare_words
from goldenthread.foundation.hooks.clock import HouseChore, add_house_chore
from goldenthread.foundation.hooks.registry import MenuItem, add_menu
from goldenthread.foundation.imports import actions
from goldenthread.foundation.imports.permissions import declare


def plug_in() -> None:
    """Declare verbs and history words, and hang the menu's link."""
    declare()
    declare_words(
        imports__file__sent="sent a file",
        imports__columns__chosen="said which column holds what",
        imports__file__set_aside="set a file aside",
        imports__file__undone="undid a file",
    )
    add_menu(MenuItem("Files", "imports", "imports.use", order=80))
    add_house_chore(HouseChore("files nobody wanted", sweep, when=Every(minutes=30)))


def sweep(at: datetime) -> str:
    """Clear up behind files that stopped halfway or that nobody wanted, and say what was cleared."""
    found = actions.sweep(now=at)
    return f"{found['rows']:,} rows and {found['files']:,} files cleared."
