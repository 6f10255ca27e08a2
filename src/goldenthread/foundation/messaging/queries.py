"""What the outbox, the inbox and a person's notices hold."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from goldenthread.foundation.messaging.models import (
    Message,
    Notice,
    Preference,
    QuietHours,
    Received,
    Way,
    Wording,
)
from goldenthread.foundation.messaging.topics import TOPICS, Topic
from goldenthread.foundation.people.models import Membership, User
from goldenthread.foundation.tenancy.models import Council


def wording(council: Council, topic: Topic) -> tuple[str, str, int]:
    """Return the subject, the words and the version in force; version 0 comes with the release."""
    own = Wording.objects.within(council).filter(topic=topic.key).order_by("-version").first()
    return (own.subject, own.body, own.version) if own else (topic.subject, topic.body, 0)


def wordings(council: Council) -> list[tuple[Topic, str, int]]:
    """Return each topic with its subject and version in force, by label."""
    newest: dict[str, Wording] = {}
    for one in Wording.objects.within(council).order_by("version"):
        newest[one.topic] = one
    found = [
        (topic, newest[key].subject if key in newest else topic.subject,
         newest[key].version if key in newest else 0)
        for key, topic in TOPICS.items()
    ]  # fmt: skip
    return sorted(found, key=lambda one: one[0].label)


def way_of(council: Council, person: User, topic: str) -> str:
    """Return how a person wants to hear of a topic; an email each time until they say otherwise."""
    chosen = Preference.objects.within(council).filter(person=person, topic=topic).first()
    return chosen.way if chosen else Way.EMAIL


def ways_of(council: Council, person: User) -> dict[str, str]:
    """Return how a person wants to hear of each topic they may choose for."""
    said = dict(Preference.objects.within(council).filter(person=person).values_list("topic", "way"))
    return {key: said.get(key, Way.EMAIL) for key in TOPICS if key != "messaging.summary"}


def quiet_hours(council: Council) -> QuietHours | None:
    """Return when a council sends nothing that is not urgent, or None."""
    return QuietHours.objects.within(council).first()


def notices(council: Council, person: User) -> QuerySet[Notice]:
    """Return a person's notices, newest first."""
    return Notice.objects.within(council).filter(person=person).order_by("-made_at", "-pk")


def outbox(council: Council, state: str = "") -> QuerySet[Message]:
    """Return a council's messages, newest first, in one state when named."""
    rows = Message.objects.within(council).select_related("person")
    return (rows.filter(state=state) if state else rows).order_by("-made_at", "-pk")


def message(council: Council, public_id: str) -> Message:
    """Return one message; raises Message.DoesNotExist."""
    return Message.objects.within(council).select_related("council").get(public_id=public_id)


def inbox(council: Council) -> QuerySet[Received]:
    """Return what came in, what is not dealt with first, then newest first."""
    rows = Received.objects.within(council).select_related("answers", "dealt_by")
    return rows.order_by("dealt_at", "-received_at", "-pk")


def received(council: Council, public_id: str) -> Received:
    """Return one message that came in; raises Received.DoesNotExist."""
    return Received.objects.within(council).select_related("council", "answers").get(public_id=public_id)


def with_lines_gathered(council: Council, today: date) -> list[User]:
    """Return the members, in force today, who have lines waiting for their daily summary."""
    waiting = Notice.objects.within(council).filter(gather=True).values("person")
    current = Membership.objects.within(council).current(today).filter(user__in=waiting)
    return list(User.objects.filter(pk__in=current.values("user"), is_active=True).order_by("pk"))
