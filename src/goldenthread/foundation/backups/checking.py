"""Looks whether a backup, or the installation itself, is whole."""

from __future__ import annotations

import hashlib
import sqlite3
import tempfile
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from goldenthread.foundation.backups import archive, engines
from goldenthread.foundation.backups.contents import Contents, contents
from goldenthread.foundation.backups.making import DATABASE, FILES
from goldenthread.foundation.backups.restoring import manifest_contents
from goldenthread.foundation.history.chain import verify as verify_chain
from goldenthread.foundation.tenancy.queries import all_councils

PIECE = 1024 * 1024


@dataclass(frozen=True)
class Looked:
    """What was found: the contents, how many kept files, and a sentence for each thing wrong."""

    held: Contents
    files: int
    wrong: tuple[str, ...]


def check_archive(path: Path) -> Looked:
    """Read every member of a backup, and compare the database inside with the manifest where that needs no server.

    Raises Damaged, naming the member, and CannotCopy when PostgreSQL's own tools cannot read its dump.
    """
    with archive.reading(path) as opened, tempfile.TemporaryDirectory() as place:
        opened.check()
        promised = manifest_contents(opened.manifest)
        name = DATABASE[str(opened.manifest["engine"])]
        copy = Path(place) / name
        with copy.open("wb") as target:
            opened.copy(name, target)
        wrong = tuple(_wrong_inside(copy, promised) if name == DATABASE["sqlite"] else _wrong_dump(copy))
        return Looked(promised, len(opened.names(FILES)), wrong)


def check_installation() -> Looked:
    """Count and checksum every table, re-read every kept file, and walk every council's history."""
    wrong, count = [], 0
    for path in sorted((Path(settings.DATA_DIR) / FILES).glob("??/*")):
        count += 1
        if _digest(path) != path.name:
            wrong.append(f"The kept file {path.name[:12]} is not what was sent: take it from a backup.")
    for council in all_councils():
        wrong += [f"{council.slug}: {finding.sentence}" for finding in verify_chain(council)]
    return Looked(contents(), count, tuple(wrong))


def _wrong_inside(copy: Path, promised: Contents) -> list[str]:
    if engines.engine() != "sqlite":
        return _integrity(copy)
    with engines.another("checked", NAME=str(copy), OPTIONS={}) as alias:
        return [
            f"The table {name} is not what was backed up."
            for name in contents(alias, like=promised).different(promised)
        ]


def _integrity(copy: Path) -> list[str]:
    database = sqlite3.connect(copy)
    try:
        found = database.execute("PRAGMA integrity_check(5)").fetchall()
    finally:
        database.close()
    return [] if found == [("ok",)] else ["The database in the archive is damaged inside."]


def _wrong_dump(copy: Path) -> list[str]:
    engines.read_list(copy)
    return []


def _digest(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            digest.update(piece)
    return digest.hexdigest()
