"""How each database is copied while people work, and put back in one transaction."""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from django.db import DatabaseError, connections, transaction

COPY, TARGET = "backup_copy", "restore_target"
PATIENCE = 30.0  # seconds that others may keep the database busy before we give up
PAGES_AT_ONCE = 2000
START_OF_ROWS = re.compile(r"^COPY .* FROM stdin;$")
TALK = ("\\restrict", "\\unrestrict")  # words to psql that newer dumps hold


class CannotCopy(Exception):
    """The database cannot be copied or put back; the sentence says what to do."""


Work = Callable[[str], None]  # is handed the alias of a database that shows the rows


def engine(using: str = "default") -> str:
    """Return "sqlite" or "postgresql"."""
    return connections[using].vendor


def version(using: str = "default") -> str:
    """Return the database's own version."""
    if engine(using) == "sqlite":
        return sqlite3.sqlite_version
    with connections[using].cursor() as cursor:
        cursor.execute("SHOW server_version")
        return str(cursor.fetchone()[0])


def copy_to(path: Path, look: Work) -> None:
    """Copy the database to `path` as it is at one moment, and let `look` ask about those same rows.

    Raises CannotCopy when the database's own tools are missing or refuse.
    """
    (_copy_sqlite if engine() == "sqlite" else _copy_postgresql)(path, look)


def put_back(path: Path, work: Work) -> None:
    """Replace the database by the copy at `path` and let `work` finish on it: all of it in one transaction.

    When anything fails, `work` included, the database is as it was. Raises CannotCopy.
    """
    (_put_back_sqlite if engine() == "sqlite" else _put_back_postgresql)(path, work)


def copy_sqlite(source: sqlite3.Connection, target: sqlite3.Connection) -> None:
    """Copy one SQLite database over another in one transaction; raises CannotCopy when it stays busy."""
    until = time.monotonic() + PATIENCE

    def patience(status: int, remaining: int, total: int) -> None:
        nonlocal until
        if status not in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            until = time.monotonic() + PATIENCE
        elif time.monotonic() > until:
            raise CannotCopy("Other programs keep the database busy. Stop the server, then try again.")

    try:
        source.backup(target, pages=PAGES_AT_ONCE, progress=patience, sleep=0.05)
    except sqlite3.OperationalError as problem:
        if "full" in str(problem):
            raise
        raise CannotCopy("The database could not be copied. Stop the server, then try again.") from problem


@contextmanager
def another(alias: str, **changes: Any) -> Iterator[str]:
    """Give the alias of a second connection to the same database, or to a changed one, and close it after."""
    settings = connections["default"].settings_dict
    connections.databases[alias] = {**settings, "CONN_MAX_AGE": 0, **changes}
    try:
        yield alias
    finally:
        connections[alias].close()
        del connections[alias]
        del connections.databases[alias]


def read_list(dump: Path) -> None:
    """Let pg_restore read through a dump's list; raises CannotCopy when it cannot."""
    _run("pg_restore", "--list", str(dump))


def _raw() -> sqlite3.Connection:
    connections["default"].ensure_connection()
    raw = connections["default"].connection
    if not isinstance(raw, sqlite3.Connection):
        raise TypeError("This is not SQLite's own connection.")
    return raw


def _copy_sqlite(path: Path, look: Work) -> None:
    target = sqlite3.connect(path)
    try:
        copy_sqlite(_raw(), target)
    finally:
        target.close()
    with another(COPY, NAME=str(path), OPTIONS={}) as alias:
        look(alias)


def _put_back_sqlite(path: Path, work: Work) -> None:
    with another(TARGET, NAME=str(path), OPTIONS={}) as alias, transaction.atomic(using=alias):
        work(alias)
    source = sqlite3.connect(path)
    try:
        if source.execute("PRAGMA integrity_check(1)").fetchall() != [("ok",)]:
            raise CannotCopy("The database in the archive is damaged inside. Take an earlier archive.")
        copy_sqlite(source, _raw())
    finally:
        source.close()


def _copy_postgresql(path: Path, look: Work) -> None:
    with another(COPY) as alias, transaction.atomic(using=alias):
        with connections[alias].cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            cursor.execute("SELECT pg_export_snapshot()")
            snapshot = cursor.fetchone()[0]
        _run(
            "pg_dump",
            "--format=custom",
            "--no-owner",
            "--no-privileges",
            f"--snapshot={snapshot}",
            f"--file={path}",
        )
        look(alias)


def _put_back_postgresql(path: Path, work: Work) -> None:
    script = path.with_suffix(".sql")
    _run(
        "pg_restore", "--clean", "--if-exists", "--no-owner", "--no-privileges", f"--file={script}", str(path)
    )
    try:
        with another(TARGET) as alias, transaction.atomic(using=alias):
            _load_script(alias, script)
            work(alias)
    except DatabaseError as problem:
        sentence = "PostgreSQL refused the backup, and nothing was changed. Stop the server, then try again"
        raise CannotCopy(
            f"{sentence} ({getattr(problem.__cause__, 'sqlstate', None) or 'no code'})."
        ) from problem
    finally:
        script.unlink(missing_ok=True)


def _load_script(alias: str, script: Path) -> None:
    connection = connections[alias]
    with connection.cursor() as cursor, script.open(encoding="utf-8", newline="\n") as lines:
        cursor.execute(f"SET LOCAL lock_timeout = '{int(PATIENCE)}s'")
        with connection.wrap_database_errors:
            _run_script(cursor.cursor, lines)
        cursor.execute("RESET search_path")


def _run_script(cursor: Any, lines: IO[str]) -> None:
    """Run what pg_restore wrote: words as they come, rows through COPY."""
    words: list[str] = []
    for line in lines:
        if START_OF_ROWS.match(line.rstrip("\n")):
            _say(cursor, words)
            words = []
            _take_rows(cursor, line.rstrip("\n").rstrip(";"), lines)
        elif not line.startswith(TALK):
            words.append(line)
    _say(cursor, words)


def _take_rows(cursor: Any, words: str, lines: IO[str]) -> None:
    with cursor.copy(words) as rows:
        for row in lines:
            if row == "\\.\n":
                return
            rows.write(row)


def _say(cursor: Any, words: list[str]) -> None:
    if any(line.strip() and not line.startswith("--") for line in words):
        cursor.execute("".join(words))


def _run(program: str, *arguments: str) -> None:
    """Run one of PostgreSQL's own programs on our database; raises CannotCopy."""
    found = shutil.which(program)
    if found is None:
        raise CannotCopy(
            f"{program} is not on this machine. Install PostgreSQL's client programs "
            "(Debian, Ubuntu: postgresql-client), then try again."
        )
    settings = connections["default"].settings_dict
    given = {
        "PGHOST": "HOST",
        "PGPORT": "PORT",
        "PGUSER": "USER",
        "PGPASSWORD": "PASSWORD",
        "PGDATABASE": "NAME",
    }
    env = {name: str(settings[key]) for name, key in given.items() if settings.get(key)}
    if mode := settings.get("OPTIONS", {}).get("sslmode"):
        env["PGSSLMODE"] = str(mode)
    done = subprocess.run([found, *arguments], env={**os.environ, **env}, capture_output=True, text=True)
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["it did not say why"])[-1]
        raise CannotCopy(f"{program} failed: {last}")
