"""Looks whether a backup is whole, or with no file, whether this installation is."""

import argparse
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from goldenthread.foundation.backups.archive import Damaged
from goldenthread.foundation.backups.checking import check_archive, check_installation
from goldenthread.foundation.backups.engines import CannotCopy


class Command(BaseCommand):
    """`goldenthread verify [FILE]`."""

    help = "Check a backup member by member, or this installation's tables, files and history."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Take the archive, if any."""
        parser.add_argument("archive", type=Path, nargs="?")

    def handle(self, *args: object, **options: object) -> None:
        """Check, say what was found, and fail when anything is wrong."""
        archive = options["archive"]
        try:
            looked = check_archive(archive) if isinstance(archive, Path) else check_installation()
        except (Damaged, CannotCopy) as fault:
            raise CommandError(str(fault)) from fault
        for sentence in looked.wrong:
            self.stderr.write(sentence)
        if looked.wrong:
            raise CommandError(f"{len(looked.wrong)} things are wrong.")
        self.stdout.write(
            f"whole: {looked.held.rows} rows in {len(looked.held.tables)} tables, {looked.files} files\n"
            f"content {looked.held.checksum}"
        )
