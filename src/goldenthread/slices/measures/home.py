"""What the home page says about numbers that moved."""

from collections.abc import Mapping

from django.urls import reverse

from goldenthread.foundation.hooks.registry import HomeRow
from goldenthread.foundation.permissions.access import Access
from goldenthread.slices.measures import queries
from goldenthread.slices.measures.presenters import moved_words
from goldenthread.thread.queries import measures

MOST_ROWS = 6


def what_changed(access: Access, counts: Mapping[str, int]) -> list[HomeRow]:
    """Return one row for each measure whose newest reading is more than chance, the worse first, then how many did not."""
    found = queries.series_of(access, measures(access.council)[: queries.MOST_MEASURES])
    moved = sorted((one for one in found if one.signals), key=queries.ORDERS["shows"])
    rows = [
        HomeRow(
            moved_words(series),
            reverse("measure", args=[series.measure.public_id]),
            f"{series.variation[0]} {series.variation[1]}",
        )
        for series in moved[:MOST_ROWS]
    ]
    return rows + _rest(len(found), len(moved))


def _rest(all_: int, moved: int) -> list[HomeRow]:
    if not all_:
        return []
    watched = f"{all_} {'measure' if all_ == 1 else 'measures'}"
    if moved > MOST_ROWS:
        words = f"{moved - MOST_ROWS} more moved as well ({watched})"
    elif moved:
        words = f"Nothing else moved more than chance explains ({watched})"
    else:
        words = f"Nothing moved more than chance explains ({watched})"
    return [HomeRow(words, reverse("measures") + "?sort=shows")]
