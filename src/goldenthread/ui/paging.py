"""Pages of a list that may have no end: the count stops at 10,000, and so do the pages."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.utils.functional import cached_property

MOST = 10_000


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
        unordered = self.object_list.order_by() if hasattr(self.object_list, "order_by") else self.object_list
        cut = unordered[: MOST + 1]
        return cut.count() if hasattr(cut, "query") else len(cut)

    @property
    def count(self) -> int:  # type: ignore[override]
        """Return how many rows the pages show."""
        return min(self.seen, MOST)

    @property
    def capped(self) -> bool:
        """Say whether there are more rows than the pages show."""
        return self.seen > MOST
