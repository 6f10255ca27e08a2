"""Triggers that refuse, in the database itself, a link across councils or a change to a line of history."""

from collections.abc import Iterator
from itertools import chain
from typing import Any

from django.apps import apps
from django.db import connections, models

from goldenthread.foundation.tenancy.models import CouncilOwned

ACROSS = "a row cannot point at another council"
SEALED = "history is never changed"


def put_guards(using: str, **kwargs: Any) -> None:
    """Put each guard on its table, replacing what was there; safe to run again."""
    connection = connections[using]
    tables = set(connection.introspection.table_names())
    write = _sqlite if connection.vendor == "sqlite" else _postgresql
    standing = [
        model for model in apps.get_models() if model._meta.db_table in tables and not model._meta.proxy
    ]
    with connection.cursor() as cursor:
        for statement in chain.from_iterable(write(model) for model in standing):
            cursor.execute(statement)


def pointers(model: type[models.Model]) -> Iterator[tuple[str, str, str]]:
    """Yield (column, table pointed at, its key) for each link from one council's row to another such row."""
    if not issubclass(model, CouncilOwned):
        return
    for field in model._meta.local_concrete_fields:
        target = field.related_model
        if (
            isinstance(field, models.ForeignKey)
            and isinstance(target, type)
            and issubclass(target, CouncilOwned)
        ):
            yield column_of(field), target._meta.db_table, column_of(target._meta.pk)


def frozen_columns(model: type[models.Model]) -> tuple[str, ...]:
    """Return the columns of a model that must never change once written (its `FROZEN`), if it names any."""
    return tuple(column_of(model._meta.get_field(name)) for name in getattr(model, "FROZEN", ()))


def column_of(field: object) -> str:
    """Return the column a field is kept in; raises TypeError for a field that has none."""
    column = getattr(field, "column", None)
    if not isinstance(column, str):
        raise TypeError(f"{field} is kept in no column.")
    return column


def _sqlite(model: type[models.Model]) -> Iterator[str]:
    table = model._meta.db_table
    for column, target, key in pointers(model):
        name = f"guard_{table}_{column}"
        for when, suffix in (("INSERT", "i"), (f"UPDATE OF {column}, council_id", "u")):
            yield f'DROP TRIGGER IF EXISTS "{name}_{suffix}"'
            yield (
                f'CREATE TRIGGER "{name}_{suffix}" BEFORE {when} ON "{table}" WHEN NEW.{column} IS NOT NULL '
                f"AND (SELECT council_id FROM {target} WHERE {key} = NEW.{column}) <> NEW.council_id "
                f"BEGIN SELECT RAISE(ABORT, '{ACROSS}'); END"
            )
    if columns := frozen_columns(model):
        for event in (f"UPDATE OF {', '.join(columns)}", "DELETE"):
            name = f"guard_{table}_{event.split()[0].lower()}"
            yield f'DROP TRIGGER IF EXISTS "{name}"'
            yield f'CREATE TRIGGER "{name}" BEFORE {event} ON "{table}" BEGIN SELECT RAISE(ABORT, \'{SEALED}\'); END'


def _postgresql(model: type[models.Model]) -> Iterator[str]:
    table = model._meta.db_table
    checks = "".join(
        f"IF NEW.{column} IS NOT NULL AND (SELECT council_id FROM {target} WHERE {key} = NEW.{column}) "
        f"<> NEW.council_id THEN RAISE EXCEPTION '{ACROSS}' USING ERRCODE = 'integrity_constraint_violation'; END IF; "
        for column, target, key in pointers(model)
    )
    if checks:
        yield from _postgresql_trigger(table, "council", "INSERT OR UPDATE", checks + "RETURN NEW; ")
    if columns := frozen_columns(model):
        stop = f"RAISE EXCEPTION '{SEALED}' USING ERRCODE = 'integrity_constraint_violation'; "
        yield from _postgresql_trigger(table, "update", f"UPDATE OF {', '.join(columns)}", stop)
        yield from _postgresql_trigger(table, "delete", "DELETE", stop)


def _postgresql_trigger(table: str, name: str, event: str, body: str) -> Iterator[str]:
    guard = f"guard_{table}_{name}"
    yield f"CREATE OR REPLACE FUNCTION {guard}() RETURNS trigger LANGUAGE plpgsql AS $guard$ BEGIN {body} END $guard$"
    yield f"DROP TRIGGER IF EXISTS {guard} ON {table}"
    yield f"CREATE TRIGGER {guard} BEFORE {event} ON {table} FOR EACH ROW EXECUTE FUNCTION {guard}()"
