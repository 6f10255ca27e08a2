"""Makes a backup: database, kept files and signed heads of the history, in one archive with its manifest."""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version as package_version
from pathlib import Path

from django.conf import settings

from goldenthread.foundation.backups import archive, engines
from goldenthread.foundation.backups.contents import Contents, contents, migrations_applied

STEM = "goldenthread-"
DATABASE = {"sqlite": "database.sqlite3", "postgresql": "database.dump"}
FILES, HEADS = "files", "history"


@dataclass(frozen=True)
class Made:
    """A backup: where it is, its size in bytes, what the database held, and how many files."""

    path: Path
    size: int
    held: Contents
    files: int


def back_up(target: Path, *, at: datetime) -> Made:
    """Write a backup to `target`, a folder or a file that is not there yet, and return what is in it.

    Raises FileExistsError, CannotCopy, and OSError when the disk is full; nothing half-written stays.
    """
    path = _file_at(target, at)
    held: list[tuple[Contents, list[str]]] = []
    with (
        archive.writing(path) as made,
        tempfile.TemporaryDirectory(dir=path.parent, prefix="unfinished-") as place,
    ):
        name = DATABASE[engines.engine()]
        copy = Path(place) / name
        engines.copy_to(copy, lambda alias: held.append((contents(alias), migrations_applied(alias))))
        made.add(name, copy, pack=engines.engine() == "sqlite")  # a dump is packed already
        files = _add_folder(made, FILES, "??/*")
        _add_folder(made, HEADS, "*.head")
        found, migrations = held[0]
        made.finish(_facts(found, migrations, at))
    _note(path, found, at)
    return Made(path, path.stat().st_size, found, files)


def prune(folder: Path, *, keep: int) -> list[Path]:
    """Remove our oldest backups in a folder until `keep` are left; returns those removed."""
    ours = sorted(folder.glob(f"{STEM}*Z.zip"))
    gone = ours[: max(0, len(ours) - keep)]
    for path in gone:
        path.unlink()
    return gone


def last_backup() -> datetime | None:
    """Return when this installation was last backed up, None when never."""
    note = Path(settings.DATA_DIR) / "last-backup.json"
    try:
        return datetime.fromisoformat(json.loads(note.read_text())["at"])
    except (FileNotFoundError, ValueError, KeyError):
        return None


def key_mark() -> str:
    """Return a mark (16 hex letters) by which the secret key is known again, and which does not give it away."""
    return hmac.new(settings.SECRET_KEY.encode(), b"which key is this", hashlib.sha256).hexdigest()[:16]


def _file_at(target: Path, at: datetime) -> Path:
    if target.suffix != ".zip":
        target = target / f"{STEM}{at.astimezone(UTC):%Y%m%dT%H%M%SZ}.zip"
    if target.exists():
        raise FileExistsError(f"{target} is there already. Name another file, or a folder.")
    return target


def _add_folder(made: archive.Writer, name: str, pattern: str) -> int:
    count = 0
    for path in sorted((Path(settings.DATA_DIR) / name).glob(pattern)):
        with suppress(FileNotFoundError):  # removed since we looked: nobody needs it any more
            made.add(f"{name}/{path.relative_to(Path(settings.DATA_DIR) / name).as_posix()}", path)
            count += 1
    return count


def _facts(held: Contents, migrations: list[str], at: datetime) -> dict[str, object]:
    tables = {
        name: {"rows": table.rows, "sha256": table.digest, "columns": table.columns}
        for name, table in held.tables.items()
    }
    return {
        "version": package_version_or_unknown(),
        "made_at": at.astimezone(UTC).isoformat(),
        "engine": engines.engine(),
        "engine_version": engines.version(),
        "migrations": migrations,
        "tables": tables,
        "content": held.checksum,
        "key_mark": key_mark(),
    }


def package_version_or_unknown() -> str:
    """Return this program's version, "unknown" when it runs from its sources."""
    try:
        return package_version("goldenthread")
    except ModuleNotFoundError:
        return "unknown"


def _note(path: Path, held: Contents, at: datetime) -> None:
    note = Path(settings.DATA_DIR) / "last-backup.json"
    note.parent.mkdir(parents=True, exist_ok=True)
    fresh = note.with_suffix(".new")
    fresh.write_text(json.dumps({"at": at.isoformat(), "file": path.name, "content": held.checksum}))
    os.replace(fresh, note)
