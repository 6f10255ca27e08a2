"""What themes hang on shared pages and on the clock."""

from collections.abc import Mapping

from django.urls import reverse

from goldenthread.foundation.history.words import declare as declare_words
from goldenthread.foundation.hooks.clock import Chore, add_chore
from goldenthread.foundation.hooks.registry import HomePanel, HomeRow, MenuItem, add_home, add_menu, own_page
from goldenthread.foundation.permissions.access import Access
from goldenthread.slices.themes import jobs, queries
from goldenthread.slices.themes.permissions import declare
from goldenthread.slices.themes.presenters import minutes_for
from goldenthread.thread.queries import CountUpTo

AT_ONE_SITTING, WAITING = 20, "themes.waiting"


def plug_in() -> None:
    """Declare verbs and history words, and hang the menu item, the page of a theme, the queue and the reading."""
    declare()
    declare_words(
        themes__finder__chosen="chose which model suggests themes",
        themes__list__exported="took the list of themes away",
    )
    add_menu(MenuItem("Themes", "themes", "theme.read", order=30))
    add_home(HomePanel("needs", "theme.confirm", to_confirm, order=30, counts=unconfirmed))
    own_page("theme", "theme")
    add_chore(Chore("themes of new comments", jobs.read_new_comments, order=5))


def unconfirmed(access: Access) -> dict[str, CountUpTo]:
    """Return what home counts for this slice: themes that wait for a person, as many as fit one sitting."""
    return {WAITING: queries.waiting(access, most=AT_ONE_SITTING)}


def to_confirm(access: Access, counts: Mapping[str, int]) -> list[HomeRow]:
    """Return the row of themes to confirm, as many as fit one sitting, and how long that takes."""
    count = min(counts[WAITING], AT_ONE_SITTING)
    if not count:
        return []
    words = f"{count} {'theme' if count == 1 else 'themes'} to confirm ({minutes_for(count)} min)"
    return [HomeRow(words, reverse("theme_queue"))]
