"""Makes a million voices out of twenty thousand inside the database, where it takes seconds and not a quarter of an hour."""

from django.db import connection, models

from goldenthread.foundation.people.models import User
from goldenthread.foundation.tenancy.models import Council
from goldenthread.thread.models import Theme, Voice, VoiceTheme

SPELLINGS: dict[str, dict[str, str]] = {
    "sqlite": {
        "new id": "substr(lower(hex(randomblob(8))), 1, 16)",
        "earlier": "date(r.said_on, '-' || n.k || ' days')",
    },
    "postgresql": {
        "new id": "substr(md5(random()::text || r.id || n.k), 1, 16)",
        "earlier": "r.said_on - n.k",
    },
}
COUNTING = "WITH RECURSIVE n(k) AS (SELECT 1 UNION ALL SELECT k + 1 FROM n WHERE k < {times}) "


def multiply(council: Council, times: int) -> None:
    """Put each voice in place `times` times more, each copy a day earlier than the last, with ids of their own."""
    say = SPELLINGS[connection.vendor]
    changed = {
        "public_id": say["new id"],
        "source_key": "r.source_key || '-' || n.k",
        "said_on": say["earlier"],
    }
    _insert(Voice, changed, f"{_table(Voice)} r CROSS JOIN n", times)


def answer(council: Council, by: User, *, waiting: int) -> None:
    """Say of nearly all voices that they were heard: `waiting` in a thousand are left; one in a thousand is of danger."""
    voices = Voice.objects.staged(council)
    at = models.F("made_at")
    voices.annotate(part=models.F("id") % 1000).filter(part__gte=waiting).update(heard_at=at, heard_by=by)
    voices.annotate(part=models.F("id") % 1000).filter(part=1).update(danger="knife")


def suggest(council: Council, themes: list[Theme]) -> None:
    """Give every voice a suggestion for one theme, in turn."""
    say = SPELLINGS[connection.vendor]
    first, many = min(theme.pk for theme in themes), len(themes)
    changed = {
        "public_id": say["new id"].replace("|| n.k", ""),
        "voice_id": "r.id",
        "theme_id": f"{first} + r.id % {many}",
        "council_id": str(council.pk),
        "state": "'suggested'",
        "model": "'bench'",
        "probability": "0.7",
        "because": "'[\"waited\"]'",
        "decided_by_id": "NULL",
        "decided_at": "NULL",
    }
    free = f"NOT EXISTS (SELECT 1 FROM {_table(VoiceTheme)} t WHERE t.voice_id = r.id)"
    _insert(VoiceTheme, changed, f"{_table(Voice)} r WHERE {free}", 0)


def _table(model: type[models.Model]) -> str:
    return connection.ops.quote_name(model._meta.db_table)


def _insert(model: type[models.Model], changed: dict[str, str], source: str, times: int) -> None:
    columns = [field.column for field in model._meta.concrete_fields if not field.primary_key]
    values = ", ".join(changed.get(column, f"r.{column}") for column in columns)
    counting = COUNTING.format(times=times) if times else ""
    statement = f"INSERT INTO {_table(model)} ({', '.join(columns)}) {counting}SELECT {values} FROM {source}"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(statement)


def learn_about_itself() -> None:
    """Let the database count its rows, so that it plans as it would after a night of its own housekeeping."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
