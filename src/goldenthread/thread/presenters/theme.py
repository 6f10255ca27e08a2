"""How often a theme was spoken of, as a small picture with its table and its sentence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from goldenthread.thread.presenters.words import many
from goldenthread.ui.charts import sparkline

FEWEST = 3  # months below which there is nothing to draw: the sentence and the table say it all


@dataclass(frozen=True)
class ThemeMonths:
    """The sentence, the picture and the table of a theme's months."""

    sentence: str
    picture: SafeString
    table: dict[str, Any]

    @classmethod
    def of(cls, counted: list[tuple[date, int]], *, key: str) -> ThemeMonths | None:
        """Return the picture of counts by month, with months in which nobody spoke as 0; None when nobody ever did."""
        if not counted:
            return None
        found = dict(counted)
        months, month = [], counted[0][0]
        while month <= counted[-1][0]:
            months.append(month)
            month = date(month.year + month.month // 12, month.month % 12 + 1, 1)
        values = [found.get(one, 0) for one in months]
        total = many(sum(values), "voice is", "voices are")
        sentence = f"{total} about this, {_span(months)}."
        drawn = (
            ""
            if len(months) < FEWEST
            else sparkline(values, name=f"months-{key}", title="Voices about this theme each month")
        )
        rows = [[f"{one:%B %Y}", f"{value:,}"] for one, value in zip(months, values, strict=True)]
        table = {"caption": "Voices by month", "head": ["Month", "Voices"], "rows": rows, "numeric": "1"}
        return cls(sentence, mark_safe(drawn), table)  # noqa: S308


def _span(months: list[date]) -> str:
    if len(months) == 1:
        return f"all in {months[0]:%B %Y}"
    return f"from {months[0]:%B %Y} to {months[-1]:%B %Y}"
