"""Which councils there are."""

from goldenthread.foundation.tenancy.models import Council


def by_slug(slug: str) -> Council | None:
    """Return the council whose address is `slug`, or None."""
    return Council.objects.filter(slug=slug).first()


def by_host(host: str) -> Council | None:
    """Return the council that has `host` for its own, or None."""
    return Council.objects.filter(host=host).first() if host else None


def all_councils() -> list[Council]:
    """Return every council, by name."""
    return list(Council.objects.order_by("name", "pk"))
