"""Pages of a list that may have no end: the count stops at 10,000, and so do the pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

from django.core.paginator import Page, Paginator
from django.utils.functional import cached_property

MOST = 10_000
Thing = TypeVar("Thing")
Row = TypeVar("Row")


def in_rows(page: Page[Thing], row: Callable[[Thing], Row]) -> Page[Row]:
    """Return the same page with `row(thing)` in the place of each thing on it."""
    shown = cast("Page[Any]", page)
    shown.object_list = [row(thing) for thing in page.object_list]
    return shown


class CappedPaginator(Paginator):
    """Counts no further than `MOST` + 1 rows, so that a list of a million opens as quickly as a short one.

    `count` is never more than `MOST`; `capped` says that there are more, which a page shows as "10,000+".
    """

    def __init__(self, rows: Any, per_page: int, **more: Any) -> None:
        """Cut `rows`, a queryset in order, into pages of `per_page`."""
        super().__init__(rows, per_page, **more)

    @cached_property
    def seen(self) -> int:
        """Return how many rows there are, or `MOST` + 1 for any number over `MOST`."""
        rows: Any = self.object_list  # a queryset, or anything that can be cut
        cut = rows.order_by()[: MOST + 1] if hasattr(rows, "order_by") else rows[: MOST + 1]
        return cut.count() if hasattr(cut, "query") else len(cut)

    @property
    def count(self) -> int:
        """Return how many rows the pages show."""
        return min(self.seen, MOST)

    @property
    def capped(self) -> bool:
        """Say whether there are more rows than the pages show."""
        return self.seen > MOST
