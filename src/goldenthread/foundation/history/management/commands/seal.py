"""Chains and signs the history of every council, or checks it with `--verify`."""

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from goldenthread.foundation.history import chain
from goldenthread.foundation.tenancy.queries import all_councils


class Command(BaseCommand):
    """`goldenthread seal [--verify]`."""

    help = "Chain and sign the history of every council; with --verify, check that no line was changed."

    def add_arguments(self, parser: CommandParser) -> None:
        """Say which options there are."""
        parser.add_argument("--verify", action="store_true")

    def handle(self, *args: object, **options: object) -> None:
        """Seal or verify, council by council; exits with an error when a line is not as it was sealed."""
        wrong = 0
        for council in all_councils():
            if options["verify"]:
                findings = chain.verify(council)
                wrong += len(findings)
                for finding in findings:
                    self.stderr.write(f"{council.name}: {finding.sentence}")
            else:
                head = chain.seal(council, now=timezone.now())
                self.stdout.write(f"{council.name}: {head.position} lines sealed.")
        if wrong:
            raise CommandError(f"{wrong} findings: the history is not as it was sealed.")
