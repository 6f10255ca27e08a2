"""Takes in emails: from standard input (a forwarding mail server), or from the mailbox that the settings name."""

from __future__ import annotations

import sys
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from imap_tools import MailBox, MailBoxUnencrypted
from imap_tools.errors import ImapToolsError

from goldenthread.foundation.messaging.inbound import TooBig, receive
from goldenthread.foundation.tenancy import queries as tenancy
from goldenthread.foundation.tenancy.models import Council

MOST = 500  # letters in one go


class Command(BaseCommand):
    """Keeps each email once. A letter that cannot be read stays in the mailbox."""

    help = "Take in emails for a council: one from standard input with --stdin, else from the mailbox of the settings."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the council's short name."""
        parser.add_argument("council")
        parser.add_argument("--stdin", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        """Take in what there is, and print how many."""
        council = tenancy.by_slug(options["council"])
        if council is None:
            raise CommandError(f"There is no council called {options['council']} here.")
        try:
            many = from_stdin(council) if options["stdin"] else from_mailbox(council)
        except (TooBig, ImapToolsError, OSError) as failure:
            raise CommandError(str(failure) or "The mailbox could not be reached.") from failure
        self.stdout.write(f"Took in {many}.")


def from_stdin(council: Council) -> int:
    """Take in one email from standard input, and return 1, or 0 when it was kept before."""
    return int(receive(council=council, raw=sys.stdin.buffer.read(), at=timezone.now()) is not None)


def from_mailbox(council: Council) -> int:
    """Take in the unread emails of the mailbox, mark each as read once it is kept, and return how many were new."""
    if not settings.MAILBOX_HOST:
        raise CommandError("Set GOLDENTHREAD_IMAP_HOST, _USER and _PASSWORD, or give an email with --stdin.")
    kind = MailBox if settings.MAILBOX_TLS else MailBoxUnencrypted
    with kind(settings.MAILBOX_HOST, settings.MAILBOX_PORT, timeout=30).login(
        settings.MAILBOX_USER, settings.MAILBOX_PASSWORD
    ) as box:
        many = 0
        for uid in box.uids("UNSEEN")[:MOST]:
            many += _take(council, box, uid)
        return many


def _take(council: Council, box: Any, uid: str) -> int:
    for letter in box.fetch(f"UID {uid}", mark_seen=False, bulk=False):
        try:
            kept = receive(council=council, raw=letter.obj.as_bytes(), at=timezone.now())
        except TooBig:
            return 0
        box.flag([uid], ["\\Seen"], True)
        return int(kept is not None)
    return 0
