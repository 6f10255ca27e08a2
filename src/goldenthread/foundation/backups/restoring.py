"""Puts a backup back: all of it or nothing, on an installation that is empty unless told otherwise."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import connection, models
from django.db.migrations.loader import MigrationLoader

from goldenthread.foundation.backups import archive, engines
from goldenthread.foundation.backups.contents import Contents, Table, contents, is_empty, migrations_applied
from goldenthread.foundation.backups.making import DATABASE, FILES, HEADS, key_mark
from goldenthread.foundation.backups.moving import move_in
from goldenthread.foundation.backups.redirect import redirected
from goldenthread.foundation.history.erasures import Erasure, catch_up, erase_again, journal
from goldenthread.foundation.tenancy.queries import forget

MOVE = ("sqlite", "postgresql")  # the one journey between databases: an installation that has grown


class NotRestored(Exception):
    """The backup was not put back and nothing was changed; the sentence says why and what to do."""


@dataclass(frozen=True)
class Restored:
    """What a restore did: the contents before erasing, things erased again, files added and removed, and warnings."""

    held: Contents
    erased: int
    files: int
    removed: int
    warnings: Sequence[str] = ()


def restore(path: Path, *, force: bool = False, erasures: Path | None = None) -> Restored:
    """Put the backup at `path` back.

    The archive is read through first. Kept files are added; then the database is replaced, compared with the
    manifest, and what was erased since is erased again, in one transaction; then what is not of the backup is removed.
    Raises Damaged, NotRestored, CannotCopy and CannotErase; the installation is then as it was.
    """
    with (
        archive.reading(path) as opened,
        tempfile.TemporaryDirectory(dir=_data(), prefix="restoring-") as place,
    ):
        opened.check()
        _refuse_unfit(opened.manifest)
        nothing_here = is_empty() and not any((_data() / FILES).glob("??/*"))
        if not (nothing_here or force):
            raise NotRestored("This installation is not empty. Give --force to replace everything in it.")
        if not is_empty() and "history_sealingkey" in connection.introspection.table_names():
            catch_up()
        copy = Path(place) / DATABASE[str(opened.manifest["engine"])]
        with copy.open("wb") as target:
            opened.copy(copy.name, target)
        work = _Work(opened.manifest, [*journal(), *(journal(erasures) if erasures else [])])
        with ExitStack() as unless_done:  # whatever stops it, the files that came with it do not stay
            added: list[Path] = []
            unless_done.callback(_take_away, added)
            _add_files(opened, added)
            (engines.put_back if opened.manifest["engine"] == engines.engine() else move_in)(copy, work)
            unless_done.pop_all()
        forget()
        _put_heads(opened)
        removed = _remove_strangers(opened)
        return Restored(
            manifest_contents(opened.manifest), work.erased, len(added), removed, _warnings(opened.manifest)
        )


@dataclass
class _Work:
    """What is done to the database in the transaction that brings it back."""

    manifest: Mapping[str, object]
    erasures: list[Erasure]
    erased: int = 0

    def __call__(self, alias: str) -> None:
        promised = manifest_contents(self.manifest)
        different = contents(alias, like=promised).different(promised)
        if different:
            raise NotRestored(f"What came out of the archive is not what went in: {', '.join(different)}.")
        with redirected(alias):
            self.erased = erase_again(self.erasures)
            models.QuerySet(apps.get_model("sessions.Session"), using=alias).delete()


def manifest_contents(manifest: Mapping[str, object]) -> Contents:
    """Return the contents that a manifest promises."""
    tables = manifest["tables"]
    assert isinstance(tables, dict)
    return Contents(
        {name: Table(one["rows"], one["sha256"], tuple(one["columns"])) for name, one in tables.items()}
    )


def manifest_migrations(manifest: Mapping[str, object]) -> list[str]:
    """Return the migrations that the backed-up database had had."""
    had = manifest["migrations"]
    assert isinstance(had, list)
    return had


def _refuse_unfit(manifest: Mapping[str, object]) -> None:
    made_for, ours = manifest["engine"], engines.engine()
    if made_for != ours and (made_for, ours) != MOVE:
        raise NotRestored(f"This backup was made on {made_for}, and this installation runs on {ours}.")
    if made_for != ours and not set(manifest_migrations(manifest)) <= set(migrations_applied()):
        raise NotRestored("To move to PostgreSQL, run goldenthread migrate on the new database first.")
    had = manifest_migrations(manifest)
    known = {f"{app}.{name}" for app, name in MigrationLoader(None).graph.nodes}
    if newer := set(had) - known:
        raise NotRestored(
            f"This backup is of a newer version ({manifest['version']}): {len(newer)} of its migrations are not "
            "known here. Install that version, then restore."
        )
    if missing := known - set(had):
        raise NotRestored(
            f"This backup is of an older version ({manifest['version']}): it lacks {len(missing)} migrations. "
            "Install that version, restore there, then upgrade."
        )


def _warnings(manifest: Mapping[str, object]) -> list[str]:
    if manifest.get("key_mark") == key_mark():
        return []
    return [
        "The secret key is not the one the backup was made under: second factors must be set up again, and the signed "
        "heads of the history are not known as ours. Set GOLDENTHREAD_SECRET_KEY to the old key if you have it."
    ]


def _add_files(opened: archive.Reader, added: list[Path]) -> None:
    """Put kept files in place that are not there yet, noting each in `added`."""
    for name in opened.names(FILES):
        target = _inside(name)
        if not target.exists():
            _write(opened, name, target)
            added.append(target)


def _inside(name: str) -> Path:
    folder, target = _data().resolve(), (_data() / name).resolve()
    if not target.is_relative_to(folder):
        raise archive.Damaged(f"The archive is damaged: {name} points outside it.")
    return target


def _write(opened: archive.Reader, name: str, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh = target.with_name(f"arriving-{target.name}")
    try:
        with fresh.open("wb") as file:
            fresh.chmod(0o600)
            opened.copy(name, file)
            file.flush()
            os.fsync(file.fileno())
        os.replace(fresh, target)
    finally:
        fresh.unlink(missing_ok=True)


def _take_away(added: list[Path]) -> None:
    for path in added:
        path.unlink(missing_ok=True)


def _put_heads(opened: archive.Reader) -> None:
    names = opened.names(HEADS)
    for name in names:
        _write(opened, name, _inside(name))
    for path in (_data() / HEADS).glob("*.head"):
        if f"{HEADS}/{path.name}" not in names:
            path.unlink()


def _remove_strangers(opened: archive.Reader) -> int:
    """Remove kept files that the backup does not know: nothing in the database names them any more."""
    wanted, count = set(opened.names(FILES)), 0
    for path in (_data() / FILES).glob("??/*"):
        if f"{FILES}/{path.parent.name}/{path.name}" not in wanted:
            path.unlink(missing_ok=True)
            count += 1
    return count


def _data() -> Path:
    folder = Path(settings.DATA_DIR)
    folder.mkdir(parents=True, exist_ok=True)
    return folder
