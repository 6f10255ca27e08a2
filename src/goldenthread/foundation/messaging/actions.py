"""Telling people something, changing how they are told, and changing the words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, time

from django.db import transaction

from goldenthread.foundation.history.actions import record
from goldenthread.foundation.messaging import queries
from goldenthread.foundation.messaging.models import (
    Message,
    Notice,
    Preference,
    QuietHours,
    Received,
    State,
    Way,
    Wording,
)
from goldenthread.foundation.messaging.quiet import may_go_at
from goldenthread.foundation.messaging.topics import TOPICS, check, filled
from goldenthread.foundation.people.models import User
from goldenthread.foundation.tenancy.models import Council


class TooLate(Exception):
    """The message has gone already."""


@dataclass(frozen=True)
class News:
    """What is to be told: a topic, what fills its gaps, where it leads, and a key that makes a second telling the same."""

    topic: str
    key: str
    facts: Mapping[str, str] = field(default_factory=dict)
    href: str = ""
    sentence: str = ""


@transaction.atomic
def tell(*, council: Council, person: User, news: News, at: datetime) -> Notice:
    """Tell a member of the house something, in the caller's transaction: a line here, and an email as they prefer.

    Told twice with one key, it is told once. Raises KeyError for a topic that nobody declared.
    """
    topic = TOPICS[news.topic]
    subject, body, version = queries.wording(council, topic)
    sentence = (news.sentence or filled(subject, news.facts))[:200]
    way = queries.way_of(council, person, topic.key)
    notice, new = Notice.objects.within(council).get_or_create(
        council=council, person=person, key=news.key,
        defaults={"topic": topic.key, "sentence": sentence, "href": news.href, "made_at": at,
                  "gather": way == Way.DAILY},
    )  # fmt: skip
    if new and way == Way.EMAIL:
        _post(council, person, topic.urgent, at, key=f"{person.pk}:{news.key}", topic=topic.key,
              wording_version=version, subject=filled(subject, news.facts), body=filled(body, news.facts))  # fmt: skip
    return notice


def _post(council: Council, person: User, urgent: bool, at: datetime, **words: object) -> None:
    go_at = may_go_at(at, queries.quiet_hours(council), urgent=urgent)
    Message.objects.within(council).get_or_create(
        council=council, key=words.pop("key"), channel="email",
        defaults={"person": person, "address": person.email, "urgent": urgent, "made_at": at, "next_at": go_at, **words},
    )  # fmt: skip


@transaction.atomic
def post_summary(*, council: Council, person: User, at: datetime) -> int:
    """Put a person's gathered lines into one email, and return how many there were."""
    lines = list(
        Notice.objects.within(council).filter(person=person, gather=True).order_by("made_at", "pk")[:200]
    )
    if not lines:
        return 0
    topic = TOPICS["messaging.summary"]
    subject, body, version = queries.wording(council, topic)
    facts = {"count": str(len(lines)), "lines": "\n".join(f"- {one.sentence}" for one in lines)}
    _post(council, person, False, at, key=f"summary:{person.pk}:{lines[-1].pk}", topic=topic.key,
          wording_version=version, subject=filled(subject, facts), body=filled(body, facts))  # fmt: skip
    Notice.objects.within(council).filter(pk__in=[one.pk for one in lines]).update(gather=False)
    return len(lines)


@transaction.atomic
def prefer(*, council: Council, person: User, ways: Mapping[str, str]) -> None:
    """Keep how a person wants to hear of each topic."""
    for topic, way in ways.items():
        Preference.objects.within(council).update_or_create(
            council=council, person=person, topic=TOPICS[topic].key, defaults={"way": Way(way)}
        )


@transaction.atomic
def read_all(*, council: Council, person: User, at: datetime) -> int:
    """Mark a person's notices as read, and return how many were not."""
    return Notice.objects.within(council).filter(person=person, read_at=None).update(read_at=at)


@transaction.atomic
def reword(*, council: Council, topic: str, subject: str, body: str, by: User, at: datetime) -> Wording:
    """Add a version of a wording, in force from now on; raises WordingRefused."""
    check(TOPICS[topic], subject, body)
    newest = Wording.objects.within(council).filter(topic=topic).order_by("-version").first()
    made = Wording.objects.create(
        council=council, topic=topic, version=newest.version + 1 if newest else 1,
        subject=subject, body=body, made_by=by, made_at=at,
    )  # fmt: skip
    record(verb="messaging.reworded", council=council, target=made, by=by, detail={"topic": topic})
    return made


@transaction.atomic
def keep_quiet(*, council: Council, starts_at: time, ends_at: time, weekends: bool, by: User) -> QuietHours:
    """Set when a council sends nothing that is not urgent; messages that wait already keep their time."""
    kept, _ = QuietHours.objects.within(council).update_or_create(
        council=council, defaults={"starts_at": starts_at, "ends_at": ends_at, "weekends": weekends}
    )
    record(verb="messaging.quiet_hours_set", council=council, target=kept, by=by)
    return kept


@transaction.atomic
def take_back(*, message: Message, by: User) -> None:
    """Take back a message that has not gone; raises TooLate."""
    waiting = Message.objects.within(message.council).filter(pk=message.pk, state=State.WAITING)
    if not waiting.update(state=State.WITHDRAWN, subject="", body=""):
        raise TooLate("This message has gone already, or is on its way.")
    record(verb="messaging.taken_back", council=message.council, target=message, by=by)


@transaction.atomic
def try_again(*, message: Message, by: User, at: datetime) -> None:
    """Send a message that could not be sent once more; raises TooLate when it is not one of those."""
    failed = (
        Message.objects.within(message.council).filter(pk=message.pk, state=State.FAILED).exclude(body="")
    )
    if not failed.update(state=State.WAITING, attempts=0, next_at=at, problem=""):
        raise TooLate("This message is not one that could not be sent.")
    record(verb="messaging.tried_again", council=message.council, target=message, by=by)


@transaction.atomic
def deal_with(*, received: Received, by: User, at: datetime) -> None:
    """Say that what came in has been dealt with."""
    received.dealt_at, received.dealt_by = at, by
    received.save(update_fields=["dealt_at", "dealt_by"])
    record(verb="messaging.dealt_with", council=received.council, target=received, by=by)
