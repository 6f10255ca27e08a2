"""The register of subjects, and what hangs on nodes: actions to do, comments, approvals."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from goldenthread.foundation.history.actions import record
from goldenthread.foundation.messaging.actions import News, tell
from goldenthread.foundation.people.models import Team, User
from goldenthread.foundation.tenancy.models import Council
from goldenthread.thread.models import About, Approval, Comment, Subject, Task
from goldenthread.thread.models.node import Node


class NotTheSamePerson(Exception):
    """Somebody other than the person who did it must check it."""


class ProofMissing(Exception):
    """A second person checks this action: write what proves it was done."""


@transaction.atomic
def add_subject(
    *, council: Council, kind: str, name: str, team: Team | None = None, owned_by: User | None = None,
    synthetic: bool = False,
) -> Subject:  # fmt: skip
    """Put something on the register that voices and changes can be about; one that is there is returned."""
    subject, fresh = Subject.objects.within(council).get_or_create(
        kind=kind,
        name=name,
        defaults={"council": council, "team": team, "owned_by": owned_by, "synthetic": synthetic},
    )
    if fresh:
        record(verb="thread.subject.added", council=council, target=subject, by=owned_by)
    return subject


@transaction.atomic
def register_subject(*, council: Council, kind: str, name: str, by: User) -> Subject:
    """Put something on the register by hand; one that is there already is returned as it is."""
    subject, fresh = Subject.objects.within(council).get_or_create(
        kind=kind, name=name, defaults={"council": council}
    )
    if fresh:
        record(verb="thread.subject.added", council=council, target=subject, by=by)
    return subject


@transaction.atomic
def look_after_subject(
    *, subject: Subject, owned_by: User | None, review_on: date | None, shaped_by: str, by: User
) -> Subject:
    """Say who looks after a subject, when it is looked at again, and who shaped it."""
    before = {
        "owner": str(subject.owned_by or ""), "review_on": str(subject.review_on or ""),
        "shaped_by": subject.shaped_by,
    }  # fmt: skip
    subject.owned_by, subject.review_on, subject.shaped_by = owned_by, review_on, shaped_by
    subject.save(update_fields=["owned_by", "review_on", "shaped_by"])
    record(
        verb="thread.subject.looked_after", council=subject.council, target=subject, by=by,
        detail={"before": before},
    )  # fmt: skip
    return subject


@transaction.atomic
def say_about(*, node: Node, subject: Subject, by: User) -> About:
    """Say that a node is about a subject."""
    about, fresh = About.objects.within(node.council).get_or_create(
        subject=subject, **_on(node), defaults={"council": node.council}
    )
    if fresh:
        record(verb="thread.subject.about", council=node.council, target=node, by=by)
    return about


@transaction.atomic
def add_task(
    *, node: Node, words: str, owner: User, due_on: date, by: User, needs_second_person: bool = False
) -> Task:
    """Give one person something to do by a day; a risky one needs proof and a second person."""
    task = Task.objects.create(
        council=node.council, words=words, owner=owner, due_on=due_on, needs_second_person=needs_second_person,
        synthetic=node.synthetic, **_on(node),
    )  # fmt: skip
    record(verb="thread.task.set", council=node.council, target=task, by=by)
    if owner != by:
        facts = {"name": owner.first_name, "by": by.name, "day": f"{due_on.day} {due_on:%B %Y}"}
        news = News("thread.action_given", f"task:{task.public_id}", facts, href=f"task:{task.public_id}")
        tell(council=node.council, person=owner, news=news, at=timezone.now())
    return task


@transaction.atomic
def finish_task(*, task: Task, by: User, at: datetime, proof: str = "") -> Task:
    """Say that an action is done; raises ProofMissing when a second person will want to see proof."""
    if task.needs_second_person and not proof.strip():
        raise ProofMissing(str(ProofMissing.__doc__))
    task.done_at, task.done_by, task.proof = at, by, proof
    task.save(update_fields=["done_at", "done_by", "proof"])
    record(verb="thread.task.done", council=task.council, target=task, by=by)
    return task


@transaction.atomic
def check_task(*, task: Task, by: User, at: datetime) -> Task:
    """Confirm that an action was done; raises NotTheSamePerson when the checker did it."""
    if task.done_by is None or task.done_by == by:
        raise NotTheSamePerson(str(NotTheSamePerson.__doc__))
    task.checked_at, task.checked_by = at, by
    task.save(update_fields=["checked_at", "checked_by"])
    record(verb="thread.task.checked", council=task.council, target=task, by=by)
    return task


@transaction.atomic
def comment(*, node: Node, words: str, by: User, at: datetime) -> Comment:
    """Add a remark to a node."""
    remark = Comment.objects.create(council=node.council, words=words, by=by, at=at, **_on(node))
    record(verb="thread.comment.made", council=node.council, target=node, by=by)
    return remark


@transaction.atomic
def approve(*, node: Node, agreed: bool, reason: str, by: User, at: datetime) -> Approval:
    """Record that somebody agreed, or did not and why."""
    approval = Approval.objects.create(
        council=node.council, agreed=agreed, reason=reason, by=by, at=at, **_on(node)
    )
    verb = "thread.approval.given" if agreed else "thread.approval.refused"
    record(verb=verb, council=node.council, target=node, by=by)
    return approval


def _on(node: Node) -> dict[str, Node]:
    return {node._meta.model_name or "": node}
