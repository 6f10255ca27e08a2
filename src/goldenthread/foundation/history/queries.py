"""Reading the history of one thing, or of a council."""

from django.db import models

from goldenthread.foundation.history.models import HistoryLine
from goldenthread.foundation.tenancy.models import Council


def lines_about(council: Council, targets: list[models.Model], *, limit: int = 50) -> list[HistoryLine]:
    """Return the newest lines about `targets`, at most `limit`, newest first."""
    ids = [target.public_id for target in targets]  # type: ignore[attr-defined]
    rows = HistoryLine.objects.within(council).filter(target_id__in=ids).exclude(verb="history.read")
    return list(rows.select_related("by").order_by("-pk")[:limit])


def reads_of(council: Council, target: models.Model) -> list[HistoryLine]:
    """Return who read a record, newest first."""
    rows = HistoryLine.objects.within(council).filter(target_id=target.public_id, verb="history.read")  # type: ignore[attr-defined]
    return list(rows.select_related("by").order_by("-pk")[:200])
