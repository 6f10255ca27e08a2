"""A measure's readings as a chart with its words: one picture, one sentence, one table, whoever draws it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from django.utils.safestring import SafeString, mark_safe

from goldenthread.domain.direction import Direction
from goldenthread.domain.spc import Chart, every_month, p_chart, xmr
from goldenthread.domain.spc.words import ASSURANCE_WORDS, VARIATION_WORDS
from goldenthread.domain.suppression import Audience, shown
from goldenthread.foundation.permissions.access import WHOLE_COUNCIL, Access
from goldenthread.ui.charts import ChangeFlag, SpcPicture, chart_table, spc_chart

if TYPE_CHECKING:
    from goldenthread.thread.models import Measure
    from goldenthread.thread.queries import ReadingFacts

Values = tuple[float | None, ...]
REMEMBERED = 2_000  # charts, some kilobytes each
COUNTED_FROM_VOICES = ("theme:", "score:")
VARIATION_SHAPES = {
    "improvement_high": "▲", "improvement_low": "▲", "concern_high": "▼", "concern_low": "▼",
    "neutral_high": "◆", "neutral_low": "◆", "common": "●", "none": "○",
}  # fmt: skip
ASSURANCE_SHAPES = {"pass": "✓", "fail": "✗", "hit_or_miss": "?", "none": ""}
HEAD = (
    "Month",
    "Value",
    "Out of",
    "Lower limit",
    "Average",
    "Upper limit",
    "What it shows",
    "What changed",
    "Note",
)


@dataclass(frozen=True)
class Series:
    """One measure with its readings in time order, drawn and worded as of today."""

    measure: Measure
    readings: tuple[ReadingFacts, ...]
    dates: tuple[date, ...]
    chart: Chart
    is_share: bool  # the chart holds proportions (0 to 1), the readings percent

    @classmethod
    def of(cls, measure: Measure, readings: Sequence[ReadingFacts]) -> Series:
        """Return the series of a measure from its readings, oldest first; missing months stay gaps."""
        found = {reading.period_on: reading for reading in readings}
        dates = _calendar(measure, found)
        share = measure.chart == "p" and all(r.denominator and r.numerator is not None for r in readings)
        share = share and bool(readings)
        direction = Direction(measure.direction)
        if share:
            tops = [found[on].numerator if on in found else None for on in dates]
            bottoms = [found[on].denominator if on in found else None for on in dates]
            target = measure.target / 100 if measure.target is not None else None
            chart = _shares(tuple(tops), tuple(bottoms), direction, target)
        else:
            values = [found[on].value if on in found else None for on in dates]
            chart = _singles(tuple(values), direction, measure.target)
        return cls(measure, tuple(readings), dates, chart, share)

    @property
    def latest(self) -> ReadingFacts | None:
        """Return the newest reading, or None."""
        return self.readings[-1] if self.readings else None

    @property
    def level_before(self) -> float | None:
        """Return the mean of the readings before the newest run of the same kind, in the measure's unit, or None."""
        kinds, at = self.chart.point_type, len(self.dates) - 1
        while at >= 0 and (kinds[at] == kinds[-1] or self.chart.values[at] is None):
            at -= 1
        values = [value for value in self.chart.values[: at + 1] if value is not None]
        if not values:
            return None
        return sum(values) / len(values) * (100 if self.is_share else 1)

    @property
    def period(self) -> str:
        """Return what one reading covers: "month" or "year"."""
        return "year" if self.measure.every == "year" else "month"

    @property
    def variation(self) -> tuple[str, str]:
        """Return the shape and the words of what the newest reading shows."""
        return VARIATION_SHAPES[self.chart.variation], VARIATION_WORDS[self.chart.variation]

    @property
    def assurance(self) -> tuple[str, str]:
        """Return the shape and the words of whether the target will be met; empty where there is none."""
        return ASSURANCE_SHAPES[self.chart.assurance], ASSURANCE_WORDS[self.chart.assurance]

    @property
    def signals(self) -> bool:
        """Tell whether the newest reading is more than chance explains."""
        return self.chart.variation not in ("common", "none")

    def picture(self, flags: Sequence[ChangeFlag] = (), *, name: str = "chart") -> SpcPicture:
        """Return all that the picture and its table need."""
        out_of = {r.period_on: int(r.denominator) for r in self.readings if r.denominator}
        people = [out_of.get(on) for on in self.dates]
        return SpcPicture(
            name=name,
            title=self.measure.title,
            dates=self.dates,
            chart=self.chart,
            unit="%" if self.measure.unit == "percent" else "",
            as_percent=self.is_share,
            flags=tuple(flags),
            people=people if any(people) else (),
            period=self.period,
        )

    def drawn(self, flags: Sequence[ChangeFlag] = (), *, name: str = "chart") -> SafeString:
        """Return the picture as SVG; the charts escape every word in it."""
        return mark_safe(spc_chart(self.picture(flags, name=name)))

    def table(self, flags: Sequence[ChangeFlag] = ()) -> dict[str, object]:
        """Return the figures for a table, newest first; columns that hold nothing are left out."""
        notes = {reading.period_on: reading.note for reading in self.readings}
        rows = [
            (r.period, r.value, r.people, r.lower, r.average, r.upper, r.signal, r.changed, notes.get(on, ""))
            for on, r in zip(self.dates, chart_table(self.picture(flags)), strict=True)
        ][::-1]
        kept = [at for at in range(len(HEAD)) if at < 2 or any(row[at] for row in rows)]
        return {
            "caption": f"{self.measure.title} The figures",
            "head": [HEAD[at] if at or self.period == "month" else "Year" for at in kept],
            "rows": [[row[at] for at in kept] for row in rows],
            "numeric": ",".join(str(place) for place, at in enumerate(kept) if 1 <= at <= 5),
        }


