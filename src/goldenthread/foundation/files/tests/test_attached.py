"""What may be attached, and what a scanner says of it."""

from __future__ import annotations

import io
import socketserver
import struct
import threading
import zlib

import pytest
from PIL import Image

from goldenthread.foundation.files import admission, scanning

EICAR = b"X5O!P%@AP[4" + b"\\PZX54(P^)7CC)7}$EICAR-STANDARD-" + b"ANTIVIRUS-TEST-FILE!$H+H*"


class Clamd(socketserver.BaseRequestHandler):
    """The daemon's side of INSTREAM, strict about its form."""

    def handle(self):
        stream = self.request.makefile("rb")
        assert stream.read(10) == b"zINSTREAM\0"
        content = b""
        while size := struct.unpack("!L", stream.read(4))[0]:
            content += stream.read(size)
        said = {True: b"stream: Eicar-Test-Signature FOUND\0", False: b"stream: OK\0"}[EICAR in content]
        self.request.sendall(self.server.says or said)


@pytest.fixture
def clamd():
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Clamd) as server:
        server.says = b""
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


def ask(server, *pieces):
    return scanning.scan(pieces, address=f"127.0.0.1:{server.server_address[1]}")


def test_the_test_virus_is_found_even_across_pieces(clamd):
    assert ask(clamd, EICAR).found == "Eicar-Test-Signature"
    assert not ask(clamd, b"x" * 200_000 + EICAR[:20], EICAR[20:]).clean
    assert ask(clamd, b"a letter", b"", b"y" * 200_000) == scanning.Verdict(clean=True)


@pytest.mark.parametrize(
    "says", [b"INSTREAM size limit exceeded. ERROR\0", b"\0", b"perhaps\0", b"stream: NOT OK\0"]
)
def test_what_is_not_a_verdict_is_never_taken_for_clean(clamd, says):
    clamd.says = says
    with pytest.raises(scanning.CannotScan):
        ask(clamd, b"a letter")


@pytest.mark.parametrize("address", ["127.0.0.1:1", "/nowhere/clamd.sock"])
def test_a_scanner_that_is_away_is_no_verdict(address):
    with pytest.raises(scanning.CannotScan, match="kept apart"):
        scanning.scan([b"x"], address=address)


def picture(form="JPEG"):
    page, sheet = io.BytesIO(), Image.new("RGB", (40, 20), "red")
    exif = Image.Exif()
    exif[0x010F] = "Canary Camera"
    exif[0x8825] = {1: "N", 2: (53.0, 1.0, 2.0)}
    sheet.save(page, form, exif=exif)
    return page.getvalue()


@pytest.mark.parametrize("form", ["JPEG", "PNG"])
def test_a_picture_keeps_its_look_and_loses_place_camera_and_what_hides_behind_it(form):
    sent = picture(form) + b"<script>hidden</script>"
    assert b"Canary" in sent
    kept = admission.admit(sent).content
    assert b"Canary" not in kept and b"script" not in kept
    with Image.open(io.BytesIO(kept)) as shown:
        assert shown.size == (40, 20) and not shown.getexif()


def bomb():
    """A PNG of 60,000 by 60,000 dots in a few bytes."""

    def chunk(name, body):
        return struct.pack("!L", len(body)) + name + body + struct.pack("!L", zlib.crc32(name + body))

    head = struct.pack("!LLBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(b"0"))
        + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b"MZ\x90\x00" + b"\0" * 200, "cannot be attached"),
        (b"<html><script>x</script></html>", "cannot be attached"),
        (b"just words", "cannot be attached"),
        (b"x" * (admission.MOST_BYTES + 1), "over 20 MB"),
        (picture()[:200], "damaged"),
        (bomb(), "40 million dots"),
    ],
)
def test_what_may_not_be_attached_is_refused_with_a_sentence(content, words):
    with pytest.raises(admission.NotAdmitted, match=words):
        admission.admit(content)


def test_a_pdf_is_kept_as_it_came():
    content = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n%%EOF\n"
    assert admission.admit(content) == admission.Admitted(content, "application/pdf")
