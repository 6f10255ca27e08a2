"""The thread's own rows on the home page."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from goldenthread.foundation.hooks.registry import HomeRow
from goldenthread.foundation.permissions.access import Access
from goldenthread.thread import queries
from goldenthread.thread.presenters import day

SOON = timedelta(days=14)


def my_actions(access: Access) -> list[HomeRow]:
    """Return this person's actions that are due within two weeks."""
    if access.user is None:
        return []
    today = timezone.localdate()
    tasks = queries.my_tasks(access.council, access.user, until=today + SOON)
    return [
        HomeRow(
            task.words, reverse("task", args=[task.public_id]), f"due {day(task.due_on)}", task.due_on < today
        )
        for task in tasks
    ]


def stops_short(access: Access) -> list[HomeRow]:
    """Return one row for each way in which threads stop short, with how many do."""
    found = queries.broken_threads(access.council)
    words = {
        "no_improvement": ("learning has no change", "learnings have no change"),
        "no_measure": ("change has no measure", "changes have no measure"),
        "people_not_told": (
            "person has not been told what came of it",
            "people have not been told what came of it",
        ),
    }
    rows = []
    for kind, (one, more) in words.items():
        if count := found[kind]:
            where = reverse("threads") + f"?stops={'not_told' if kind == 'people_not_told' else kind}"
            rows.append(HomeRow(f"{count:,} {one if count == 1 else more}", where))
    return rows
