"""The register of what things are about: the list, one subject with everything under it, and adding to it."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from goldenthread.foundation.history.queries import lines_about
from goldenthread.foundation.people.models import User
from goldenthread.foundation.people.queries import members
from goldenthread.foundation.permissions.access import PageRequest, needs
from goldenthread.thread import actions, queries
from goldenthread.thread.addresses import node_address, page_for
from goldenthread.thread.forms import AboutForm, SubjectForm
from goldenthread.thread.mends import VOICE_LISTS
from goldenthread.thread.models import Subject
from goldenthread.thread.models.subject import SubjectKind
from goldenthread.thread.presenters.history import history_rows
from goldenthread.thread.presenters.lists import ThreadRow
from goldenthread.thread.presenters.node import NodeFacts
from goldenthread.thread.presenters.subjects import SubjectFacts, voices_under
from goldenthread.thread.views.asking import ask, demand_on, typed
from goldenthread.thread.views.threads import find
from goldenthread.ui.paging import in_rows

PER_PAGE = 50


@needs("subject.read")
def subjects(request: PageRequest) -> HttpResponse:
    """List the register, of one kind when `?kind=` names it."""
    kind = request.GET.get("kind", "")
    rows = queries.register(request.council, kind=kind if kind in SubjectKind.values else "")
    found = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    page = in_rows(found, partial(SubjectFacts.of, today=timezone.localdate()))
    facts = {
        "heading": "What things are about", "page": page, "kind": kind, "kinds": SubjectKind.choices,
        "add": page_for(request.access, "subject_add"),
    }  # fmt: skip
    return render(request, "thread/subjects.html", facts)


@needs("subject.read")
def subject(request: PageRequest, public_id: str) -> HttpResponse:
    """Show one subject and everything that gathers under it."""
    found = one_subject(request, public_id)
    under = queries.under(request.access, found)
    facts = {
        "subject": SubjectFacts.of(found, today=timezone.localdate()), "heading": found.name,
        "voices": voices_under(under), "voices_href": page_for(request.access, *VOICE_LISTS, subject=public_id),
        "rows": [ThreadRow.of(one) for one in under.learnings],
        "changes": [NodeFacts.of(one) for one in under.improvements],
        "edit": edit_href(request, found),
        "history": history_rows(lines_about(request.council, [found], limit=20)),
    }  # fmt: skip
    return render(request, "thread/subject.html", facts)


@needs("subject.write")
def subject_add(request: PageRequest) -> HttpResponse:
    """Ask for something to put on the register."""
    people = people_of(request)
    form = SubjectForm(typed(request), people=[(key, one.name) for key, one in people.items()])

    def act(given: dict[str, Any]) -> str:
        made = actions.register_subject(
            council=request.council, kind=given["kind"], name=given["name"], by=request.user
        )
        keep(request, made, given)
        return reverse("subject", args=[made.public_id])

    page = {"heading": "Add to the register", "submit": "Add it", "back": reverse("subjects")}
    return ask(request, form, act, "", said="It is on the register.", **page)


@needs("subject.write")
def subject_look_after(request: PageRequest, public_id: str) -> HttpResponse:
    """Ask who looks after a subject, when it is looked at again, and who shaped it."""
    found, done = one_subject(request, public_id), reverse("subject", args=[public_id])
    demand_on(request.access, "subject.write", found)
    people = people_of(request)
    now = {"owner": str(found.owned_by_id or ""), "review_on": found.review_on, "shaped_by": found.shaped_by}
    choices = [(key, one.name) for key, one in people.items()]
    form = SubjectForm(typed(request), people=choices, fixed=True, initial=now)

    def act(given: dict[str, Any]) -> None:
        keep(request, found, given)

    page = {"heading": f"Looking after {found.name}", "back": done}
    return ask(request, form, act, done, said="It is kept.", **page)


@needs("subject.write")
def node_about(request: PageRequest, kind: str, public_id: str) -> HttpResponse:
    """Ask what a node is about."""
    node, done = find(request, kind, public_id), node_address(kind, public_id)
    demand_on(request.access, "subject.write", node)
    there = {one.public_id: one for one in queries.subjects(request.council)}
    choices = [(key, f"{one.name} ({one.get_kind_display().lower()})") for key, one in there.items()]

    def act(given: dict[str, Any]) -> None:
        actions.say_about(node=node, subject=there[given["subject"]], by=request.user)

    page = {"heading": "What is this about?", "about": NodeFacts.of(node).words, "back": done}
    return ask(request, AboutForm(typed(request), subjects=choices), act, done, said="It is kept.", **page)


def one_subject(request: PageRequest, public_id: str) -> Subject:
    """Return one subject of this council; raises Http404."""
    try:
        return queries.subject(request.access, public_id)
    except queries.NodeMissing as missing:
        raise Http404 from missing


def edit_href(request: PageRequest, found: Subject) -> str | None:
    """Return where a subject is looked after, for those who may: of a team's subject, within its team."""
    may = found.team is None or request.access.may("subject.write", team_path=found.team.path)
    return page_for(request.access, "subject_look_after", args=(found.public_id,)) if may else None


def people_of(request: PageRequest) -> dict[str, User]:
    """Return everybody who may look after something, by key."""
    return {str(one.pk): one for one in members(request.council, today=timezone.localdate())}


def keep(request: PageRequest, found: Subject, given: dict[str, Any]) -> None:
    """Keep who looks after a subject, when it is looked at again, and who shaped it."""
    owner = people_of(request).get(given["owner"])
    actions.look_after_subject(
        subject=found,
        owned_by=owner,
        review_on=given["review_on"],
        shaped_by=given["shaped_by"],
        by=request.user,
    )
