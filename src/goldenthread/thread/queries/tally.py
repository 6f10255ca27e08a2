"""Many counts in one question to the database, none counting further than a page will say."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

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
    """Return how many rows each named query has, at most MANY + 1 of each, with one question to the database."""
    counts = {name: one if isinstance(one, CountUpTo) else CountUpTo(one) for name, one in rows.items()}
    columns = {f"count_{at}": one for at, one in enumerate(counts.values())}
    found = Council.objects.filter(pk=council.pk).annotate(**columns).values_list(*columns).get()
    return {
        name: count or 0 for name, count in zip(counts, found, strict=True)
    }  # a query that can find nothing counts as NULL
