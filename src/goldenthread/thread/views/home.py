"""The page a person comes to first: what needs them, what changed, what was learned."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from goldenthread.foundation.hooks.registry import HOME, QUESTIONS, HomeRow
from goldenthread.foundation.permissions.access import PageRequest, needs
from goldenthread.thread import home as rows
from goldenthread.thread import queries
from goldenthread.thread.addresses import page_for


@needs("home.read")
def home(request: PageRequest) -> HttpResponse:
    """Show what needs this person, what changed, and what was learned."""
    access = request.access
    asked: dict[str, list[HomeRow]] = {question: [] for question in QUESTIONS}
    panels = [panel for panel in HOME if access.may(panel.verb)]
    wanted = {name: rows for panel in panels for name, rows in panel.counts(access).items()}
    standing, counts = queries.standing(access, wanted)
    for panel in panels:
        asked[panel.question] += panel.rows(access, counts)
    asked["needs"].sort(key=lambda row: not row.urgent)
    facts: dict[str, object] = {
        "heading": f"{rows.greeting(timezone.localtime().hour)}, {request.user.first_name}",
        "watches": any(panel.question == "changed" and access.may(panel.verb) for panel in HOME),
        "tasks_href": page_for(access, "tasks"),
        **{question: [rows.as_task(row) for row in found] for question, found in asked.items()},
    }
    if access.may("thread.read"):
        facts["steps"] = rows.funnel(access, standing)
        facts["breaks"] = [rows.as_task(row) for row in rows.stops_short(standing)]
        facts["first"] = rows.first_step(access, standing)
    return render(request, "thread/home.html", facts)
