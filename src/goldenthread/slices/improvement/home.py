"""What the home page says about changes: what waits for their leader, and what came of them."""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from goldenthread.foundation.hooks.registry import HomeRow
from goldenthread.foundation.permissions.access import Access
from goldenthread.slices.improvement import queries
from goldenthread.slices.improvement.presenters import day

OUTCOMES = (
    ("improved", "▲", "change improved what it set out to", "changes improved what they set out to"),
    ("worse", "▼", "change was followed by worse figures", "changes were followed by worse figures"),
    ("no change seen", "▬", "change shows no difference", "changes show no difference"),
    ("too early", "◔", "change is too early to judge", "changes are too early to judge"),
    ("unstable baseline", "≋", "change has no steady time to compare with", "changes have no steady time to compare with"),
    ("no data", "○", "change has no figures from before it", "changes have no figures from before them"),
)  # fmt: skip


def waiting_for_me(access: Access, counts: Mapping[str, int]) -> list[HomeRow]:
    """Return the verdicts that are due and the changes past their day, of the changes this person leads."""
    if access.user is None:
        return []
    today = timezone.localdate()
    due = queries.due_trials(access.council, today=today, owner=access.user)
    rows = [
        HomeRow(
            f"Verdict due: {trial.improvement.title}",
            reverse("improvement", args=[trial.improvement.public_id]),
            f"on “{trial.measure.title}”",
        )
        for trial in due[:10]
    ]
    late = queries.overdue(access.council, access.user, today=today)
    return rows + [
        HomeRow(
            f"Past its day: {one.title}",
            reverse("improvement", args=[one.public_id]),
            f"due {day(one.due_on)}",
        )
        for one in late[:10]
    ]


def newest_words(access: Access) -> dict[str, QuerySet[Any]]:
    """Return what home counts for this slice: the changes that have each word as their newest verdict."""
    return {_name(word): queries.with_newest_word(access.council, word) for word, *_ in OUTCOMES}


def _name(word: str) -> str:
    return "improvement." + word.replace(" ", "_")


def what_came_of_it(access: Access, counts: Mapping[str, int]) -> list[HomeRow]:
    """Return one row for each verdict, with how many changes have it as their newest."""
    found = {word: counts[_name(word)] for word, *_ in OUTCOMES}
    return [
        HomeRow(
            f"{found[word]:,} {one if found[word] == 1 else more}",
            reverse("improvements") + "?" + urlencode({"verdict": word}),
            shape,
        )
        for word, shape, one, more in OUTCOMES
        if found[word]
    ]
