"""What this slice hangs on shared pages and on the clock."""

from goldenthread.foundation.hooks.clock import Chore, add_chore
from goldenthread.foundation.hooks.registry import HomePanel, MenuItem, add_home, add_menu, own_page
from goldenthread.slices.measures import home, jobs
from goldenthread.slices.measures.permissions import declare


def plug_in() -> None:
    """Declare verbs, the menu item, the page of a measure, what changed, and the monthly counting."""
    declare()
    add_menu(MenuItem("Measures", "measures", "measure.read", order=40))
    own_page("measure", "measure")
    add_home(HomePanel("changed", "measure.read", home.what_changed, order=10))
    add_chore(Chore("live measures", jobs.count_again, order=10))
