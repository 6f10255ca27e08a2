"""Hangs the sign on the door, or takes it down."""

import argparse

from django.core.management.base import BaseCommand
from django.utils import timezone

from goldenthread.foundation.operations import maintenance


class Command(BaseCommand):
    """`goldenthread maintenance on|off`."""

    help = "Close the pages with a sign that says when to come back, or open them again."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Take on or off, the words and the minutes."""
        parser.add_argument("state", choices=["on", "off"])
        parser.add_argument("--words", default="", help="What people are told.")
        parser.add_argument("--minutes", type=int, default=maintenance.MINUTES)

    def handle(self, *args: object, **options: object) -> None:
        """Do it and say so."""
        if options["state"] == "off":
            self.stdout.write("open" if maintenance.take_down() else "It was open already.")
            return
        minutes = int(str(options["minutes"]))
        sign = maintenance.hang(words=str(options["words"]), minutes=minutes, now=timezone.now())
        self.stdout.write(f"closed: {sign.words}")
