"""The thread's own rows on the home page, and the words around them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone

from goldenthread.domain.suppression import Audience
from goldenthread.foundation.hooks.registry import HomeRow
from goldenthread.foundation.permissions.access import Access
from goldenthread.thread import queries
from goldenthread.thread.addresses import page_for
from goldenthread.thread.presenters.words import day, many, number, people, some
from goldenthread.thread.queries import Standing

SOON = timedelta(days=14)
STEPS = (  # field of Stages, word on the page, pages that list it
    ("voices", "voices", ("feedback",)),
    ("themes", "themes", ("themes", "theme_list")),
    ("learnings", "learnings", ("threads",)),
    ("improvements", "changes", ("improvements", "improvement_list")),
    ("verdicts", "verdicts", ("verdicts",)),
    ("told", "told", ("replies",)),
)


def greeting(hour: int) -> str:
    """Return the greeting for an hour of the clock."""
    return "Good morning" if hour < 12 else "Good afternoon" if hour < 18 else "Good evening"


def as_task(row: HomeRow) -> dict[str, Any]:
    """Return a row as the list component takes it."""
    return {"label": row.sentence, "href": row.href, "state": row.note, "danger": row.urgent}


def my_actions(access: Access, counts: Mapping[str, int]) -> list[HomeRow]:
    """Return this person's actions that are due within two weeks."""
    if access.user is None:
        return []
    today = timezone.localdate()
    tasks = queries.my_tasks(access.council, access.user, until=today + SOON)
    return [
        HomeRow(
            task.words,
            reverse("task", args=[task.public_id]),
            f"{'overdue since' if task.due_on < today else 'due'} {day(task.due_on)}",
        )
        for task in tasks
    ]


def funnel(access: Access, standing: Standing) -> list[dict[str, Any]]:
    """Return the steps from voice to reply, each number with the list it opens."""
    return [
        {"n": number(getattr(standing.stages, name)), "label": label, "href": page_for(access, *pages)}
        for name, label, pages in STEPS
    ]


def stops_short(standing: Standing) -> list[HomeRow]:
    """Return one row for each way in which threads stop short, with how many do."""
    found, threads = standing.breaks, reverse("threads")
    rows = []
    if count := found["no_improvement"]:
        words = many(count, "learning has no change", "learnings have no change")
        rows.append(HomeRow(words, f"{threads}?stops=no_improvement"))
    if count := found["no_measure"]:
        words = many(count, "change has no measure", "changes have no measure")
        rows.append(HomeRow(words, f"{threads}?stops=no_measure"))
    if count := found["people_not_told"]:
        who = people(count) if standing.all_voices else f"{some(count, Audience.SIGNED_IN)} people"
        verb = "has" if who.startswith("1 ") else "have"
        rows.append(HomeRow(f"{who} {verb} not been told what came of it", f"{threads}?stops=untold"))
    return rows


def first_step(access: Access, standing: Standing) -> dict[str, str] | None:
    """Return what to do first while nothing or little is here: a title, a sentence, and where to do it."""
    if not standing.stages.voices and not standing.stages.learnings:
        where = page_for(access, "import_new", args=("comments",))
        text = "Everything begins with what people said. Bring in a file of comments, or ask a colleague who may."
        return {"title": "Start here", "text": text, "href": where, "label": "Bring in a file of comments"}
    if not standing.stages.learnings:
        where = page_for(access, "feedback")
        text = "Read what people said, and write one sentence about what should be different. That begins a thread."
        return {"title": "The next step", "text": text, "href": where, "label": "Read what people said"}
    return None
