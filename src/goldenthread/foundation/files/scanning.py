"""Asks a virus scanner about a file: the INSTREAM exchange of ClamAV's daemon, over TCP or a socket in a file."""

from __future__ import annotations

import socket
import struct
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

PIECE = 64 * 1024
PATIENCE = 30.0  # seconds
LONGEST_ANSWER = 4096
CLEAN, FOUND = b"OK", b" FOUND"


class CannotScan(Exception):
    """The virus scanner did not answer. The file is kept apart until it does."""


@dataclass(frozen=True)
class Verdict:
    """What the scanner said: clean, or the name of what it found."""

    clean: bool
    found: str = ""


def scan(pieces: Iterable[bytes], *, address: str) -> Verdict:
    """Send a file to the scanner at `address` ("host:port", or the path of a socket) and return its verdict.

    Raises CannotScan when it is away, slow, refuses the size, or says something unknown: never "clean" by default.
    """
    try:
        with _connected(address) as line:
            line.sendall(b"zINSTREAM\0")
            for piece in pieces:
                _send(line, piece)
            line.sendall(struct.pack("!L", 0))
            return _verdict(_answer(line))
    except OSError as fault:
        raise CannotScan(str(CannotScan.__doc__)) from fault


@contextmanager
def _connected(address: str) -> Iterator[socket.socket]:
    host, _, port = address.rpartition(":")
    if port.isdigit():
        line = socket.create_connection((host, int(port)), timeout=PATIENCE)
    else:
        line = socket.socket(socket.AF_UNIX)
        line.settimeout(PATIENCE)
        line.connect(address)
    with line:
        yield line


def _send(line: socket.socket, piece: bytes) -> None:
    for start in range(0, len(piece), PIECE):  # an empty part would end the stream, so none is sent
        part = piece[start : start + PIECE]
        line.sendall(struct.pack("!L", len(part)) + part)


def _answer(line: socket.socket) -> bytes:
    answer = b""
    while len(answer) < LONGEST_ANSWER and (more := line.recv(1024)):
        answer += more
        if b"\0" in more:
            break
    return answer.split(b"\0")[0].strip()


def _verdict(answer: bytes) -> Verdict:
    said = answer.removeprefix(b"stream: ")
    if said == CLEAN:
        return Verdict(clean=True)
    if said.endswith(FOUND):
        return Verdict(clean=False, found=said.removesuffix(FOUND).decode("ascii", "replace"))
    raise CannotScan(str(CannotScan.__doc__))
