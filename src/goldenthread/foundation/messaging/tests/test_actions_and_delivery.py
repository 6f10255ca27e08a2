"""Telling people, and carrying what waits in the outbox out of the house."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction
from django.utils import timezone

from goldenthread.domain.schedules import Every
from goldenthread.foundation.hooks.clock import CHORES
from goldenthread.foundation.jobs import runner, ticks
from goldenthread.foundation.messaging import actions, delivery, queries
from goldenthread.foundation.messaging.models import Message, Notice, State
from goldenthread.foundation.tenancy.tests.factories import a_council, a_person
from goldenthread.ports.channels import NotDelivered, Receipt, channels

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 24, 14, 0, tzinfo=ZoneInfo("Europe/London"))
NEWS = actions.News("thread.action_given", "task:1", {"name": "Asha", "by": "Ben", "day": "1 May 2027"})


class Carrier:
    """A channel that does as it is told."""

    key, label = "email", "Email"

    def __init__(self):
        self.taken, self.refusals = [], []

    def send(self, message):
        if self.refusals:
            raise self.refusals.pop(0)
        self.taken.append(message)
        return Receipt("theirs")


@pytest.fixture
def carrier(monkeypatch):
    one = Carrier()
    monkeypatch.setitem(channels._things, "email", one)
    return one


@pytest.fixture
def place():
    council = a_council()
    return council, a_person(council, "quality_lead")


def tell(place, news=NEWS, at=NOW):
    return actions.tell(council=place[0], person=place[1], news=news, at=at)


def messages(place):
    return list(Message.objects.within(place[0]).order_by("pk"))


def test_somebody_is_told_here_and_by_email_once_however_often_it_is_said(place, carrier):
    assert tell(place) == tell(place)
    (message,) = messages(place)
    assert message.subject == "You have been given an action" and "1 May 2027" in message.body
    assert delivery.deliver(place[0], NOW) == "Sent 1, could not send 0."
    assert delivery.deliver(place[0], NOW) == "Sent 0, could not send 0."
    (sent,) = carrier.taken
    assert sent.to == place[1].email and sent.reference == message.public_id
    assert sent.headers["Auto-Submitted"] == "auto-generated"


def test_what_is_told_in_a_change_that_fails_is_not_told(place):
    with pytest.raises(RuntimeError), transaction.atomic():
        tell(place)
        raise RuntimeError
    assert messages(place) == [] and not Notice.objects.within(place[0]).exists()


def test_a_message_in_quiet_hours_waits_for_the_morning(place, carrier):
    actions.keep_quiet(council=place[0], starts_at=time(20), ends_at=time(8), weekends=True, by=place[1])
    night = NOW.replace(hour=22)
    tell(place, at=night)
    assert delivery.deliver(place[0], night) == "Sent 0, could not send 0."
    assert delivery.deliver(place[0], NOW + timedelta(hours=18)) == "Sent 1, could not send 0."


def test_a_refusal_is_tried_again_after_a_pause_and_given_up_at_last(place, carrier):
    tell(place)
    carrier.refusals = [NotDelivered("The server is busy.", try_again=True) for _ in range(20)]
    now = NOW
    for attempt in range(len(delivery.PAUSES) + 1):
        assert delivery.deliver(place[0], now) == "Sent 0, could not send 1.", attempt
        soon = datetime.now(tz=NOW.tzinfo) + timedelta(seconds=59)  # before the shortest pause is over
        assert delivery.deliver(place[0], soon) == "Sent 0, could not send 0."
        now = soon + timedelta(days=1)
    (message,) = messages(place)
    assert message.state == State.FAILED and message.problem == "The server is busy."
    actions.try_again(message=message, by=place[1], at=now)
    carrier.refusals = []
    assert delivery.deliver(place[0], now) == "Sent 1, could not send 0."


def test_a_refusal_for_ever_is_given_up_at_once(place, carrier):
    tell(place)
    carrier.refusals = [NotDelivered("No such address.", try_again=False)]
    delivery.deliver(place[0], NOW)
    assert messages(place)[0].state == State.FAILED


def test_a_carrier_that_is_down_is_left_alone_after_five_refusals(place, carrier):
    for number in range(8):
        tell(place, actions.News("thread.action_given", f"task:{number}"))
    carrier.refusals = [NotDelivered("Down.", try_again=True) for _ in range(8)]
    assert delivery.deliver(place[0], NOW) == "Sent 0, could not send 5."
    assert len(carrier.refusals) == 3


def test_a_message_whose_worker_died_is_sent_when_its_lease_ends_under_the_same_reference(place, carrier):
    tell(place)
    (message,) = messages(place)
    now = datetime.now(tz=NOW.tzinfo)
    assert delivery._lease(place[0], message.pk, now) is not None  # and there the worker dies
    assert delivery._lease(place[0], message.pk, now) is None  # two workers never hold one message
    assert delivery.deliver(place[0], now + timedelta(seconds=30)) == "Sent 0, could not send 0."
    assert delivery.deliver(place[0], now + timedelta(seconds=61)) == "Sent 1, could not send 0."
    assert carrier.taken[0].reference == message.public_id


def test_a_message_taken_back_is_not_sent_and_one_that_went_cannot_be(place, carrier):
    tell(place)
    (message,) = messages(place)
    actions.take_back(message=message, by=place[1])
    assert delivery.deliver(place[0], NOW) == "Sent 0, could not send 0."
    with pytest.raises(actions.TooLate):
        actions.take_back(message=message, by=place[1])


def test_somebody_who_wants_one_email_a_day_gets_one(place, carrier):
    actions.prefer(council=place[0], person=place[1], ways={"thread.action_given": "daily"})
    for number in range(3):
        tell(place, actions.News("thread.action_given", f"task:{number}", sentence=f"Line {number}"))
    assert messages(place) == []
    early = NOW.replace(hour=7)
    assert delivery.summarise(place[0], early) == "Too early for summaries."
    assert delivery.summarise(place[0], NOW) == "Put 3 lines into summaries."
    assert delivery.summarise(place[0], NOW) == "Put 0 lines into summaries."
    (message,) = messages(place)
    assert "- Line 0\n- Line 1\n- Line 2" in message.body


def test_somebody_who_wants_to_hear_here_only_gets_no_email(place):
    actions.prefer(council=place[0], person=place[1], ways={"thread.action_given": "here"})
    tell(place)
    assert messages(place) == [] and queries.notices(*place).count() == 1


def test_a_message_keeps_the_words_it_was_written_with(place):
    tell(place)
    made = actions.reword(council=place[0], topic="thread.action_given", subject="New", body="New words", by=place[1], at=NOW)  # fmt: skip
    tell(place, actions.News("thread.action_given", "task:2"))
    first, second = messages(place)
    assert (first.wording_version, second.wording_version) == (0, made.version)
    assert second.body == "New words" and "New words" not in first.body


def test_words_and_addresses_of_old_messages_are_blanked_and_that_they_went_stays(place, carrier):
    tell(place)
    delivery.deliver(place[0], NOW)
    assert delivery.forget(place[0], NOW + timedelta(days=89)) == "Blanked 0 old messages."
    assert delivery.forget(place[0], NOW + timedelta(days=91)) == "Blanked 1 old messages."
    (message,) = messages(place)
    assert (message.address, message.subject, message.body, message.state) == ("", "", "", State.SENT)


def test_one_council_sends_nothing_of_another(place, carrier):
    tell(place)
    assert delivery.deliver(a_council(), NOW) == "Sent 0, could not send 0."


def test_the_clock_sends_messages_every_minute_and_looks_for_summaries_through_the_morning():
    when = {one.key: one.when for one in CHORES}
    assert when["messages"] == Every(1)
    assert when["daily summaries"] == Every(15)  # at night alone it would always be too early for them


def test_the_clock_itself_carries_a_message_out(place, carrier):
    tell(place, at=timezone.now())
    now = timezone.now()
    for minutes in (0, 2):  # the first stroke finds out when each schedule is due
        ticks.strike(now=now + timedelta(minutes=minutes))
    runner.drain(now=now + timedelta(minutes=2))
    assert [one.to for one in carrier.taken] == [place[1].email]
