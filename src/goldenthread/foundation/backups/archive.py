"""One file that holds a whole installation: written whole or not at all, and read with every member checked."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

FORM = 1  # raised when an archive can no longer be read by what came before
MANIFEST = "manifest.json"
PIECE = 1024 * 1024


class Damaged(Exception):
    """The archive is not what was written: the sentence names the member."""


@dataclass
class Writer:
    """An archive being written; each member's size and SHA-256 are noted as it goes in."""

    zip: zipfile.ZipFile
    members: dict[str, dict[str, Any]] = field(default_factory=dict)

    def add(self, name: str, path: Path, *, pack: bool = True) -> None:
        """Put the file at `path` in under `name`."""
        kind = zipfile.ZIP_DEFLATED if pack else zipfile.ZIP_STORED
        digest, size = hashlib.sha256(), 0
        about = zipfile.ZipInfo(name)
        about.compress_type = kind
        with path.open("rb") as source, self.zip.open(about, "w", force_zip64=True) as member:
            while piece := source.read(PIECE):
                digest.update(piece)
                size += len(piece)
                member.write(piece)
        self.members[name] = {"size": size, "sha256": digest.hexdigest()}

    def finish(self, facts: Mapping[str, Any]) -> None:
        """Write the manifest: the facts given, and what each member should be."""
        manifest = {"form": FORM, **facts, "members": self.members}
        self.zip.writestr(MANIFEST, json.dumps(manifest, indent=1, sort_keys=True), zipfile.ZIP_DEFLATED)


@contextmanager
def writing(target: Path) -> Iterator[Writer]:
    """Give an archive to fill; it appears at `target` whole, readable by its owner alone, or not at all."""
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, waiting = tempfile.mkstemp(dir=target.parent, prefix="unfinished-", suffix=".zip")
    try:
        with os.fdopen(handle, "w+b") as file:
            with zipfile.ZipFile(file, "w", allowZip64=True) as archive:
                yield Writer(archive)
            file.flush()
            os.fsync(file.fileno())
        os.replace(waiting, target)
    finally:
        with suppress(FileNotFoundError):
            os.unlink(waiting)


@dataclass(frozen=True)
class Reader:
    """An archive that was opened, with what its manifest says."""

    zip: zipfile.ZipFile
    manifest: Mapping[str, Any]

    def check(self) -> None:
        """Read every member and compare it with the manifest; raises Damaged, naming the first that differs."""
        there = set(self.zip.namelist()) - {MANIFEST}
        members = self.manifest["members"]
        for name in sorted(there ^ members.keys()):
            raise Damaged(
                f"The archive is damaged: {name} is {'not in the manifest' if name in there else 'missing'}."
            )
        for name in members:
            self.copy(name, None)

    def copy(self, name: str, target: IO[bytes] | None) -> None:
        """Write a member to `target`, or only read it; raises Damaged when it is not what the manifest says."""
        wanted, digest, size = self.manifest["members"][name], hashlib.sha256(), 0
        try:
            for piece in self._pieces(name):
                digest.update(piece)
                size += len(piece)
                if target is not None:
                    target.write(piece)
        except (zipfile.BadZipFile, zlib.error, EOFError, KeyError, NotImplementedError):
            raise Damaged(f"The archive is damaged: {name} cannot be read.") from None
        if (size, digest.hexdigest()) != (wanted["size"], wanted["sha256"]):
            raise Damaged(f"The archive is damaged: {name} is not what was backed up.")

    def _pieces(self, name: str) -> Iterator[bytes]:
        with self.zip.open(name) as member:
            while piece := member.read(PIECE):
                yield piece

    def names(self, folder: str) -> list[str]:
        """Return the members that lie in a folder of the archive."""
        return [name for name in self.manifest["members"] if name.startswith(f"{folder}/")]


@contextmanager
def reading(path: Path) -> Iterator[Reader]:
    """Open an archive; raises Damaged when it is cut short, no archive of ours, or written by a later form."""
    try:
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError):
        raise Damaged(
            f"{path.name} is not a whole archive: it cannot be opened. Take an earlier one."
        ) from None
    with archive:
        try:
            manifest = json.loads(archive.read(MANIFEST))
        except (KeyError, ValueError, zipfile.BadZipFile, zlib.error, EOFError):
            raise Damaged(f"The archive is damaged: {MANIFEST} cannot be read.") from None
        if manifest.get("form") != FORM or not isinstance(manifest.get("members"), dict):
            raise Damaged("This archive is of a form that this version cannot read.")
        yield Reader(archive, manifest)
