"""The list of threads, and the page that shows a whole thread, forwards and backwards."""

from __future__ import annotations

from typing import Any, TypeVar

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from goldenthread.foundation.history.queries import lines_about
from goldenthread.foundation.hooks.registry import NODE_PANELS
from goldenthread.foundation.permissions.access import PageRequest, needs
from goldenthread.thread import queries
from goldenthread.thread.addresses import node_address, page_for
from goldenthread.thread.mends import mends, ways_on
from goldenthread.thread.models import Learning
from goldenthread.thread.models.node import Node
from goldenthread.thread.presenters.history import history_rows
from goldenthread.thread.presenters.lists import STOPS, ThreadRow
from goldenthread.thread.presenters.node import NodeFacts
from goldenthread.thread.presenters.tasks import TaskFacts
from goldenthread.thread.presenters.thread import ThreadPage
from goldenthread.thread.presenters.verdicts import WORDS, VerdictRow
from goldenthread.thread.queries import NodeMissing, Thread
from goldenthread.ui.charts import thread_picture
from goldenthread.ui.paging import in_rows

Kind = TypeVar("Kind", bound=Node)
PER_PAGE = 25


@needs("thread.read")
def threads(request: PageRequest) -> HttpResponse:
    """List the threads, each begun by a learning; `?stops=` narrows to those that stop short in one way."""
    stops = request.GET.get("stops", "")
    rows = queries.learnings(request.council)
    if stops in STOPS:
        rows = queries.stopping_short(request.council, STOPS[stops].kind)
    page = in_rows(Paginator(rows, PER_PAGE).get_page(request.GET.get("page")), ThreadRow.of)
    chosen = STOPS.get(stops)
    facts = {
        "page": page,
        "stops": STOPS,
        "chosen": chosen,
        "heading": chosen.heading if chosen else "Threads",
    }
    return render(request, "thread/threads.html", facts)


@needs("thread.read")
def verdicts(request: PageRequest) -> HttpResponse:
    """List the newest verdict of each measure of each change, of one word when `?word=` names it."""
    word = request.GET.get("word", "")
    rows = queries.verdicts(request.council, word=word if word in WORDS else "")
    page = in_rows(Paginator(rows, PER_PAGE).get_page(request.GET.get("page")), VerdictRow.of)
    facts = {"heading": "Did it make a difference?", "page": page, "word": word, "words": WORDS}
    return render(request, "thread/verdicts.html", facts)


@needs("thread.read")
def learning(request: PageRequest, public_id: str) -> HttpResponse:
    """Show the thread of a learning."""
    return show_thread(request, find_of(request, Learning, public_id))


@needs("thread.read")
def node(request: PageRequest, kind: str, public_id: str) -> HttpResponse:
    """Show the thread a node is on, or the choice when it is on several, or how to start one."""
    start = find(request, kind, public_id)
    found = queries.threads_of(start)
    if len(found) == 1:
        return show_thread(request, found[0], start)
    facts = {
        "node": NodeFacts.of(start),
        "rows": [ThreadRow.of(one) for one in found],
        **ways_on(request.access, kind, public_id),
        "own": node_address(kind, public_id),
    }
    return render(request, "thread/choose.html", facts)


def show_thread(request: PageRequest, start: Learning, came_from: Node | None = None) -> HttpResponse:
    """Show one whole thread."""
    thread = queries.whole_thread(request.access, start)
    learning = thread.learning
    page = ThreadPage.of(thread, address=node_address, mends=mends(request.access, thread))
    about = [learning, *thread.improvements, *thread.replies, *thread.evidence]
    facts = {
        "heading": page.title, "page": page, "learning": learning, "synthetic": learning.synthetic,
        "came_from": NodeFacts.of(came_from) if came_from else None,
        "pictures": pictures(page, learning.public_id),
        "panels": panels(request, learning),
        "history": history_rows(lines_about(request.council, about, limit=20)),
        **hanging(request, thread),
    }  # fmt: skip
    return render(request, "thread/thread.html", facts)


def find(request: PageRequest, kind: str, public_id: str) -> Node:
    """Return a node this person may see; raises Http404 for any other."""
    try:
        return queries.node(request.access, kind, public_id)
    except NodeMissing as missing:
        raise Http404(str(missing)) from missing


def find_of(request: PageRequest, table: type[Kind], public_id: str) -> Kind:
    """Return a node of the kind kept in `table` that this person may see; raises Http404 for any other."""
    try:
        return queries.node_of(request.access, table, public_id)
    except NodeMissing as missing:
        raise Http404(str(missing)) from missing


def pictures(page: ThreadPage, key: str) -> dict[str, SafeString]:
    """Return the picture left to right for wide screens, and top to bottom for narrow ones."""
    title = f"The thread: {page.title}"
    return {
        "across": mark_safe(thread_picture(page.columns, name=f"across-{key}", title=title)),  # noqa: S308
        "down": mark_safe(thread_picture(page.columns, name=f"down-{key}", title=title, down=True)),  # noqa: S308
    }


def panels(request: PageRequest, learning: Node) -> list[dict[str, Any]]:
    """Return what slices hang under a learning, for what this person may see."""
    return [
        {"template": panel.template, "facts": facts}
        for panel in NODE_PANELS
        if panel.kind == "learning" and request.access.may(panel.verb)
        if (facts := panel.facts(request.access, learning)) is not None
    ]


def hanging(request: PageRequest, thread: Thread) -> dict[str, Any]:
    """Return what hangs on a thread: actions, comments, approvals, and the ways to add to them."""
    access, at = request.access, ("learning", thread.learning.public_id)
    return {
        "tasks": [TaskFacts.of(one, today=timezone.localdate()) for one in thread.tasks],
        "comments": thread.comments,
        "approvals": thread.approvals,
        "add_task": page_for(access, "task_add", args=at),
        "add_comment": page_for(access, "comment_add", args=at),
        "add_approval": page_for(access, "approval_add", args=at),
        "add_reply": page_for(access, "reply_write", args=(thread.learning.public_id,)),
        "reword": page_for(access, "learning_reword", args=(thread.learning.public_id,)),
    }
