"""Actions to do: one person's, those that wait for a second person, and one by its address."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db.models import F, Q, QuerySet

from goldenthread.foundation.people.models import User
from goldenthread.foundation.permissions.access import Access
from goldenthread.foundation.tenancy.models import Council
from goldenthread.thread.models import Task, Voice
from goldenthread.thread.models.node import KINDS
from goldenthread.thread.queries.nodes import NodeMissing

WITH_A_TEAM = ("voice", "learning", "improvement")


def my_tasks(council: Council, owner: User, *, until: date) -> list[Task]:
    """Return one person's actions not done and due by `until`, the most urgent first."""
    rows = Task.objects.within(council).filter(owner=owner, done_at=None, due_on__lte=until)
    return list(rows.order_by("due_on", "pk")[:20])


def tasks_of(council: Council, owner: User) -> QuerySet[Task]:
    """Return all of one person's actions: those not done first, in the order they are due."""
    rows = Task.objects.within(council).filter(owner=owner).select_related("done_by", "checked_by")
    return rows.order_by(F("done_at").asc(nulls_first=True), "due_on", "pk")


def tasks_to_check(access: Access) -> list[Task]:
    """Return actions done by somebody else that wait for this person to check them, oldest first, at most 20.

    Those on a node of a team where this person sets no actions are left out, and those on a voice out of reach.
    """
    rows = Task.objects.within(access.council).filter(
        needs_second_person=True, done_at__isnull=False, checked_at=None
    )
    rows = rows.filter(_on_a_readable_voice_or_none(access), *_of_teams(access.reach("task.write")))
    rows = rows.exclude(done_by=access.user).select_related("owner", "done_by")
    return list(rows.order_by("done_at", "pk")[:20])


def task(access: Access, public_id: str) -> Task:
    """Return one action with its node; raises NodeMissing when there is none.

    An action on a voice out of reach is for its owner only, who sees the action and not the words.
    """
    seen = _on_a_readable_voice_or_none(access) | Q(owner=access.user)
    rows = Task.objects.within(access.council).filter(seen)
    found = rows.select_related("owner", "done_by", "checked_by", *KINDS).filter(public_id=public_id).first()
    if found is None:
        raise NodeMissing("There is no action with this address.")
    found.council = access.council  # known already: not asked for again
    return found


def may_read_node(access: Access, task: Task) -> bool:
    """Say whether this person may read what an action hangs on: anything but a voice out of reach."""
    if task.voice_id is None:
        return True
    return Voice.objects.within(access.council).in_reach(access).filter(pk=task.voice_id).exists()


def _on_a_readable_voice_or_none(access: Access) -> Q:
    readable = Voice.objects.within(access.council).in_reach(access).values("pk")
    return Q(voice=None) | Q(voice__in=readable)


def _of_teams(paths: Sequence[str]) -> list[Q]:
    """Return what leaves out actions on nodes of teams outside `paths`; a node without a team is everyone's."""
    if "/" in paths:
        return []
    return [_of_teams_by(kind, paths) for kind in WITH_A_TEAM]


def _of_teams_by(kind: str, paths: Sequence[str]) -> Q:
    inside = Q(**{f"{kind}__team": None})
    for path in paths:
        inside |= Q(**{f"{kind}__team__path__startswith": path})
    return inside
