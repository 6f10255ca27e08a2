"""The figures behind a chart, row by row, for the table beneath it."""

from dataclasses import dataclass

from goldenthread.domain.spc.words import point_words
from goldenthread.ui.charts.spc import SpcPicture


@dataclass(frozen=True)
class ChartRow:
    """One period as printed; an empty text where there is nothing to say."""

    period: str
    value: str
    people: str
    lower: str
    average: str
    upper: str
    signal: str
    changed: str


def chart_table(image: SpcPicture) -> tuple[ChartRow, ...]:
    """Return one row for each point of the picture, oldest first, with the words of its signal."""
    chart = image.chart
    rows = []
    for at, on in enumerate(image.dates):
        rows.append(
            ChartRow(
                period=f"{on:%B %Y}" if image.period == "month" else f"{on.day} {on:%B %Y}",
                value=_figure(image, chart.values[at]) or "no reading",
                people=_people(image, at),
                lower=_figure(image, chart.lower[at]),
                average=_figure(image, chart.centre[at]),
                upper=_figure(image, chart.upper[at]),
                signal=point_words(chart, at),
                changed=_changed(image, at),
            )
        )
    return tuple(rows)


def _figure(image: SpcPicture, value: float | None) -> str:
    shown = image.shown(value)
    if shown is None:
        return ""
    places = 0 if abs(shown) >= 1000 else 1
    text = f"{shown:,.{places}f}" if abs(shown) >= 1 or not shown else f"{shown:.3f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text) + image.suffix


def _people(image: SpcPicture, at: int) -> str:
    count = image.people[at] if at < len(image.people) else None
    return "" if count is None else f"{count:,}"


def _changed(image: SpcPicture, at: int) -> str:
    """Return what was changed after the point before and up to this one."""
    before = image.dates[at - 1] if at else None
    labels = [
        flag.label
        for flag in image.flags
        if (flag.on <= image.dates[at] or at == len(image.dates) - 1) and (before is None or flag.on > before)
    ]
    return "; ".join(labels)
