"""Lets a model read the comments it has not read, from the command line."""

from django.core.management.base import BaseCommand, CommandError, CommandParser

from goldenthread.foundation.tenancy.queries import all_councils
from goldenthread.ports.registry import NotShelved
from goldenthread.ports.theme_finders import theme_finders
from goldenthread.slices.themes import actions, queries


class Command(BaseCommand):
    """`goldenthread suggest-themes --council SLUG [--finder KEY]`."""

    help = "Suggest themes for the comments that no model has read yet; people confirm them."

    def add_arguments(self, parser: CommandParser) -> None:
        """Say which options there are."""
        parser.add_argument("--council", required=True, help="the short name of one council")
        parser.add_argument(
            "--finder", default="", help="the key of one model; without it, each reads its own"
        )

    def handle(self, *args: object, **options: str) -> None:
        """Read comments in pieces, each kept by itself, so that a stop loses nothing."""
        council = next((one for one in all_councils() if one.slug == options["council"]), None)
        if council is None:
            raise CommandError(f"There is no council called {options['council']}.")
        keys = (
            [options["finder"]]
            if options["finder"]
            else sorted({rule.finder for rule in queries.rules(council)})
        )
        for key in keys:
            try:
                finder = theme_finders.get(key)
            except NotShelved as refusal:
                raise CommandError(str(refusal)) from refusal
            done = actions.suggest_for(council=council, finder=finder, by=None)
            self.stdout.write(
                f"{finder.label}: {done.comments:,} comments read, {done.suggestions:,} suggestions."
            )
