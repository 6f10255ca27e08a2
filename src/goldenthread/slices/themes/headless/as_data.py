"""The findings as JSON, in the shape other programs rely on."""

from __future__ import annotations

from datetime import date

from goldenthread.slices.themes.headless.facts import Change, Findings, Point, Series


def as_data(findings: Findings) -> dict[str, object]:
    """Return {"rows", "themes", "series", "changes", "quotes"}; months are "2021-09", shares 0 to 1."""
    source = findings.source
    return {
        "rows": {"read": source.read, "used": source.used, "refused": source.refused},
        "themes": [
            {"key": t.theme.key, "n": t.n, "share": round(t.share, 4), "confidence": round(t.confidence, 4)}
            for t in findings.themes
        ],
        "series": [_series(one) for one in findings.series],
        "changes": [_change(change) for change in findings.changes],
        "quotes": [
            {"theme": q.theme, "group": q.group, "month": _month(q.month), "text": q.text, "row": q.row}
            for q in findings.quotes
        ],
    }


def _series(series: Series) -> dict[str, object]:
    return {
        "group": series.group,
        "theme": series.theme.key,
        "points": [
            {"month": _month(p.month), "n": p.n, "share": None if p.share is None else round(p.share, 4)}
            for p in series.points
        ],
        "signals": [
            {"month": _month(s.month), "rule": s.rule, "direction": s.direction} for s in series.signals
        ],
    }


def _change(change: Change) -> dict[str, object]:
    return {
        "group": change.series.group,
        "theme": change.series.theme.key,
        "direction": "up" if change.up else "down",
        "kind": change.kind,
        "from": _month(change.since),
        "to": _month(change.until),
        "before": _share(change.before),
        "after": _share(change.after),
        "p": float(f"{change.p:.3g}"),
    }


def _share(point: Point) -> dict[str, object]:
    return {"n": point.n, "about": point.about, "share": round(point.about / point.n, 4)}


def _month(on: date) -> str:
    return f"{on:%Y-%m}"
