"""Which councils there are."""

import copy
import time
from typing import Any

from goldenthread.foundation.tenancy.models import Council

REMEMBERED_SECONDS = 5  # so long may another server process show a council's old name or colours
_remembered: dict[tuple[str, str], tuple[float, Council]] = {}


def by_slug(slug: str) -> Council | None:
    """Return the council whose address is `slug`, or None; remembered for five seconds."""
    return _recall("slug", slug)


def by_host(host: str) -> Council | None:
    """Return the council that has `host` for its own, or None; remembered for five seconds."""
    return _recall("host", host) if host else None


def all_councils() -> list[Council]:
    """Return every council, by name."""
    return list(Council.objects.order_by("name", "pk"))


def forget(**kwargs: Any) -> None:
    """Remember no council any longer: one was saved, or removed."""
    _remembered.clear()


def _recall(field: str, value: str) -> Council | None:
    key, now = (field, value), time.monotonic()
    until, council = _remembered.get(key, (0.0, None))
    if council is None or until < now:
        council = Council.objects.filter(**{field: value}).first()
        if council is None:
            return None
        _remembered[key] = (now + REMEMBERED_SECONDS, council)
    return copy.copy(council)  # what one request does to its council is not for the next to see
