"""Writes one archive of database, files and signed history; `--keep` clears old ones."""

import argparse
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from goldenthread.foundation.backups import making
from goldenthread.foundation.backups.engines import CannotCopy
from goldenthread.foundation.history.erasures import catch_up


class Command(BaseCommand):
    """`goldenthread backup DIR|FILE`."""

    help = "Back this installation up, while people work, into one archive that can be checked."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Take the place, and how many to keep there."""
        parser.add_argument(
            "target", type=Path, help="A folder, or a file ending in .zip that is not there yet."
        )
        parser.add_argument(
            "--keep", type=int, default=0, help="Afterwards keep only so many of our backups there."
        )

    def handle(self, *args: object, **options: object) -> None:
        """Back up and say what is in it."""
        target, keep = options["target"], options["keep"]
        if not isinstance(target, Path) or not isinstance(keep, int):
            raise CommandError("Say where to: goldenthread backup DIR")
        catch_up()
        try:
            made = making.back_up(target, at=timezone.now())
        except (CannotCopy, OSError) as refusal:
            raise CommandError(f"No backup was made. {refusal}") from refusal
        self.stdout.write(
            f"{made.path}\n{made.held.rows} rows in {len(made.held.tables)} tables, {made.files} files, "
            f"{made.size} bytes\ncontent {made.held.checksum}"
        )
        if keep > 0:
            gone = making.prune(made.path.parent, keep=keep)
            self.stdout.write(f"{len(gone)} older backups removed")
