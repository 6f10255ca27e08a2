"""Which files came in, and what was wrong with them."""

from django.db.models import QuerySet

from goldenthread.foundation.imports.models import Import, ImportProblem
from goldenthread.foundation.tenancy.models import Council


def arrivals(council: Council) -> QuerySet[Import]:
    """Return the files of a council, newest first, with who sent and who decided."""
    rows = Import.objects.within(council).select_related("uploaded_by", "decided_by")
    return rows.order_by("-uploaded_at", "-pk")


def arrival(council: Council, public_id: str) -> Import:
    """Return one file; raises Import.DoesNotExist."""
    return arrivals(council).get(public_id=public_id)


def problems(arrival: Import) -> QuerySet[ImportProblem]:
    """Return what is wrong with a file's rows, in the order of the file."""
    return ImportProblem.objects.within(arrival.council).filter(arrival=arrival).order_by("row", "pk")


def earlier(arrival: Import) -> Import | None:
    """Return the newest accepted file with the same content, or None."""
    same = arrivals(arrival.council).filter(kind=arrival.kind, digest=arrival.digest, state="accepted")
    return same.exclude(pk=arrival.pk).first()