# The home page draws conclusions from every measure each time it is opened; the same readings give the same chart.
@lru_cache(maxsize=REMEMBERED)
def _shares(tops: Values, bottoms: Values, direction: Direction, target: float | None) -> Chart:
    return p_chart(tops, bottoms, direction=direction, target=target)


@lru_cache(maxsize=REMEMBERED)
def _singles(values: Values, direction: Direction, target: float | None) -> Chart:
    return xmr(values, direction=direction, target=target)


def readable(access: Access, measure: Measure, readings: Sequence[ReadingFacts]) -> list[ReadingFacts]:
    """Return the readings this person may see.

    Of a measure counted from what people said, somebody who may not read every voice sees no month with a small group.
    """
    if not measure.live.startswith(COUNTED_FROM_VOICES) or access.reach("voice.read") == WHOLE_COUNCIL:
        return list(readings)
    return [reading for reading in readings if not _rests_on_few(reading)]


def _rests_on_few(reading: ReadingFacts) -> bool:
    if reading.numerator is None or reading.denominator is None:
        return False
    counts = (reading.numerator, reading.denominator, reading.denominator - reading.numerator)
    return any(shown(round(count), Audience.SIGNED_IN).hidden for count in counts)


def _calendar(measure: Measure, found: dict[date, ReadingFacts]) -> tuple[date, ...]:
    if not all(on.day == 1 for on in found):
        return tuple(sorted(found))
    if measure.every == "year":
        return _every_year(tuple(sorted(found)))
    return every_month({on: reading.value for on, reading in found.items()})[0]


def _every_year(days: tuple[date, ...]) -> tuple[date, ...]:
    """Return the days with the missing years put in, so that a gap is seen and never bridged."""
    if not days or len({on.month for on in days}) > 1:
        return days
    return tuple(days[0].replace(year=year) for year in range(days[0].year, days[-1].year + 1))


def figure_words(value: float, unit: str) -> str:
    """Return a figure as a page says it: "62%", "1,204" or "3.5"."""
    places = 0 if abs(value) >= 1000 or value == round(value) else 1
    return f"{value:,.{places}f}" + ("%" if unit == "percent" else "")


def reading_words(reading: ReadingFacts, unit: str) -> str:
    """Return a reading with what it rests on: "62% (31 of 50)"."""
    said = figure_words(reading.value, unit)
    if reading.numerator is None or not reading.denominator:
        return said
    return f"{said} ({reading.numerator:,.10g} of {reading.denominator:,.10g})"
