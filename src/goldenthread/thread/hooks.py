"""What the thread hangs on shared pages, and where each kind of node is shown."""

from goldenthread.foundation.hooks.registry import HomePanel, MenuItem, add_home, add_menu
from goldenthread.thread import home
from goldenthread.thread.history_words import declare_words
from goldenthread.thread.permissions import declare


def plug_in() -> None:
    """Declare verbs, history words, the menu's first item, and the home page's own rows."""
    declare()
    declare_words()
    add_menu(MenuItem("Home", "home", "home.read", order=0))
    add_menu(MenuItem("Threads", "threads", "thread.read", order=10))
    add_home(HomePanel("needs", "thread.read", home.my_actions, order=30))
    add_home(HomePanel("learned", "thread.read", home.stops_short, order=50))
