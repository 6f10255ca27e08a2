"""Loads the demo council into an empty database, saying what it does."""

import time

from django.core.management.base import BaseCommand
from django.utils import timezone

from goldenthread.config.demo import loading


class Command(BaseCommand):
    """`python -m django load_demo`: what `goldenthread demo` runs first."""

    help = "Load the demo council."

    def handle(self, *args: object, **options: object) -> None:
        """Load each part, with the seconds since the start before it."""
        began = time.monotonic()
        for words in loading.load(today=timezone.localdate()):
            self.stdout.write(f"  {time.monotonic() - began:5.1f} s  {words}")
            self.stdout.flush()
