"""Figures turned into the sentences of the report."""

from __future__ import annotations

from datetime import date, datetime

from goldenthread.ports.theme_finders import Theme
from goldenthread.slices.themes.headless.changes import BEFORE, LATEST
from goldenthread.slices.themes.headless.facts import Change, Findings, Mix, Point, Series

NOT_CHARTED = "Not drawn: in our test it was wrong more often than right, or it is no subject of its own."


def day(on: date) -> str:
    """Return a day as "5 January 2026"."""
    return f"{on.day} {on:%B %Y}"


def moment(at: datetime) -> str:
    """Return a time as "5 January 2026, 2:30pm"."""
    return f"{day(at.date())}, {at.hour % 12 or 12}:{at:%M}{'pm' if at.hour >= 12 else 'am'}"


def percent(share: float) -> str:
    """Return a share as whole percent, or "under 1%"."""
    return "under 1%" if 0 < share < 0.01 else f"{share * 100:.0f}%"


def of(point: Point) -> str:
    """Return "41% (60 of 145)"."""
    return f"{percent(point.about / point.n)} ({point.about:,} of {point.n:,})"


def rows(count: int) -> str:
    """Return "1 row" or "2 rows"."""
    return f"{count:,} row{'' if count == 1 else 's'}"


def change_sentence(change: Change, *, compared: int) -> str:
    """Return one sentence or two that say what moved, from what to what, and how sure that is."""
    how = "more" if change.up else "fewer"
    when = f"In {change.since:%B %Y}"
    if change.until != change.since:
        when = f"From {change.since:%B %Y} to {change.until:%B %Y}"
    against = "in the other months" if change.kind == "signal" else "before"
    facts = f"{when} {how} comments were about it: {of(change.after)}, against {of(change.before)} {against}."
    return f"{facts} {_how_sure(change, compared)}"


def _how_sure(change: Change, compared: int) -> str:
    if change.kind == "sure":
        return "This is unlikely to be chance."
    if change.kind == "signal":
        return f"Its chart marks this as more than the usual ups and downs; with {compared} charts watched, one such mark can still be chance."
    return f"This may be chance: with {compared} series compared, a few would look like this if nothing had changed. Watch it."


def mix_sentence(mix: Mix) -> str:
    """Return one sentence on who wrote more or less than before, and what that does to the charts."""
    return (
        f"Who wrote changed: {mix.group or 'no group given'} made up {percent(mix.after)} of the comments since "
        f"{mix.since:%B %Y}, {percent(mix.before)} before. Charts of all comments move for that reason alone, "
        "so changes are looked for in each group by itself."
    )


def rest_sentence(findings: Findings) -> str:
    """Return what can be said of everything that is not named as a change."""
    if not findings.compared:
        return (
            f"Too early to say what changed: no theme has enough months with enough comments "
            f"({LATEST} to compare with at least {BEFORE} before them)."
        )
    compared = f"{findings.compared} series compared, a series being one theme in one group"
    sure = sum(change.kind == "sure" for change in findings.changes)
    if sure == len(findings.changes) == 3:
        return f"These are the clearest changes ({compared}); the charts below show the others."
    if sure:
        return f"Nothing else moved for certain ({compared})."
    return f"Nothing moved so much that chance can be ruled out ({compared})."


def trend(series: Series | None) -> tuple[str, str]:
    """Return a mark and words for where a series stands at its last month."""
    if series is None or series.chart is None or not series.chart.shown_as_spc:
        return "◔", "too few months to say"
    last = series.chart.point_type[-1]
    if last == "neutral_high":
        return "▲", "higher than chance explains"
    if last == "neutral_low":
        return "▼", "lower than chance explains"
    return "▬", "no change seen"


def sureness(theme: Theme) -> str:
    """Return how often the theme is right, counted on labelled comments."""
    tested = theme.tested
    if tested is None:
        return "Not tested on labelled comments."
    low, high = round(tested.precision_low * 100), round(tested.precision_high * 100)
    return (
        f"Of 100 comments given this theme about {tested.precision * 100:.0f} are right ({low} to {high}); "
        f"of 100 that belong to it about {tested.recall * 100:.0f} are found. Tested on {tested.n:,}."
    )


def confidence_word(theme: Theme) -> str:
    """Return the sureness in a word, by the share that is right."""
    if theme.tested is None:
        return "not tested"
    share = theme.tested.precision
    return "high" if share >= 0.75 else "fair" if share >= 0.6 else "low" if share >= 0.5 else "very low"


def seen_sentence(findings: Findings) -> str:
    """Return whether these comments taught the model, and what was done about it."""
    if not findings.learned_from:
        return "No comment here taught the model, so its test results should hold as far as the comments are alike."
    return (
        f"{findings.learned_from:,} of these {findings.spoken:,} comments taught the model. Each of those was judged "
        "out of fold, that is by a model that had never seen its words, so the figures do not flatter it."
    )
