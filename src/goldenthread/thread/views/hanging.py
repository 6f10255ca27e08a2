"""What hangs on a node: actions to do, comments, approvals."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from goldenthread.foundation.people.queries import members
from goldenthread.foundation.permissions.access import PageRequest, needs
from goldenthread.thread import actions, queries
from goldenthread.thread.addresses import node_address
from goldenthread.thread.forms import ApprovalForm, CommentForm, FinishForm, TaskForm
from goldenthread.thread.models import Task
from goldenthread.thread.presenters.node import NodeFacts
from goldenthread.thread.presenters.tasks import TaskFacts
from goldenthread.thread.views.asking import ask, demand_on, typed
from goldenthread.thread.views.threads import find
from goldenthread.ui.paging import in_rows

PER_PAGE = 25


@needs("thread.comment")
def comment_add(request: PageRequest, kind: str, public_id: str) -> HttpResponse:
    """Ask for a remark on a node."""
    node, done = find(request, kind, public_id), node_address(kind, public_id)
    demand_on(request.access, "thread.comment", node)

    def act(given: dict[str, Any]) -> None:
        actions.comment(node=node, words=given["words"], by=request.user, at=timezone.now())

    page = {"heading": "Add a comment", "about": NodeFacts.of(node).words, "submit": "Add the comment"}
    return ask(
        request, CommentForm(typed(request)), act, done, back=done, said="Your comment is added.", **page
    )


@needs("thread.approve")
def approval_add(request: PageRequest, kind: str, public_id: str) -> HttpResponse:
    """Ask whether somebody agrees with a node, and if not, why."""
    node, done = find(request, kind, public_id), node_address(kind, public_id)
    demand_on(request.access, "thread.approve", node)

    def act(given: dict[str, Any]) -> None:
        agreed = given["agreed"] == "yes"
        actions.approve(node=node, agreed=agreed, reason=given["reason"], by=request.user, at=timezone.now())

    page = {"heading": "Agree, or say why not", "about": NodeFacts.of(node).words}
    return ask(
        request, ApprovalForm(typed(request)), act, done, back=done, said="Your answer is kept.", **page
    )


@needs("task.write")
def task_add(request: PageRequest, kind: str, public_id: str) -> HttpResponse:
    """Ask what one person has to do by a day."""
    node, done = find(request, kind, public_id), node_address(kind, public_id)
    demand_on(request.access, "task.write", node)
    people = {str(one.pk): one for one in members(request.council, today=timezone.localdate())}
    form = TaskForm(typed(request), people=[(key, one.name) for key, one in people.items()])

    def act(given: dict[str, Any]) -> None:
        owner = people[given.pop("owner")]
        actions.add_task(node=node, owner=owner, by=request.user, **given)

    page = {"heading": "Add an action", "about": NodeFacts.of(node).words, "submit": "Add the action"}
    return ask(request, form, act, done, back=done, said="The action is set.", **page)


@needs("task.do")
def tasks(request: PageRequest) -> HttpResponse:
    """List this person's actions, and those of others that wait for a second person."""
    today = timezone.localdate()
    mine = Paginator(queries.tasks_of(request.council, request.user), PER_PAGE)
    page = in_rows(mine.get_page(request.GET.get("page")), partial(TaskFacts.of, today=today))
    waiting = []
    if request.access.may("task.write"):
        waiting = [TaskFacts.of(one, today=today) for one in queries.tasks_to_check(request.access)]
    return render(request, "thread/tasks.html", {"heading": "My actions", "page": page, "waiting": waiting})


@needs("task.do")
def task(request: PageRequest, public_id: str) -> HttpResponse:
    """Show one action; its owner says here that it is done."""
    found, done = one_task(request, public_id), reverse("task", args=[public_id])

    def act(given: dict[str, Any]) -> None:
        if not may_finish(request, found):
            raise Http404
        actions.finish_task(task=found, by=request.user, at=timezone.now(), proof=given["proof"])

    node = found.node
    page = {
        "task": TaskFacts.of(found, today=timezone.localdate()), "on": NodeFacts.of(node) if queries.may_read_node(request.access, found) else None,
        "may_finish": may_finish(request, found), "may_check": may_check(request, found),
        "heading": found.words, "template": "thread/task.html", "submit": "Say that it is done",
    }  # fmt: skip
    return ask(request, FinishForm(typed(request)), act, done, said="The action is done.", **page)


@needs("task.write")
@require_POST
def task_check(request: PageRequest, public_id: str) -> HttpResponse:
    """Confirm that somebody else's action was done."""
    found = one_task(request, public_id)
    if not may_check(request, found):
        raise Http404
    actions.check_task(task=found, by=request.user, at=timezone.now())
    return redirect("task", public_id)


def one_task(request: PageRequest, public_id: str) -> Task:
    """Return one action of this council; raises Http404."""
    try:
        return queries.task(request.access, public_id)
    except queries.NodeMissing as missing:
        raise Http404 from missing


def may_finish(request: PageRequest, task: Task) -> bool:
    """Say whether this person may say that an action is done: its owner, or somebody who sets actions."""
    return task.done_at is None and (task.owner == request.user or may_set(request, task))


def may_check(request: PageRequest, task: Task) -> bool:
    """Say whether this person may confirm it: somebody who sets actions, and did not do this one."""
    open_to_check = task.done_at is not None and task.checked_at is None
    return open_to_check and task.done_by != request.user and may_set(request, task)


def may_set(request: PageRequest, task: Task) -> bool:
    """Say whether this person sets actions where this one hangs: in its team, or anywhere when it has none."""
    team = getattr(task.node, "team", None)
    return request.access.may("task.write", team_path=team.path if team else None)
