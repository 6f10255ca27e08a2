"""The findings as one page that needs nothing else: no server, no script, no address outside itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import groupby
from pathlib import Path

from django.template import Context, Engine
from django.utils.safestring import mark_safe

from goldenthread.domain.spc import sentence
from goldenthread.slices.themes.headless import wording
from goldenthread.slices.themes.headless.facts import EVERYTHING, Change, Findings, Series, ThemeCount
from goldenthread.ui.charts import SpcPicture, chart_table, sparkline, spc_chart

TEMPLATES = Path(__file__).parent / "templates"
MOST_PROBLEMS = 20
MOST_CHARTS = 72  # with their tables about 0.9 MB: the page must stay light enough to email
MOST_DANGERS = 30

Page = Mapping[str, object]


def report(findings: Findings, *, made_at: datetime) -> str:
    """Return the whole page as HTML."""
    engine = Engine(dirs=[str(TEMPLATES)], autoescape=True)
    template = engine.get_template("learn/report.html")
    return template.render(Context(page(findings, made_at=made_at), use_l10n=False, use_tz=False))


def page(findings: Findings, *, made_at: datetime) -> Page:
    """Return every word and picture of the page; all words are plain text that the template escapes."""
    style = (TEMPLATES / "learn" / "report.css").read_text(encoding="utf-8")
    return {
        "style": mark_safe(style),  # noqa: S308 - our own file
        "made": wording.moment(made_at),
        "source": findings.source.name,
        "summary": _summary(findings),
        "dangers": _dangers(findings),
        "changes": [_change(change, findings.compared) for change in findings.changes],
        "mix": wording.mix_sentence(findings.mix) if findings.mix else "",
        "rest": wording.rest_sentence(findings),
        "themes": [_theme(count, findings) for count in findings.themes],
        "charts": _charts(findings),
        "charts_left_out": _left_out(findings),
        "quotes": _quotes(findings),
        "refused": _refused(findings),
        "made_how": _made_how(findings),
        "next_steps": _next_steps(findings),
    }


def _summary(findings: Findings) -> Sequence[str]:
    source = findings.source
    silent = source.used - findings.spoken
    lines = [
        f"{findings.spoken:,} comments with words in them, from {wording.day(findings.first)} to {wording.day(findings.last)}.",
        f"{wording.rows(source.read)} read: {source.used:,} used, {source.refused:,} refused"
        + (f" ({source.wordless:,} of them held no words)." if source.wordless else "."),
    ]
    if silent:
        lines.append(
            f"{silent:,} of the used rows say only that nobody answered; they are in no figure below."
        )
    if findings.no_theme:
        lines.append(f"{findings.no_theme:,} comments fit no theme surely enough, and are given none.")
    return lines


def _dangers(findings: Findings) -> Page | None:
    found = findings.dangers
    if not found:
        return None
    ordered = sorted(found, key=lambda danger: (danger.reason, danger.row))
    kinds = [
        {"reason": reason[0].upper() + reason[1:], "rows": _listed([danger.row for danger in members])}
        for reason, members in groupby(ordered, key=lambda danger: danger.reason)
    ]
    count = len(found)
    return {
        "sentence": f"{count:,} comment{'' if count == 1 else 's'} may speak of danger. Read {'it' if count == 1 else 'them'} "
        "today, whatever else you do. They are chosen by words alone, so most may prove harmless.",
        "kinds": kinds,
    }


def _listed(numbers: Sequence[int]) -> str:
    shown = ", ".join(str(number) for number in numbers[:MOST_DANGERS])
    return shown + (f" and {len(numbers) - MOST_DANGERS} more" if len(numbers) > MOST_DANGERS else "")


def _change(change: Change, compared: int) -> Page:
    return {
        "mark": "▲" if change.up else "▼",
        "title": f"{change.series.theme.label} — {_group(change.series.group)}",
        "sentence": wording.change_sentence(change, compared=compared),
        "anchor": _anchor(change.series),
    }


def _theme(count: ThemeCount, findings: Findings) -> Page:
    theme = count.theme
    whole = next((s for s in findings.series if s.group == EVERYTHING and s.theme.key == theme.key), None)
    mark, words = wording.trend(whole)
    drawn = whole is not None and whole.chart is not None
    return {
        "label": theme.label,
        "definition": theme.definition,
        "n": f"{count.n:,}",
        "share": wording.percent(count.share),
        "bar": f"{count.share * 120:.1f}",
        "mark": mark if theme.charted else "",
        "trend": words if theme.charted else wording.NOT_CHARTED,
        "spark": mark_safe(_spark(whole)) if drawn and whole else "",  # noqa: S308 - escaped by the chart
        "confidence": wording.confidence_word(theme),
        "chance": f"{count.confidence * 100:.0f}%",
        "sureness": wording.sureness(theme),
    }


def _spark(series: Series) -> str:
    values = [None if value is None else value * 100 for value in series.chart.values] if series.chart else []
    last = series.chart.point_type[-1] if series.chart else "common"
    return sparkline(
        values, name=f"spark-{series.theme.key}", title=f"{series.theme.label}, percent by month", last=last
    )


def chosen(findings: Findings) -> list[Series]:
    """Return the series to draw: those with changes and signals first when there are too many for one page."""
    drawn = [series for series in findings.series if series.chart is not None]
    changed = {id(change.series) for change in findings.changes}
    order = {id(series): place for place, series in enumerate(drawn)}
    ranked = sorted(drawn, key=lambda s: (id(s) not in changed, not s.signals, -s.n, order[id(s)]))
    return sorted(ranked[:MOST_CHARTS], key=lambda s: order[id(s)])


def _charts(findings: Findings) -> Sequence[Page]:
    return [
        {
            "group": _group(group),
            "everything": group == EVERYTHING,
            "pictures": [_picture(s) for s in members],
        }
        for group, members in groupby(chosen(findings), key=lambda series: series.group)
    ]


def _picture(series: Series) -> Page:
    if series.chart is None:
        raise ValueError("Only a series with a chart can be drawn.")
    image = SpcPicture(
        name=_anchor(series),
        title=f"{series.theme.label}: {_group(series.group)}",
        dates=series.dates,
        chart=series.chart,
        as_percent=True,
        people=series.people,
    )
    return {
        "anchor": f"chart-{_anchor(series)}",
        "title": series.theme.label,
        "sentence": sentence(series.chart),
        "svg": mark_safe(spc_chart(image)),  # noqa: S308 - every word in it is escaped by the chart
        "rows": chart_table(image),
        "rules": series.chart.rule_set,
    }


def _left_out(findings: Findings) -> Sequence[str]:
    lines = []
    drawn = sum(series.chart is not None for series in findings.series)
    if drawn > MOST_CHARTS:
        lines.append(
            f"{drawn - MOST_CHARTS} more charts, none with a change named above, are left out to keep this page light."
        )
    thin = len(findings.series) - drawn
    if thin:
        lines.append(
            f"{thin} series are too thin to draw: a month needs 10 comments, and a usual month 2 about the theme."
        )
    if findings.small_groups:
        lines.append(
            "Groups with under 50 comments have no charts of their own: "
            + ", ".join(findings.small_groups[:30])
            + "."
        )
    return lines


def _quotes(findings: Findings) -> Sequence[Page]:
    labels = {count.theme.key: count.theme.label for count in findings.themes}
    return [
        {
            "theme": labels.get(key, key),
            "quotes": [
                {"text": q.text, "where": f"{_group(q.group)}, {q.month:%B %Y}, row {q.row}"} for q in members
            ],
        }
        for key, members in groupby(findings.quotes, key=lambda quote: quote.theme)
    ]


def _refused(findings: Findings) -> Page:
    problems = findings.source.problems
    more = len(problems) - MOST_PROBLEMS
    return {
        "problems": [
            {"row": str(p.row or ""), "field": p.field, "sentence": p.sentence}
            for p in problems[:MOST_PROBLEMS]
        ],
        "more": f"And {more:,} more like these." if more > 0 else "",
        "notes": findings.source.notes,
    }


def _made_how(findings: Findings) -> Sequence[str]:
    columns = ", ".join(
        f"{field.replace('_', ' ')} from “{name}”" for field, name in findings.source.columns.items()
    )
    return [
        f"Columns used: {columns}.",
        f"Themes were suggested by: {findings.finder}. {findings.caveat}",
        wording.seen_sentence(findings),
        "“Mean chance” is the chance the model itself gives, averaged over the comments it gave the theme.",
        "Charts are p charts: the limits are wider in months with fewer comments. Months with under 10 comments are left blank.",
        "A change compares the last 3 drawn months, and the later half, with the months before; it allows for how "
        "restless those months are, and for many series being compared (at most 1 in 20 of the changes called "
        "unlikely to be chance should be chance).",
        "In all comments together a rise can mean only that one group wrote more. Trust a group's own chart before it.",
        "Names and numbers in quotes are masked by rule. Read a quote before you pass it on: a story can tell who it is about.",
    ]


def _next_steps(findings: Findings) -> Sequence[str]:
    steps = []
    if findings.dangers:
        steps.append("Read the comments that may speak of danger, today.")
    steps += [
        f"Read the comments behind “{change.series.theme.label}” in {_group(change.series.group)}, and ask the people "
        "who work there what they think happened."
        for change in findings.changes
    ]
    if findings.source.problems:
        steps.append(
            f"Mend the refused rows ({len(findings.source.problems):,} problems, listed below) and run this again."
        )
    steps.append(
        "Check twenty comments of each theme you mean to act on: a person decides what they are about."
    )
    steps.append("Tell the people who said it what you will do, and by when.")
    return steps


def _group(group: str) -> str:
    return group or "no group given"


def _anchor(series: Series) -> str:
    letters = "".join(
        letter if letter.isalnum() and letter.isascii() else "-" for letter in series.group.lower()
    )
    return f"{letters}-{sum(map(ord, series.group)) % 9973}-{series.theme.key}"
