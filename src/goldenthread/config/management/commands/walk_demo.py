"""Visits every main page of the demo and prints what is there as JSON."""

import json

from django.core.management.base import BaseCommand, CommandError

from goldenthread.config.demo import walking


class Command(BaseCommand):
    """`python -m django walk_demo`: what `goldenthread demo --once` runs."""

    help = "Check that every main page of the demo answers with something to read."

    def handle(self, *args: object, **options: object) -> None:
        """Print the counts; exits with an error that names each page with something wrong."""
        found = walking.walk()
        self.stdout.write(json.dumps(found.counts, indent=2))
        if found.faults:
            raise CommandError("\n".join(found.faults))
