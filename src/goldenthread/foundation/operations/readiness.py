"""Whether the house can take people in: database, migrations, disk, data folder, and what parts ask of themselves."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from goldenthread.foundation.hooks.probes import PROBES, Probe

MEGABYTE = 1024 * 1024
_migrated: set[str] = set()  # databases that were seen up to date: they do not go back while we run


def answers() -> dict[str, str]:
    """Return for each question "" when all is well, else a sentence that says nothing about anybody."""
    found: dict[str, str] = {}
    for probe in (*OURS, *PROBES):
        try:
            found[probe.key] = probe.ask()
        except (DatabaseError, OSError) as fault:
            found[probe.key] = f"It did not answer ({type(fault).__name__})."
    return found


def disk_free() -> int:
    """Return how many bytes are free where the data folder is."""
    return shutil.disk_usage(_data()).free


def _database() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return ""


def _migrations() -> str:
    name = str(connection.settings_dict["NAME"])
    if name not in _migrated:
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
        if waiting:
            return f"{len(waiting)} migrations wait: run goldenthread upgrade."
        _migrated.add(name)
    return ""


def _disk() -> str:
    least = settings.LEAST_DISK_FREE_MB
    return "" if disk_free() >= least * MEGABYTE else f"Less than {least} MB of disk are free."


def _writable() -> str:
    with tempfile.TemporaryFile(dir=_data()) as file:
        file.write(b"x")
    return ""


def _data() -> Path:
    return Path(settings.DATA_DIR)


OURS = (
    Probe("database", _database),
    Probe("migrations", _migrations),
    Probe("disk", _disk),
    Probe("data_folder", _writable),
)
