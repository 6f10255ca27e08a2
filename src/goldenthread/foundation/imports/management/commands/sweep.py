"""Clears up behind files that stopped halfway or that nobody wanted."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from goldenthread.foundation.imports import actions


class Command(BaseCommand):
    """`goldenthread sweep`."""

    help = "Remove rows of files that were never accepted, and files nobody needs any more."

    def handle(self, *args: object, **options: object) -> None:
        """Sweep every council and say what was cleared."""
        found = actions.sweep(now=timezone.now())
        self.stdout.write(
            f"{found['rows']} rows and {found['files']} files cleared; {found['stalled']} files had stopped halfway."
        )
