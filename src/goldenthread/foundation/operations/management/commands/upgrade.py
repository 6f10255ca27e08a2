"""Brings the database up to date with care: says what would run, tries it on a copy, backs up, then does it."""

import argparse
import tempfile
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from goldenthread.foundation.backups import engines, making
from goldenthread.foundation.operations import maintenance

TRIAL = "upgrade_trial"


class Command(BaseCommand):
    """`goldenthread upgrade [--dry-run] [--backup DIR]`."""

    help = "Say which migrations wait, try them on a copy (SQLite), back up, then migrate behind the closed door."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Take whether to stop before anything changes, and where the backup goes."""
        parser.add_argument("--dry-run", action="store_true")
        parser.add_argument(
            "--backup", type=Path, help="Folder of the backup; backups in the data folder if not given."
        )

    def handle(self, *args: object, **options: object) -> None:
        """Upgrade, or only say what would be done."""
        waiting = self._waiting()
        if not waiting:
            self.stdout.write("Nothing to do: every migration has been applied.")
            return
        self.stdout.write("\n".join([f"{len(waiting)} migrations wait:", *(f"  {name}" for name in waiting)]))
        if connection.vendor == "sqlite":
            self._try()
        else:
            self.stdout.write(
                "On PostgreSQL each migration is one transaction: what fails leaves nothing behind."
            )
        if not options["dry_run"]:
            self._do(options["backup"])

    def _waiting(self) -> list[str]:
        executor = MigrationExecutor(connection)
        plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
        return [f"{one.app_label}.{one.name}" for one, _ in plan]

    def _try(self) -> None:
        """Run the migrations on a copy of the SQLite database."""
        with tempfile.TemporaryDirectory(dir=settings.DATA_DIR, prefix="upgrade-") as place:
            copy = Path(place) / "trial.sqlite3"
            engines.copy_to(copy, lambda alias: None)
            with engines.another(TRIAL, NAME=str(copy), OPTIONS={}) as alias:
                try:
                    call_command("migrate", database=alias, verbosity=0, interactive=False)
                except DatabaseError as fault:
                    name = type(fault).__name__
                    raise CommandError(f"They fail on a copy ({name}). Nothing was changed.") from fault
        self.stdout.write("They run on a copy without a fault.")

    def _do(self, folder: object) -> None:
        target = folder if isinstance(folder, Path) else Path(settings.DATA_DIR) / "backups"
        now = timezone.now()
        maintenance.hang(words="", minutes=maintenance.MINUTES, now=now)
        try:
            made = making.back_up(target, at=now)
            self.stdout.write(f"Backed up to {made.path}")
            call_command("migrate", verbosity=0, interactive=False)
        except (engines.CannotCopy, OSError) as refusal:
            raise CommandError(f"Nothing was changed: no backup could be made. {refusal}") from refusal
        finally:
            maintenance.take_down()
        self.stdout.write("Up to date.")
