"""Reading the history of one thing, or of a council."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time

from django.db import models
from django.utils import timezone

from goldenthread.foundation.history.models import HistoryLine, SealingKey
from goldenthread.foundation.tenancy.models import Council, CouncilOwned


def lines_about(council: Council, targets: Sequence[CouncilOwned], *, limit: int = 50) -> list[HistoryLine]:
    """Return the newest lines about `targets`, at most `limit`, newest first."""
    ids = [target.public_id for target in targets]
    rows = HistoryLine.objects.within(council).filter(target_id__in=ids).exclude(verb="history.read")
    return list(rows.select_related("by").order_by("-pk")[:limit])


def reads_of(council: Council, target: CouncilOwned) -> list[HistoryLine]:
    """Return who read a record, newest first."""
    rows = HistoryLine.objects.within(council).filter(target_id=target.public_id, verb="history.read")
    return list(rows.select_related("by").order_by("-pk")[:200])


def destroyed_keys(council: Council) -> list[tuple[str, datetime]]:
    """Return what each destroyed key was about, and when it was destroyed, oldest first."""
    keys = SealingKey.objects.within(council).exclude(destroyed_at=None).order_by("destroyed_at", "pk")
    return [(key.about, key.destroyed_at) for key in keys if key.destroyed_at]


MOST = 10_000


def lines_of(
    council: Council, *, verb: str = "", by: str = "", since: date | None = None, until: date | None = None
) -> models.QuerySet[HistoryLine]:
    """Return a council's lines, newest first, narrowed to a verb, a person (by key) and days, ends included.

    A line that names only its week has no time, so a narrowing by days leaves it out.
    """
    rows = HistoryLine.objects.within(council)
    if verb:
        rows = rows.filter(verb=verb)
    if by:
        rows = rows.filter(by_id=int(by))
    if since:
        rows = rows.filter(at__gte=_midnight(since))
    if until:
        rows = rows.filter(at__lte=_last_moment(until))
    return rows.select_related("by").order_by("-pk")


def count_up_to(rows: models.QuerySet[HistoryLine], most: int = MOST) -> int:
    """Return how many lines there are, counting no further than `most` + 1."""
    return rows.order_by()[: most + 1].count()


def unsealed(council: Council) -> int:
    """Return how many lines wait for the sealer, counting no further than MOST + 1."""
    return count_up_to(HistoryLine.objects.within(council).filter(position=None))


def _midnight(day: date) -> datetime:
    return _aware(datetime.combine(day, time.min))


def _last_moment(day: date) -> datetime:
    # Not the midnight after it: the last day of the year 9999 has none.
    return _aware(datetime.combine(day, time.max))


def _aware(moment: datetime) -> datetime:
    """Return a moment of our clock; at the ends of the calendar, where zones overflow, of the world's."""
    edge = moment.year in (date.min.year, date.max.year)
    return moment.replace(tzinfo=UTC) if edge else timezone.make_aware(moment)
