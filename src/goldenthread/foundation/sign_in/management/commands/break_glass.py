"""Opens an account for the day nobody else can get in: for a few hours, seen by everybody, and written in the history."""

import secrets
from datetime import timedelta

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone

from goldenthread.foundation.people import queries
from goldenthread.foundation.sign_in import breaking
from goldenthread.foundation.tenancy.queries import by_slug


class Command(BaseCommand):
    """`goldenthread break-glass EMAIL --council SLUG [--hours N]`."""

    help = "Open a break-glass account: an administrator's, for a few hours, made from this machine only."

    def add_arguments(self, parser: CommandParser) -> None:
        """Say which options there are."""
        parser.add_argument("email")
        parser.add_argument("--council", required=True)
        parser.add_argument("--hours", type=int, default=4, choices=range(1, 13), metavar="1-12")

    @transaction.atomic
    def handle(self, *args: object, **options: str) -> None:
        """Open it, and print its password once."""
        council = by_slug(options["council"])
        if council is None:
            raise CommandError(f"There is no council at /c/{options['council']}/.")
        if queries.by_email(options["email"]) is not None:
            raise CommandError("There is an account with this address already. Give an address nobody uses.")
        password = secrets.token_urlsafe(18)
        until_at = timezone.now() + timedelta(hours=int(options["hours"]))
        breaking.open_glass(council=council, email=options["email"], password=password, until_at=until_at)
        self.stdout.write(f"Sign in at /c/{council.slug}/account/login/ as {options['email'].lower()}")
        self.stdout.write(f"Password: {password}")
        self.stdout.write(
            f"It closes at {timezone.localtime(until_at):%H:%M on %d %B %Y}. Everybody can see that it is open."
        )
