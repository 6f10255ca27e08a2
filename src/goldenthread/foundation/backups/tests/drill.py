"""One half of a restore drill, in a process of its own: fill a database and back it up, or put a backup back."""

from __future__ import annotations

import json
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import django
from django.core.management import call_command
from django.db import connection

if __name__ == "__main__":
    django.setup()

from django.contrib.sessions.models import Session

from goldenthread.foundation.backups import making, restoring
from goldenthread.foundation.backups.contents import contents
from goldenthread.foundation.backups.moving import move_in  # noqa: F401 - the drill fails early when it is gone
from goldenthread.foundation.files import store
from goldenthread.foundation.history import chain
from goldenthread.foundation.history.actions import destroy_key, open_words, record
from goldenthread.foundation.history.models import HistoryLine, SealingKey
from goldenthread.foundation.imports.models import Import
from goldenthread.foundation.people import actions as people
from goldenthread.foundation.tenancy.models import Council

NOW = datetime(2026, 11, 24, 12, 30, 0, 123456, tzinfo=UTC)
ODD = {
    "n": 1.0,
    "small": 1.5e-7,
    "words": "Zoë “quoted” \U0001f600",
    "list": [1, 2.50, None, {"b": 1, "a": 2}],
}


def fill(place: Path) -> dict[str, object]:
    """Fill an empty database with one of each awkward thing, back it up, and erase a person's words afterwards."""
    call_command("migrate", verbosity=0)
    council = Council.objects.create(slug="northshire", name="Northshire Council")
    person = people.open_account(
        email="asha@example.org", name="Asha Patel", password="correct horse battery staple"
    )
    team = people.add_team(council=council, name="Hospital social work")
    people.join(council=council, user=person, roles=["analyst"], team=team, starts_on=date(2020, 2, 29))
    for number in range(30):
        record(verb="history.read", council=council, target=team, by=person, detail={"n": number, **ODD})
    secret = record(
        verb="history.read", council=council, target=person_row(council, team), by=None, private="Mrs Jones"
    )
    chain.seal(council, now=NOW)
    kept = store.keep([b"one line\n" * 1000, b"\0\xff" * 500])
    Import.objects.create(council=council, kind="comments", file_name="f.csv", file=kept.name, digest=kept.digest,
                          size=kept.size, uploaded_by=person, uploaded_at=NOW, columns={"text": "Words", "big": 1e16})  # fmt: skip
    Session.objects.create(session_key="open", session_data="x", expire_date=NOW)
    made = making.back_up(place, at=NOW)
    destroy_key(council=council, about=secret.key.about, by=person, at=NOW)
    return {
        "archive": str(made.path),
        "content": made.held.checksum,
        "rows": made.held.rows,
        "files": made.files,
    }


def person_row(council: Council, team: object) -> object:
    """Return a row to keep words about."""
    return people.add_team(council=council, name="Another team", parent=team)


def look(**found: object) -> dict[str, object]:
    """Say what is here now."""
    held = contents()
    council = Council.objects.get(slug="northshire")
    sealed = HistoryLine.objects.within(council).exclude(sealed_words=None).get()
    return {
        **found,
        "content": held.checksum,
        "lines": held.tables["history_historyline"].rows,
        "sessions": Session.objects.count(),
        "words": open_words(sealed),
        "destroyed": SealingKey.objects.within(council).exclude(destroyed_at=None).count(),
        "chain": [finding.sentence for finding in chain.verify(council)],
        "engine": connection.vendor,
    }


def put_back(archive: str, *words: str) -> dict[str, object]:
    """Restore, and say what is here then."""
    journal = next((Path(word) for word in words if word.endswith(".jsonl")), None)
    if "--migrate" in words:
        call_command("migrate", verbosity=0)
    done = restoring.restore(Path(archive), force="--force" in words, erasures=journal)
    return look(
        erased=done.erased, files=done.files, promised=done.held.checksum, warnings=list(done.warnings)
    )


if __name__ == "__main__":
    word, *rest = sys.argv[1:]
    answer = fill(Path(rest[0])) if word == "fill" else put_back(*rest)
    print(json.dumps(answer))  # noqa: T201
