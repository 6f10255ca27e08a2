"""Carrying what waits in the outbox out of the house: leased, once, again after a pause, and never for ever.

A message is handed over outside every transaction, because a carrier may take ten seconds. A worker that dies while
it hands one over leaves a lease that ends; the next worker sends again under the same reference (the email's
Message-ID), which is how a mailbox tells the second copy from a second message.
"""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from goldenthread.foundation.messaging import actions, queries
from goldenthread.foundation.messaging.models import Message, State
from goldenthread.foundation.messaging.quiet import HERE
from goldenthread.foundation.tenancy.models import Council
from goldenthread.ports.channels import NotDelivered, Outgoing, Receipt, channels
from goldenthread.ports.registry import NotShelved

LEASE = timedelta(seconds=60)
PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240, 720))  # then it is given up
AT_ONCE, IN_A_ROW = 100, 5  # messages in one go; refusals in a row after which a carrier is left alone
SUMMARY_HOUR = 8
KEPT = timedelta(days=90)


def deliver(council: Council, now: datetime) -> str:
    """Send what is due, and return what was done in one sentence.

    After five refusals in a row the carrier is left alone until the next go: a provider that is down is not pressed.
    """
    sent = failed = in_a_row = 0
    for pk in _due(council, now):
        message = _lease(council, pk, now)
        if message is None:
            continue  # another worker has it
        if _carry(message, timezone.now()):
            sent, in_a_row = sent + 1, 0
        else:
            failed, in_a_row = failed + 1, in_a_row + 1
        if in_a_row >= IN_A_ROW:
            break
    return f"Sent {sent}, could not send {failed}."


def _due(council: Council, now: datetime) -> list[int]:
    waiting = Q(state=State.WAITING, next_at__lte=now) | Q(state=State.SENDING, lease_until__lt=now)
    rows = Message.objects.within(council).filter(waiting).order_by("next_at", "pk")
    return list(rows.values_list("pk", flat=True)[:AT_ONCE])


def _lease(council: Council, pk: int, now: datetime) -> Message | None:
    """Take a message for this worker alone: one statement, so that of two workers one finds nothing to change."""
    free = Q(state=State.WAITING) | Q(state=State.SENDING, lease_until__lt=now)
    rows = Message.objects.within(council).filter(free, pk=pk)
    if not rows.update(state=State.SENDING, lease_until=timezone.now() + LEASE):
        return None
    return Message.objects.within(council).select_related("council").get(pk=pk)


def _carry(message: Message, now: datetime) -> bool:
    try:
        receipt = channels.get(message.channel).send(outgoing(message))
    except NotShelved:
        _refused(message, now, "There is no way to send by this channel here.", try_again=False)
    except NotDelivered as refusal:
        _refused(message, now, refusal.why, try_again=refusal.try_again)
    else:
        _sent(message, receipt, now)
        return True
    return False


def outgoing(message: Message) -> Outgoing:
    """Return a message as a carrier takes it; its headers say that a machine wrote it, so that machines do not answer."""
    return Outgoing(
        to=message.address,
        subject=message.subject,
        body=message.body,
        reference=message.public_id,
        headers={"Auto-Submitted": "auto-generated", "X-Goldenthread-Council": message.council.slug},
    )


@transaction.atomic
def _sent(message: Message, receipt: Receipt, now: datetime) -> None:
    state = State.ARRIVED if receipt.arrived else State.SENT
    _mine(message).update(
        state=state, sent_at=now, carrier_reference=receipt.reference[:200], lease_until=None, problem=""
    )


@transaction.atomic
def _refused(message: Message, now: datetime, why: str, *, try_again: bool) -> None:
    attempts = message.attempts + 1
    given_up = not try_again or attempts > len(PAUSES)
    pause = timedelta() if given_up else PAUSES[attempts - 1] + _jitter(message)
    _mine(message).update(
        state=State.FAILED if given_up else State.WAITING,
        attempts=attempts, next_at=now + pause, lease_until=None, problem=why[:200],
    )  # fmt: skip


def _mine(message: Message) -> QuerySet[Message]:
    return Message.objects.within(message.council).filter(pk=message.pk, state=State.SENDING)


def _jitter(message: Message) -> timedelta:
    """Return up to 20 seconds that are a message's own, so that a thousand do not come back in one moment."""
    return timedelta(seconds=hashlib.sha256(message.public_id.encode()).digest()[0] % 20)


def summarise(council: Council, now: datetime) -> str:
    """Write each person's daily summary, once their morning has come."""
    here = now.astimezone(HERE)
    if here.hour < SUMMARY_HOUR:
        return "Too early for summaries."
    people = queries.with_lines_gathered(council, here.date())
    lines = sum(actions.post_summary(council=council, person=one, at=now) for one in people)
    return f"Put {lines} lines into summaries."


def forget(council: Council, now: datetime) -> str:
    """Blank the words and addresses of messages that are 90 days old; that they were sent stays."""
    ended = [State.SENT, State.ARRIVED, State.FAILED, State.WITHDRAWN]
    old = Message.objects.within(council).filter(state__in=ended, made_at__lt=now - KEPT)
    blanked = old.exclude(address="", body="").update(address="", subject="", body="")
    return f"Blanked {blanked} old messages."
