"""What a database holds, as figures: rows of each table, and a checksum that both databases agree on."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import connections, models
from django.db.migrations.recorder import MigrationRecorder

# Made by the machine, not by people: numbered differently on each database, or worthless after a restore.
NOT_CONTENT = {"contenttypes.ContentType", "auth.Permission", "sessions.Session"}
ROWS_AT_ONCE = 2000


@dataclass(frozen=True)
class Table:
    """How many rows a table has, the SHA-256 (hex) of them all in the order of their keys, and the columns read."""

    rows: int
    digest: str
    columns: tuple[str, ...] = field(default=(), compare=False)


@dataclass(frozen=True)
class Contents:
    """Every table by its name, and one SHA-256 (hex) over them."""

    tables: Mapping[str, Table]

    @property
    def checksum(self) -> str:
        """Return one digest for all tables: equal on both databases when the rows are equal."""
        lines = (f"{name} {table.rows} {table.digest}\n" for name, table in sorted(self.tables.items()))
        return hashlib.sha256("".join(lines).encode()).hexdigest()

    @property
    def rows(self) -> int:
        """Return how many rows there are in all tables."""
        return sum(table.rows for table in self.tables.values())

    def different(self, other: Contents) -> list[str]:
        """Return the names of tables that differ from another's."""
        names = self.tables.keys() | other.tables.keys()
        return sorted(name for name in names if self.tables.get(name) != other.tables.get(name))


def contents(using: str = "default", *, like: Contents | None = None) -> Contents:
    """Return what the database `using` holds; reads every row once, a few thousand at a time.

    Tables and columns that wait for a migration are left out; with `like`, only the columns read then are read.
    """
    there = set(connections[using].introspection.table_names())
    found: dict[str, Table] = {}
    for model in content_models():
        name = model._meta.db_table
        if name in there:
            before = like.tables.get(name) if like else None
            found[name] = _table(model, using, set(before.columns) if before else None)
    return Contents(found)


def content_models() -> Iterator[type[models.Model]]:
    """Yield every model whose rows are content, those that join two others too."""
    for model in apps.get_models(include_auto_created=True):
        meta = model._meta
        if meta.managed and not meta.proxy and not meta.swapped and meta.label not in NOT_CONTENT:
            yield model


def is_empty(using: str = "default") -> bool:
    """Say whether a database has no council and no account: nothing that anybody would miss."""
    there = set(connections[using].introspection.table_names())
    kept = [apps.get_model("tenancy.Council"), apps.get_model("people.User")]
    return not any(
        models.QuerySet(model, using=using).exists() for model in kept if model._meta.db_table in there
    )


def migrations_applied(using: str = "default") -> list[str]:
    """Return the migrations a database has had, as "app.name", in order of name."""
    done = MigrationRecorder(connections[using]).applied_migrations()
    return sorted(f"{app}.{name}" for app, name in done)


def _table(model: type[models.Model], using: str, wanted: set[str] | None) -> Table:
    fields = _fields(model, using, wanted)
    tidy = [place for place, field in enumerate(fields) if isinstance(field, models.JSONField)]
    rows: Any = (
        models.QuerySet(model, using=using).order_by("pk").values_list(*(field.attname for field in fields))
    )
    digest, count = hashlib.sha256(), 0
    for row in rows.iterator(chunk_size=ROWS_AT_ONCE):
        digest.update(_line(row, tidy))
        count += 1
    return Table(count, digest.hexdigest(), tuple(str(field.column) for field in fields))


def _fields(model: type[models.Model], using: str, wanted: set[str] | None) -> list[Any]:
    """Return the fields, by the names of their columns, that the table has."""
    connection = connections[using]
    with connection.cursor() as cursor:
        table = connection.introspection.get_table_description(cursor, model._meta.db_table)
    there = {column.name for column in table}
    fields = [one for one in model._meta.concrete_fields if one.column in there]
    return sorted(
        (one for one in fields if wanted is None or one.column in wanted), key=lambda one: one.column
    )


def _line(row: tuple[object, ...], tidy: list[int]) -> bytes:
    values = list(row)
    for place in tidy:
        values[place] = _tidied(values[place])
    words = json.dumps(values, default=_plain, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return words.encode("utf-8", "surrogatepass") + b"\n"


def _tidied(value: object) -> object:
    """Return a JSON value with one spelling of each number: 1e3 and 1000 are the same to one database only."""
    if isinstance(value, dict):
        return {key: _tidied(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_tidied(one) for one in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _plain(value: object) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, bytes | bytearray | memoryview):
        return bytes(value).hex()
    if isinstance(value, Decimal):
        return format(value.normalize() + 0, "f")
    if isinstance(value, date | time | timedelta | UUID):
        return str(value)
    raise TypeError(f"A {type(value).__name__} has no plain form: give it one, or the checksum is not whole.")
