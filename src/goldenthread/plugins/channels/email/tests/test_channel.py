"""Email handed to a mail server that speaks the real protocol on this machine."""

import socketserver
import threading

import pytest
from django.test import override_settings

from goldenthread.plugins.channels.email.channel import Email
from goldenthread.ports.channels import NotDelivered, Outgoing

LETTER = Outgoing(
    "mum@example.org", "You have a message", "Hello", "AAAAAAAAAAAAAAAA", {"Auto-Submitted": "auto-generated"}
)


class Server(socketserver.ThreadingTCPServer):
    """Takes letters, and answers RCPT with the code it was told."""

    allow_reuse_address, daemon_threads = True, True

    def __init__(self, answer):
        self.answer, self.letters = answer, []
        super().__init__(("127.0.0.1", 0), Talk)


class Talk(socketserver.StreamRequestHandler):
    def say(self, words):
        self.wfile.write(words.encode() + b"\r\n")

    def handle(self):
        self.say("220 here")
        while line := self.rfile.readline():
            word = line[:4].upper()
            if word == b"DATA":
                self.say("354 go on")
                self.server.letters.append(b"".join(iter(self.rfile.readline, b".\r\n")))
                self.say("250 taken")
            elif word == b"QUIT":
                return self.say("221 bye")
            else:
                self.say(self.server.answer if word == b"RCPT" else "250 fine")
        return None


@pytest.fixture
def server(request):
    one = Server(request.param)
    threading.Thread(target=one.serve_forever, daemon=True).start()
    with override_settings(
        EMAIL_BACKEND="django.core.mail.backends.smtp.EmailBackend", EMAIL_HOST="127.0.0.1",
        EMAIL_PORT=one.server_address[1], EMAIL_USE_TLS=False, EMAIL_HOST_USER="", EMAIL_TIMEOUT=5,
    ):  # fmt: skip
        yield one
    one.shutdown()
    one.server_close()


@pytest.mark.parametrize("server", ["250 fine"], indirect=True)
def test_a_letter_is_handed_over_with_our_reference_and_says_that_a_machine_wrote_it(server):
    receipt = Email().send(LETTER)
    (raw,) = server.letters
    assert receipt.reference == "<AAAAAAAAAAAAAAAA@goldenthread.localhost>"
    assert receipt.reference.encode() in raw and b"Auto-Submitted: auto-generated" in raw


@pytest.mark.parametrize(
    ("server", "again"), [("550 nobody here", False), ("451 later", True)], indirect=["server"]
)
def test_a_server_that_says_never_is_believed_and_one_that_says_later_is_asked_again(server, again):
    with pytest.raises(NotDelivered) as refusal:
        Email().send(LETTER)
    assert refusal.value.try_again is again and "mum@" not in refusal.value.why


@override_settings(
    EMAIL_BACKEND="django.core.mail.backends.smtp.EmailBackend",
    EMAIL_HOST="127.0.0.1",
    EMAIL_PORT=9,
    EMAIL_USE_TLS=False,
)
def test_a_server_that_is_not_there_is_tried_again():
    with pytest.raises(NotDelivered) as refusal:
        Email().send(LETTER)
    assert refusal.value.try_again


def test_an_address_with_a_line_break_reaches_no_server():
    with pytest.raises(NotDelivered) as refusal:
        Email().send(Outgoing("a@b.org\nBcc: c@d.org", "s", "b", "r"))
    assert not refusal.value.try_again
