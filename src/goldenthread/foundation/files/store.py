"""Keeps what was sent under the hash of its content: the same file twice is kept once, and half a file never."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings

MOST_BYTES = 50 * 1024 * 1024
HASH_LETTERS = 64


class TooBig(Exception):
    """The file is over 50 MB. Split it into smaller files and send them one by one."""


class Gone(Exception):
    """The file is no longer kept here. Send it again."""


@dataclass(frozen=True)
class Kept:
    """A file in the store: its name there, the SHA-256 of its content in hex, and its size in bytes."""

    name: str
    digest: str
    size: int


def keep(pieces: Iterable[bytes], *, most: int = MOST_BYTES) -> Kept:
    """Write a file to the store and return where it is.

    It appears there whole, by one rename, or not at all. Raises TooBig over `most` bytes.
    """
    folder = _folder()
    folder.mkdir(parents=True, exist_ok=True)
    handle, waiting = tempfile.mkstemp(dir=folder, prefix="arriving-")  # readable by its owner alone
    with ExitStack() as unless_kept:  # whatever stops it, half a file is not left lying
        unless_kept.callback(Path(waiting).unlink, missing_ok=True)
        digest, size = _write(handle, pieces, most)
        name = f"{digest[:2]}/{digest}"
        (folder / name).parent.mkdir(exist_ok=True)
        os.replace(waiting, folder / name)
        unless_kept.pop_all()
    return Kept(name, digest, size)


def open_path(name: str) -> Path:
    """Return where a kept file lies on disk; raises Gone when it is not there."""
    path = _folder() / name
    letters = path.name
    if len(letters) != HASH_LETTERS or not path.is_file() or path.parent.parent != _folder():
        raise Gone(str(Gone.__doc__))
    return path


def discard(name: str) -> None:
    """Remove a kept file; nothing happens when it is gone already."""
    (_folder() / name).unlink(missing_ok=True)


def clear_halves(*, before: datetime) -> int:
    """Remove files that stopped arriving over a day before `before`; return how many."""
    gone = 0
    for path in _folder().glob("arriving-*"):
        if path.stat().st_mtime < (before - timedelta(days=1)).timestamp():
            path.unlink(missing_ok=True)
            gone += 1
    return gone


def _write(handle: int, pieces: Iterable[bytes], most: int) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    with os.fdopen(handle, "wb") as file:
        for piece in pieces:
            size += len(piece)
            if size > most:
                raise TooBig(str(TooBig.__doc__))
            digest.update(piece)
            file.write(piece)
        file.flush()
        os.fsync(file.fileno())
    return digest.hexdigest(), size


def _folder() -> Path:
    return Path(settings.DATA_DIR) / "files"
