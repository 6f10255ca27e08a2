"""Carries the rows of a SQLite copy over to PostgreSQL: how an installation that has grown moves house."""

from __future__ import annotations

from itertools import islice
from pathlib import Path
from typing import Any

from django.core.management.color import no_style
from django.db import connections, models, transaction
from django.db.models.sql import InsertQuery

from goldenthread.foundation.backups.contents import content_models
from goldenthread.foundation.backups.engines import TARGET, Work, another

STAGED = "restore_staged"
SQLITE = {"ENGINE": "django.db.backends.sqlite3", "OPTIONS": {}, "CONN_HEALTH_CHECKS": False}
ROWS_AT_ONCE = 500


def move_in(path: Path, work: Work) -> None:
    """Replace every row of the PostgreSQL database, whose migrations are done, by those of the SQLite copy at `path`.

    All in one transaction, `work` included; raises what the database or `work` raises, and nothing is changed then.
    """
    chosen = list(content_models())
    with another(STAGED, NAME=str(path), **SQLITE), another(TARGET) as alias, transaction.atomic(using=alias):
        with connections[alias].cursor() as cursor:
            names = ", ".join(f'"{model._meta.db_table}"' for model in chosen)
            cursor.execute(f"TRUNCATE {names}, django_session CASCADE")
        for model in chosen:
            _carry(model, alias)
        with connections[alias].cursor() as cursor:
            for statement in connections[alias].ops.sequence_reset_sql(no_style(), chosen):
                cursor.execute(statement)
        work(alias)


def _carry(model: type[models.Model], alias: str) -> None:
    """Copy one table as it is: no field sets itself to today's time."""
    rows: Any = models.QuerySet(model, using=STAGED).order_by("pk").iterator(chunk_size=ROWS_AT_ONCE)
    fields = model._meta.local_concrete_fields
    while some := list(islice(rows, ROWS_AT_ONCE)):
        query = InsertQuery(model)
        query.insert_values(fields, some, raw=True)
        query.get_compiler(using=alias).execute_sql(returning_fields=None)
