"""What messages hang on shared pages and on the clock."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import reverse

from goldenthread.domain.schedules import Every
from goldenthread.foundation.history.words import declare as declare_words
from goldenthread.foundation.hooks.clock import Chore, add_chore
from goldenthread.foundation.hooks.registry import HomePanel, HomeRow, MenuItem, add_home, add_menu
from goldenthread.foundation.messaging import delivery, queries
from goldenthread.foundation.messaging.permissions import declare
from goldenthread.foundation.messaging.topics import Topic, declare_topics
from goldenthread.foundation.permissions.access import Access

SUMMARY = Topic(
    "messaging.summary",
    "Daily summary",
    "Your summary from Goldenthread",
    "Good morning,\n\nThis is what happened since your last summary:\n\n((lines))\n\nSign in to read more.",
    gaps=("count", "lines"),
    private=("lines",),
)


def plug_in() -> None:
    """Declare verbs, words and topics, and hang the menu's links, home's rows and the clock's chores."""
    declare()
    declare_words(
        messaging__reworded="changed the wording of a message",
        messaging__quiet_hours_set="set the quiet hours",
        messaging__taken_back="took back a message",
        messaging__tried_again="sent a message again",
        messaging__dealt_with="dealt with a message that came in",
    )
    declare_topics(SUMMARY)
    add_menu(MenuItem("Notices", "notices", "messages.own", order=85))
    add_menu(MenuItem("Messages", "outbox", "messages.keep", order=90))
    add_menu(MenuItem("Inbox", "inbox", "messages.inbox", order=88))
    add_home(HomePanel("needs", "messages.own", unread, order=60, counts=counted))
    add_chore(Chore("messages", delivery.deliver, order=90, when=Every(1)))
    add_chore(Chore("daily summaries", delivery.summarise, order=85, when=Every(15)))
    add_chore(Chore("old messages", delivery.forget, order=95))


def counted(access: Access) -> Mapping[str, Any]:
    """Return what home counts: this person's notices that are not read."""
    if access.user is None:
        return {}
    return {"messaging.unread": queries.notices(access.council, access.user).filter(read_at=None)}


def unread(access: Access, counts: Mapping[str, int]) -> Sequence[HomeRow]:
    """Return one row while there are notices that are not read."""
    many = counts.get("messaging.unread", 0)
    words = "1 notice is not read" if many == 1 else f"{many:,} notices are not read"
    return [HomeRow(words, reverse("notices"))] if many else []
