"""Adds a council with its first administrator, who then adds everybody else."""

import getpass

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from goldenthread.foundation.people import actions, queries
from goldenthread.foundation.tenancy.models import Council


class Command(BaseCommand):
    """`goldenthread add-council "Name" --email E --person P [--slug S] [--roles a,b]`."""

    help = "Add a council and its first administrator."

    def add_arguments(self, parser: CommandParser) -> None:
        """Say which options there are."""
        parser.add_argument("name")
        parser.add_argument("--slug", default="")
        parser.add_argument("--email", required=True)
        parser.add_argument("--person", required=True)
        parser.add_argument("--roles", default="administrator,governance")

    @transaction.atomic
    def handle(self, *args: object, **options: str) -> None:
        """Add both or neither; asks for a password when the account is new."""
        slug = options["slug"] or slugify(options["name"].removesuffix(" Council"))
        if Council.objects.filter(slug=slug).exists():
            raise CommandError(f"There is a council at /c/{slug}/ already. Give another --slug.")
        council = Council.objects.create(slug=slug, name=options["name"])
        user = queries.by_email(options["email"])
        if user is None:
            password = getpass.getpass("A password of at least 15 letters: ")
            if len(password) < 15:
                raise CommandError("The password needs at least 15 letters.")
            user = actions.open_account(email=options["email"], name=options["person"], password=password)
        roles = options["roles"].split(",")
        actions.join(council=council, user=user, roles=roles, team=None, starts_on=timezone.localdate())
        self.stdout.write(f"{council.name} is at /c/{slug}/, and {user.name} is its first administrator.")
