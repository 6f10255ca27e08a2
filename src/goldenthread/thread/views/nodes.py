"""A page for any node that no slice shows, and how a thread starts or goes on from it."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from goldenthread.foundation.history.actions import note_read
from goldenthread.foundation.history.queries import lines_about
from goldenthread.foundation.hooks.registry import NODE_PAGES
from goldenthread.foundation.permissions.access import WHOLE_COUNCIL, PageRequest, needs
from goldenthread.thread import actions, queries
from goldenthread.thread.addresses import node_address
from goldenthread.thread.forms import JoinForm, LearningForm, RewordForm
from goldenthread.thread.mends import JOINABLE, ways_on
from goldenthread.thread.models import Evidence, Improvement, Learning, Measure, Theme, Voice
from goldenthread.thread.models.node import Node
from goldenthread.thread.presenters.history import history_rows
from goldenthread.thread.presenters.lists import ThreadRow
from goldenthread.thread.presenters.node import NodeFacts, details_of
from goldenthread.thread.presenters.tasks import TaskFacts
from goldenthread.thread.presenters.theme import ThemeMonths
from goldenthread.thread.views.asking import ask, demand_on, typed
from goldenthread.thread.views.threads import Kind, find, find_of

AT_MOST = 200  # of one kind named in the address of a form


@needs("thread.read")
def node_page(request: PageRequest, kind: str, public_id: str) -> HttpResponse:
    """Show one node of any kind: what it is, its threads, and what hangs on it."""
    node = find(request, kind, public_id)
    if kind in NODE_PAGES:
        return redirect(node_address(kind, public_id))
    if kind == "voice":
        note_read(council=request.council, target=node, by=request.user)
    found = queries.threads_of(node)
    hung = queries.hung_on(node)
    today = timezone.localdate()
    facts = {
        "node": NodeFacts.of(node), "details": details_of(node), "rows": [ThreadRow.of(one) for one in found],
        "months": theme_months(request, node) if isinstance(node, Theme) else None,
        "tasks": [TaskFacts.of(one, today=today) for one in hung["tasks"]],
        "comments": hung["comments"], "approvals": hung["approvals"],
        "history": history_rows(lines_about(request.council, [node], limit=20)),
        **ways_on(request.access, kind, public_id, has_thread=bool(found)),
    }  # fmt: skip
    return render(request, "thread/node.html", facts)


def theme_months(request: PageRequest, theme: Theme) -> ThemeMonths | None:
    """Return how often a theme was spoken of, for those who may read every voice: small counts name people."""
    if request.access.reach("voice.read") != WHOLE_COUNCIL:
        return None
    since = timezone.localdate().replace(day=1)
    counted = queries.theme_months(request.council, theme, since=since.replace(year=since.year - 2))
    return ThemeMonths.of(counted, key=theme.public_id)


@needs("voice.answer")
def learning_start(request: PageRequest) -> HttpResponse:
    """Ask what should be different, drawn from the voices, themes or measure named in the address."""
    sources: list[Voice | Theme] = [*named(request, Voice), *named(request, Theme)]
    measures = named(request, Measure)
    if not sources and not measures:
        raise Http404
    measure = measures[0] if measures else None
    form = LearningForm(typed(request), signal=measure is not None)

    def act(given: dict[str, Any]) -> str:
        behind = [*sources, *signal(request, measure, given.pop("signal", ""))]
        lesson = actions.Lesson(**given)
        made = actions.draw_learning(
            council=request.council, lesson=lesson, sources=behind, by=request.user, at=timezone.now()
        )
        return reverse("thread", args=[made.public_id])

    first: Node = [*sources, *measures][0]
    page = {
        "heading": "What should be different?", "about": NodeFacts.of(first).words,
        "intro": f"Drawn from this and {len(sources) - 1} more." if len(sources) > 1 else "",
        "submit": "Start the thread", "back": node_address(first._meta.model_name or "", first.public_id),
    }  # fmt: skip
    return ask(request, form, act, "", said="The thread has begun.", **page)


def named(request: PageRequest, table: type[Kind]) -> list[Kind]:
    """Return the nodes of one kind that the address names, all of which this person may see; else raises Http404."""
    keys = request.GET.getlist(table._meta.model_name or "")[:AT_MOST]
    return [find_of(request, table, key) for key in keys if key]


def signal(request: PageRequest, measure: Measure | None, words: str) -> list[Voice]:
    """Return the voice that a signal on a chart is, put on the thread in the measure's name."""
    if measure is None:
        return []
    draft = actions.VoiceDraft(
        text=words,
        said_on=timezone.localdate(),
        kind="signal",
        access="open",
        source_name=measure.title[:120],
    )
    return [actions.add_voice(council=request.council, draft=draft, by=request.user, at=timezone.now())]


@needs("voice.answer")
def node_join(request: PageRequest, kind: str, public_id: str) -> HttpResponse:
    """Ask which thread a voice, a theme, a change or proof belongs to."""
    if kind not in JOINABLE:
        raise Http404
    node = find(request, kind, public_id)
    there = {one.public_id: one for one in queries.learnings_for(request.access, "voice.answer")[:AT_MOST]}
    form = JoinForm(typed(request), learnings=[(key, str(one)) for key, one in there.items()])

    def act(given: dict[str, Any]) -> str:
        learning = there[given["learning"]]
        demand_on(request.access, "voice.answer", learning)
        join(request, node, learning)
        return reverse("thread", args=[learning.public_id])

    back = node_address(kind, public_id)
    page = {"heading": "Which thread does this belong to?", "about": NodeFacts.of(node).words, "back": back}
    return ask(request, form, act, "", submit="Join this thread", said="It is on the thread.", **page)


def join(request: PageRequest, node: Node, learning: Learning) -> None:
    """Tie a node to a thread in the way its kind allows."""
    by = request.user
    if isinstance(node, Improvement):
        actions.answer_learning(improvement=node, learning=learning, by=by)
    elif isinstance(node, Evidence):
        actions.link_evidence(evidence=node, proves=actions.Proves(shows=[learning]), by=by)
    elif isinstance(node, Voice | Theme):
        actions.join_learning(learning=learning, sources=[node], by=by)


@needs("voice.answer")
def learning_reword(request: PageRequest, public_id: str) -> HttpResponse:
    """Ask for better words of a learning; the words before are kept."""
    learning, done = find_of(request, Learning, public_id), reverse("thread", args=[public_id])
    demand_on(request.access, "voice.answer", learning)
    now = {"sentence": learning.sentence, "title": learning.title, "detail": learning.detail}
    form = RewordForm(typed(request), initial=now)

    def act(given: dict[str, Any]) -> None:
        actions.reword_learning(learning=learning, lesson=actions.Lesson(**given), by=request.user)

    page = {"heading": "Change the words of the learning", "back": done}
    return ask(request, form, act, done, said="The words are changed. The words before are kept.", **page)
