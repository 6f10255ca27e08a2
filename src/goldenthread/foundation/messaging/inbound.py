"""What comes back by email: replies, bounces, automatic answers and loops, each told apart and kept once."""

from __future__ import annotations

import hashlib
import html
import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parseaddr

import nh3
from django.db import transaction

from goldenthread.foundation.messaging.models import Kind, Message, Received, State
from goldenthread.foundation.tenancy.models import Council

MOST_BYTES, MOST_WORDS, MOST_FROM_ONE = (
    10_000_000,
    50_000,
    20,
)  # a message; its text; from one address in an hour
OUR_ID = re.compile(r"<([A-Za-z0-9_-]{16})@goldenthread(?:\.[a-z0-9.-]+)?>")
BULK = {"bulk", "junk", "list", "auto_reply"}
ROBOTS = ("mailer-daemon", "postmaster", "no-reply", "noreply", "do-not-reply")


class TooBig(ValueError):
    """The message is larger than 10 MB."""


@dataclass(frozen=True)
class Letter:
    """A message that came in, as far as we need it."""

    reference: str
    kind: str
    answers: str
    sender: str
    subject: str
    body: str
    attachments: list[dict[str, object]]
    permanent: bool


def read(raw: bytes) -> Letter:
    """Return what a raw email says. Nothing in it is run, fetched or kept as a file; raises TooBig."""
    if len(raw) > MOST_BYTES:
        raise TooBig("A message is larger than 10 MB: it was left in the mailbox.")
    letter = message_from_bytes(raw, policy=policy.default)
    report = _report(letter)
    return Letter(
        reference=(_header(letter, "Message-ID") or hashlib.sha256(raw).hexdigest())[:250],
        kind=_kind(letter, bounced=report is not None),
        answers=_answers(letter, raw if report is not None else b""),
        sender=parseaddr(_header(letter, "From"))[1][:254].lower(),
        subject=_header(letter, "Subject")[:200],
        body=_words(letter)[:MOST_WORDS],
        attachments=[_named(part) for part in _attachments(letter)][:50],
        permanent=(report or "").startswith("5"),
    )


@transaction.atomic
def receive(*, council: Council, raw: bytes, at: datetime) -> Received | None:
    """Keep one email, once; None when it was kept before. A bounce marks the message that it came from. Raises TooBig."""
    letter = read(raw)
    rows = Received.objects.within(council)
    if rows.filter(channel="email", carrier_reference=letter.reference).exists():
        return None
    answered = (
        Message.objects.within(council).filter(public_id=letter.answers).first() if letter.answers else None
    )
    kind = letter.kind
    recent = rows.filter(sender=letter.sender, received_at__gt=at - timedelta(hours=1))
    if letter.sender and recent[:MOST_FROM_ONE].count() >= MOST_FROM_ONE:
        kind = Kind.LOOP  # nobody writes twenty letters an hour
    if kind == Kind.NEW and answered:
        kind = Kind.REPLY
    kept = Received.objects.create(
        council=council, channel="email", carrier_reference=letter.reference, kind=kind, answers=answered,
        sender=letter.sender, subject=letter.subject, body="" if kind == Kind.LOOP else letter.body,
        attachments=letter.attachments, received_at=at,
        dealt_at=None if kind in (Kind.NEW, Kind.REPLY, Kind.BOUNCE) else at,
    )  # fmt: skip
    if kind == Kind.BOUNCE and answered and letter.permanent:
        Message.objects.within(council).filter(pk=answered.pk).update(
            state=State.FAILED, problem="The other side says that nobody can be reached at this address."
        )
    return kept


def _header(letter: EmailMessage, name: str) -> str:
    try:
        value = letter.get(name)
    except (ValueError, IndexError, AttributeError, TypeError):  # a header that the library cannot take apart
        return ""
    return "".join(each for each in str(value or "") if each.isprintable()).strip()


def _kind(letter: EmailMessage, *, bounced: bool) -> str:
    sender = parseaddr(_header(letter, "From"))[1].lower()
    automatic = _header(letter, "Auto-Submitted").lower() not in ("", "no")
    if bounced:
        return Kind.BOUNCE
    if _header(letter, "X-Goldenthread-Council"):
        return Kind.LOOP  # our own letter, come home
    if automatic or _header(letter, "Precedence").lower() in BULK or _header(letter, "X-Autoreply"):
        return Kind.AUTOMATIC
    if _header(letter, "Return-Path") == "<>" or sender.split("@")[0].startswith(ROBOTS):
        return Kind.AUTOMATIC
    return Kind.NEW


def _report(letter: EmailMessage) -> str | None:
    """Return the status of a delivery report ("5.1.1", or "" when it gives none); None for any other letter."""
    if letter.get_content_type() != "multipart/report":
        return None
    for part in letter.walk():
        if part.get_content_type() == "message/delivery-status":
            found = re.search(r"^Status:\s*(\d\.\d{1,3}\.\d{1,3})", part.as_string(), re.MULTILINE)
            return found[1] if found else ""
    return None


def _answers(letter: EmailMessage, whole: bytes) -> str:
    places = [_header(letter, "In-Reply-To"), _header(letter, "References"), whole.decode("ascii", "ignore")]
    for place in places:
        if found := OUR_ID.search(place):
            return found[1]
    return ""


def _words(letter: EmailMessage) -> str:
    part = letter.get_body(preferencelist=("plain", "html"))
    if part is None:
        return ""
    try:
        text = part.get_content()
    except (LookupError, UnicodeError, ValueError, AttributeError, KeyError):  # an encoding nobody knows
        text = (part.get_payload(decode=True) or b"").decode("utf-8", "replace")  # type: ignore[union-attr]
    if part.get_content_type() == "text/html":
        text = html.unescape(nh3.clean(str(text), tags=set()))
    return str(text).replace("\0", "").strip()


def _attachments(letter: EmailMessage) -> list[EmailMessage]:
    try:
        return list(letter.iter_attachments())
    except (KeyError, AttributeError, ValueError, TypeError):  # not what it says it is
        return []


def _named(part: EmailMessage) -> dict[str, object]:
    payload = part.get_payload(decode=True)
    size = len(payload) if isinstance(payload, bytes) else 0
    return {"name": (part.get_filename() or "no name").replace("\0", "")[:100], "bytes": size}
