"""Puts a backup back, all of it or nothing."""

import argparse
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from goldenthread.foundation.backups.archive import Damaged
from goldenthread.foundation.backups.engines import CannotCopy
from goldenthread.foundation.backups.restoring import NotRestored, restore
from goldenthread.foundation.history.erasures import CannotErase


class Command(BaseCommand):
    """`goldenthread restore FILE [--force] [--erasures FILE]`."""

    help = "Put a backup back: all of it or nothing; what was erased since is erased again."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Take the archive, and the journal of another machine."""
        parser.add_argument("archive", type=Path)
        parser.add_argument("--force", action="store_true", help="Replace an installation that is not empty.")
        parser.add_argument(
            "--erasures", type=Path, help="The journal of erasures (erasures.jsonl) of the old machine."
        )

    def handle(self, *args: object, **options: object) -> None:
        """Restore and say what was done."""
        archive, erasures = options["archive"], options["erasures"]
        if not isinstance(archive, Path) or not isinstance(erasures, Path | None):
            raise CommandError("Say which archive: goldenthread restore FILE")
        if erasures is not None and not erasures.exists():
            raise CommandError(f"Nothing was changed. There is no journal of erasures at {erasures}.")
        try:
            done = restore(archive, force=bool(options["force"]), erasures=erasures)
        except (Damaged, NotRestored, CannotCopy, CannotErase, OSError) as refusal:
            raise CommandError(f"Nothing was changed. {refusal}") from refusal
        self.stdout.write(
            f"{done.held.rows} rows in {len(done.held.tables)} tables, content {done.held.checksum}\n"
            f"{done.files} files brought back, {done.removed} removed; {done.erased} erasures made again.\n"
            "Everybody must sign in again."
        )
        for warning in done.warnings:
            self.stdout.write(warning)
