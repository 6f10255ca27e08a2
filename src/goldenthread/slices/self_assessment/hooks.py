"""What the self-assessment hangs on shared pages: the menu, rows of the home page, the page of evidence."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from goldenthread.foundation.history.words import declare as declare_words
from goldenthread.foundation.hooks.registry import HomePanel, HomeRow, MenuItem, add_home, add_menu, own_page
from goldenthread.foundation.permissions.access import Access
from goldenthread.slices.self_assessment import queries
from goldenthread.slices.self_assessment.permissions import declare
from goldenthread.slices.self_assessment.presenters.words import day, listed, many

MOST_ROWS = 3
LATELY = timedelta(days=60)


def plug_in() -> None:
    """Declare verbs and history words, and hang everything in its place."""
    declare()
    declare_words(
        assessment__statement__scored="scored a statement",
        assessment__evidence__exported="took a list of evidence away",
    )
    add_menu(MenuItem("Self-assessment", "self_assessment", "assessment.read", order=60))
    add_home(HomePanel("needs", "evidence.file", going_stale, order=50))
    add_home(HomePanel("needs", "assessment.score", without_a_score, order=55))
    add_home(HomePanel("learned", "evidence.read_inside", scored_lately, order=60))
    own_page("evidence", "evidence_page")


def going_stale(access: Access, counts: Mapping[str, int]) -> list[HomeRow]:
    """Return rows for evidence that has expired or soon will: this person's own first."""
    today = timezone.localdate()
    found = queries.ending(access, today=today, most=MOST_ROWS + 1)
    rows = [
        HomeRow(
            f"Look again at “{one.title}”",
            reverse("evidence_page", args=[one.public_id]),
            f"{'expired' if (one.expires_on or today) <= today else 'expires'} {day(one.expires_on)}",
        )
        for one in found[:MOST_ROWS]
    ]
    if len(found) > MOST_ROWS:
        rows.append(HomeRow("More evidence to look at again", reverse("evidence_list") + "?sort=expires_on"))
    return rows


def without_a_score(access: Access, counts: Mapping[str, int]) -> list[HomeRow]:
    """Return one row for the statements that nobody has scored."""
    try:
        _, waiting = queries.unscored(access)
    except queries.NoFramework:
        return []
    if not waiting:
        return []
    words = many(len(waiting), "statement has no score", "statements have no score")
    return [HomeRow(words, reverse("self_assessment"), listed([one.key for one in waiting]))]


def scored_lately(access: Access, counts: Mapping[str, int]) -> list[HomeRow]:
    """Return one row that says how many statements people scored lately."""
    found = queries.lately(access, since=timezone.now() - LATELY)
    if not found:
        return []
    words = many(len(found), "statement was scored", "statements were scored")
    newest = timezone.localdate(found[0])
    return [HomeRow(f"{words} in the self-assessment", reverse("self_assessment"), f"last on {day(newest)}")]
