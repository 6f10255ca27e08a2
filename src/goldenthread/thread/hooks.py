"""What the thread hangs on shared pages, and where each kind of node is shown."""

from goldenthread.foundation.hooks.registry import HomePanel, MenuItem, add_home, add_menu, own_page
from goldenthread.foundation.messaging.topics import Topic, declare_topics
from goldenthread.thread import home
from goldenthread.thread.history_words import declare_words
from goldenthread.thread.permissions import declare

# No words of the action itself: they may be about a person, and an email is read in many places.
ACTION_GIVEN = Topic(
    "thread.action_given",
    "Somebody gives you an action",
    "You have been given an action",
    "Hello ((name)),\n\n((by)) gave you an action. It is due on ((day)).\n\nSign in to Goldenthread to read it.",
    gaps=("name", "by", "day"),
    private=("name", "by"),
)


def plug_in() -> None:
    """Declare verbs, history words, topics, the menu's items, and the home page's own rows."""
    declare()
    declare_words()
    declare_topics(ACTION_GIVEN)
    own_page("learning", "thread")
    add_menu(MenuItem("Home", "home", "home.read", order=0))
    add_menu(MenuItem("Threads", "threads", "thread.read", order=10))
    add_menu(MenuItem("Replies", "replies", "thread.read", order=70))
    add_menu(MenuItem("Register", "subjects", "subject.read", order=80))
    add_menu(MenuItem("History", "history", "history.read", order=95))
    add_home(HomePanel("needs", "thread.read", home.my_actions, order=30))
