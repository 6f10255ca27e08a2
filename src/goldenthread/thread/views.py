"""Home, the list of threads, and the page that shows a whole thread, forwards and backwards."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe

from goldenthread.foundation.history.queries import lines_about
from goldenthread.foundation.hooks.registry import HOME, NODE_PAGES, NODE_PANELS, QUESTIONS
from goldenthread.foundation.permissions.access import PageRequest, needs
from goldenthread.thread import queries
from goldenthread.thread.presenters import ThreadPage, history_rows, number
from goldenthread.thread.queries import NodeMissing
from goldenthread.ui.charts import thread_picture

PER_PAGE = 25
MENDS = {
    "no_improvement": "improvement_start",
    "no_measure": "improvement_measure",
    "not_told": "thread_tell",
    "no_evidence": "evidence_file",
}


@needs("home.read")
def home(request: PageRequest) -> HttpResponse:
    """Show what needs this person, what changed, and what was learned."""
    access = request.access
    asked = {question: [] for question in QUESTIONS}
    for panel in HOME:
        if access.may(panel.verb):
            asked[panel.question] += panel.rows(access)
    stages = queries.stages(access) if access.may("thread.read") else None
    names = ("voices", "themes", "learnings", "improvements", "verdicts", "told")
    labels = ("voices", "themes", "learnings", "changes", "verdicts", "told")
    steps = (
        [{"n": number(getattr(stages, n)), "label": l} for n, l in zip(names, labels, strict=True)]
        if stages
        else []
    )
    greeting = f"{part_of_day(timezone.localtime().hour)}, {request.user.first_name}"
    return render(request, "thread/home.html", {"heading": greeting, "steps": steps, **asked})


def part_of_day(hour: int) -> str:
    """Return the greeting for an hour of the clock."""
    return "Good morning" if hour < 12 else "Good afternoon" if hour < 18 else "Good evening"


@needs("thread.read")
def threads(request: PageRequest) -> HttpResponse:
    """List the threads, each begun by a learning; `?stops=` narrows to those that stop short in one way."""
    stops = request.GET.get("stops", "")
    rows = queries.learnings(request.council)
    if stops in ("no_improvement", "not_told"):
        rows = queries.unfinished(request.council, stops)
    elif stops == "no_measure":
        rows = rows.filter(answers__improvement__in=queries.unfinished(request.council, stops)).distinct()
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "thread/threads.html", {"page": page, "stops": stops, "heading": "Threads"})


@needs("thread.read")
def node(request: PageRequest, kind: str, public_id: str) -> HttpResponse:
    """Show the thread a node is on, or the choice when it is on several, or how to start one."""
    try:
        start = queries.node(request.access, kind, public_id)
    except NodeMissing as missing:
        raise Http404(str(missing)) from missing
    found = queries.threads_of(start)
    if len(found) == 1:
        return show_thread(request, found[0], start)
    return render(request, "thread/choose.html", {"node": start, "kind": kind, "threads": found})


def show_thread(request: PageRequest, learning, start) -> HttpResponse:  # type: ignore[no-untyped-def]
    """Show one whole thread."""
    thread = queries.whole_thread(request.access, learning)
    page = ThreadPage.of(thread, address=node_address, mends=mends(request, thread))
    lines = lines_about(request.council, [learning, *thread.improvements, *thread.replies, *thread.evidence])
    panels = [
        {"template": panel.template, "facts": facts}
        for panel in NODE_PANELS
        if panel.kind == "learning" and request.access.may(panel.verb)
        if (facts := panel.facts(request.access, learning)) is not None
    ]
    facts = {
        "thread": thread, "page": page, "start": start, "panels": panels, "history": history_rows(lines),
        "picture": mark_safe(thread_picture(page.columns, name=f"thread-{learning.public_id}")),  # noqa: S308
    }  # fmt: skip
    return render(request, "thread/thread.html", facts)


def node_address(kind: str, public_id: str) -> str:
    """Return where a node is shown: its own page when a slice has one, else its thread."""
    if kind in NODE_PAGES:
        return reverse(NODE_PAGES[kind], args=[public_id])
    return reverse("thread_node", args=[kind, public_id])


def mends(request: PageRequest, thread) -> dict[str, str]:  # type: ignore[no-untyped-def]
    """Return where each break is mended, for what this person may do."""
    return {}


@needs("thread.read")
def learning(request: PageRequest, public_id: str) -> HttpResponse:
    """Show the thread of a learning."""
    return node(request, "learning", public_id)


def to_home(request: PageRequest) -> HttpResponse:
    """Lead to the home page."""
    return redirect("home")
