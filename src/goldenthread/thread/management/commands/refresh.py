"""Does what is due by the clock: counts live measures again and asks for the verdicts whose day has come."""

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from goldenthread.foundation.hooks.clock import CHORES
from goldenthread.foundation.tenancy.queries import all_councils


class Command(BaseCommand):
    """`goldenthread refresh [--council SLUG]`."""

    help = "Count live measures again and ask for the verdicts that are due, in every council."

    def add_arguments(self, parser: CommandParser) -> None:
        """Say which options there are."""
        parser.add_argument("--council", default="", help="the short name of one council")

    def handle(self, *args: object, **options: object) -> None:
        """Run every chore for every council, each in transactions of its own."""
        for council in all_councils():
            if options["council"] in ("", council.slug):
                for chore in CHORES:
                    self.stdout.write(f"{council.name}: {chore.run(council, timezone.now())}")
