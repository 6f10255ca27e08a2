"""What this slice hangs on shared pages and on the clock."""

from goldenthread.foundation.hooks.clock import Chore, add_chore
from goldenthread.foundation.hooks.registry import HomePanel, MenuItem, add_home, add_menu, own_page
from goldenthread.slices.improvement import home, jobs
from goldenthread.slices.improvement.permissions import declare


def plug_in() -> None:
    """Declare verbs, the menu item, the page of a change, rows of home, and asking for verdicts when due."""
    declare()
    add_menu(MenuItem("Improvements", "improvements", "improvement.read", order=30))
    own_page("improvement", "improvement")
    add_home(HomePanel("needs", "improvement.read", home.waiting_for_me, order=20))
    add_home(
        HomePanel("learned", "improvement.read", home.what_came_of_it, order=20, counts=home.newest_words)
    )
    add_chore(Chore("verdicts due", jobs.ask_when_due, order=20))
