"""Says what to mend before people rely on this installation."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from goldenthread.foundation.operations.deploying import faults


class Command(BaseCommand):
    """`goldenthread check-deploy`."""

    help = "Check settings, database, disk, backups and clock; fails while anything is left to mend."
    requires_system_checks = ()  # they are among what is looked at

    def handle(self, *args: object, **options: object) -> None:
        """Look, and say what was found."""
        found = faults(now=timezone.now())
        for sentence in found:
            self.stdout.write(sentence)
        if found:
            raise CommandError(f"{len(found)} things to mend.")
        self.stdout.write("Nothing is left to mend.")
