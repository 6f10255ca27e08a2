"""Many counts in one question to the database, none counting further than a page will say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import IntegerField, QuerySet, Subquery

from goldenthread.foundation.tenancy.models import Council

MANY = 10_000


class CountUpTo(Subquery):
    """The number of rows of a query, as one value inside another query; it stops counting at MANY + 1."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) AS counted)"
    output_field = IntegerField()

    def __init__(self, rows: QuerySet[Any], field: str = "pk", most: int = MANY) -> None:
        super().__init__(rows.order_by().values(field)[: most + 1])


def tally(council: Council, rows: Mapping[str, QuerySet[Any] | CountUpTo]) -> dict[str, int]:
    """Return how many rows each named query has, at most MANY + 1 of each, with one question to the database.

    Each query is put into words by itself and the texts are joined: as subqueries of one annotated query they would
    all be cloned and renamed again and again, which on a home page takes longer than the counting.
    """
    counts = {name: one if isinstance(one, CountUpTo) else CountUpTo(one) for name, one in rows.items()}
    columns: list[str] = []
    values: list[Any] = []
    for one in counts.values():
        text, given = _in_words(one)
        columns.append(text)
        values.extend(given)
    if not columns:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(columns)}", values)
        found = cursor.fetchone()
    return {name: count or 0 for name, count in zip(counts, found, strict=True)}


def _in_words(one: CountUpTo) -> tuple[str, Sequence[Any]]:
    """Return the text of one count and its values; a query that can find nothing counts as nought."""
    try:
        text, values = one.query.get_compiler(connection=connection).as_sql()
    except EmptyResultSet:
        return "0", ()
    return one.template % {"subquery": text}, values
