"""What comes back by email."""

from datetime import datetime, timedelta
from email.message import EmailMessage
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.foundation.messaging import actions, inbound
from goldenthread.foundation.messaging.models import Message, State
from goldenthread.foundation.tenancy.tests.factories import a_council, a_person

NOW = datetime(2026, 11, 24, 14, 0, tzinfo=ZoneInfo("Europe/London"))


def a_letter(body="Thank you.", **headers):
    letter = EmailMessage()
    letter["From"] = headers.pop("From", "Mum <mum@example.org>")
    letter["Subject"] = headers.pop("Subject", "Re: your message")
    letter["Message-ID"] = headers.pop("Message-ID", "<one@example.org>")
    for name, value in headers.items():
        letter[name.replace("_", "-")] = value
    letter.set_content(body)
    return letter


BOUNCE = b"""From: MAILER-DAEMON@example.org\r
Message-ID: <bounce@example.org>\r
Content-Type: multipart/report; report-type=delivery-status; boundary="b"\r
\r
--b\r
Content-Type: text/plain\r
\r
It did not work.\r
--b\r
Content-Type: message/delivery-status\r
\r
Reporting-MTA: dns; example.org\r
\r
Final-Recipient: rfc822; person@example.org\r
Status: %(status)s\r
\r
--b\r
Content-Type: message/rfc822-headers\r
\r
Message-ID: <%(reference)s@goldenthread.localhost>\r
--b--\r
"""


@pytest.fixture
def place(db):
    council = a_council()
    return council, a_person(council, "quality_lead")


@pytest.fixture
def sent(place):
    actions.tell(council=place[0], person=place[1], news=actions.News("thread.action_given", "t:1"), at=NOW)
    message = Message.objects.within(place[0]).get()
    message.state = State.SENT
    message.save()
    return message


def receive(place, letter, at=NOW):
    raw = letter if isinstance(letter, bytes) else letter.as_bytes()
    return inbound.receive(council=place[0], raw=raw, at=at)


def test_a_reply_is_joined_to_the_message_it_answers_and_kept_once(place, sent):
    letter = a_letter(In_Reply_To=f"<{sent.public_id}@goldenthread.localhost>")
    kept = receive(place, letter)
    assert (kept.kind, kept.answers, kept.sender, kept.body) == (
        "reply",
        sent,
        "mum@example.org",
        "Thank you.",
    )
    assert receive(place, letter) is None


@pytest.mark.parametrize(("status", "state"), [(b"5.1.1", State.FAILED), (b"4.4.1", State.SENT)])
def test_a_bounce_for_ever_marks_the_message_and_one_for_now_does_not(place, sent, status, state):
    kept = receive(place, BOUNCE % {b"status": status, b"reference": sent.public_id.encode()})
    sent.refresh_from_db()
    assert (kept.kind, kept.answers, sent.state) == ("bounce", sent, state)


@pytest.mark.parametrize(
    ("headers", "kind"),
    [
        ({"Auto_Submitted": "auto-replied"}, "automatic"),
        ({"Precedence": "bulk"}, "automatic"),
        ({"From": "MAILER-DAEMON@example.org"}, "automatic"),
        ({"Return_Path": "<>"}, "automatic"),
        ({"X_Goldenthread_Council": "northshire"}, "loop"),
        ({"Auto_Submitted": "no"}, "new"),
    ],
)
def test_what_machines_write_is_told_apart_and_needs_nobody(place, headers, kind):
    kept = receive(place, a_letter(**headers))
    assert kept.kind == kind and (kept.dealt_at is None) == (kind == "new")


def test_a_mailbox_loop_is_cut_after_twenty_letters_an_hour(place):
    kinds = [receive(place, a_letter(**{"Message-ID": f"<{n}@example.org>"})).kind for n in range(25)]
    assert kinds == ["new"] * 20 + ["loop"] * 5
    later = receive(place, a_letter(**{"Message-ID": "<later@example.org>"}), at=NOW + timedelta(hours=2))
    assert later.kind == "new"


def test_scripts_in_a_letter_are_gone_and_its_files_are_named_only(place):
    letter = a_letter()
    letter.set_content("<p>Hello<script>alert(1)</script> <b>you</b> &amp; me</p>", subtype="html")
    letter.add_attachment(b"MZ" * 50, maintype="application", subtype="octet-stream", filename="bill.exe")
    kept = receive(place, letter)
    assert kept.body == "Hello you & me"
    assert kept.attachments == [{"name": "bill.exe", "bytes": 100}]


def test_a_letter_over_ten_megabytes_is_left_in_the_mailbox(place):
    with pytest.raises(inbound.TooBig, match="10 MB"):
        receive(place, b"x" * (inbound.MOST_BYTES + 1))


def test_a_letter_that_answers_another_councils_message_is_not_joined_to_it(place, sent):
    other = a_council()
    kept = receive((other,), a_letter(In_Reply_To=f"<{sent.public_id}@goldenthread.localhost>"))
    assert kept.answers is None and kept.kind == "new"


@given(st.binary(max_size=2_000))
def test_no_bytes_stop_the_reader(raw):
    letter = inbound.read(raw)
    assert "\0" not in letter.body + letter.subject + letter.sender


@pytest.mark.parametrize(
    "header",
    [b"From: =?x?q?=ff?=\r\n", b"Content-Type: text/plain; charset=nonsense\r\n", b"Content-Type: multipart/mixed\r\n",
     b"Message-ID: <<>>\r\n", b"From: \xff\xfe <a@b>\r\n", b"Content-Transfer-Encoding: base64\r\n"],
)  # fmt: skip
def test_headers_that_are_not_what_they_should_be_lose_no_letter(header):
    letter = inbound.read(header + b"Subject: Help\r\n\r\n\xff not base64 \x00")
    assert letter.subject == "Help"
