"""From the rows of a file to what they say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

from goldenthread.domain.importing import Problem, Refused, Row
from goldenthread.ports.importers import importers
from goldenthread.ports.theme_finders import Theme, ThemeFinder, theme_finders
from goldenthread.slices.themes.headless.changes import changes_in, mix_change
from goldenthread.slices.themes.headless.charting import all_series, groups_to_chart
from goldenthread.slices.themes.headless.facts import Comment, Findings, Source, ThemeCount
from goldenthread.slices.themes.headless.quoting import dangers_in, quotes_for
from goldenthread.textmining.words import says_nothing

IMPORTER, FINDER = "comments", "built-in"


def analyse(path: Path, *, columns: Mapping[str, str], today: date | None = None) -> Findings:
    """Return what the comments in the file at `path` say, or raise `Refused` with one sentence.

    `columns` ({field: column}) wins over what the importer recognises; dates after `today` are refused.
    """
    source, rows = _read(path, columns, today)
    finder = theme_finders.get(FINDER)
    comments = [comment for comment in _comments(rows, finder) if not comment.silent]
    if not comments:
        raise Refused(f"{path.name} holds no comment with words in it, so there is nothing to learn from.")
    counts = count_themes(comments, finder.themes())
    found = [count.theme for count in counts]
    large, small = groups_to_chart(comments)
    series = all_series(comments, [theme for theme in found if theme.charted], large)
    compared, changes = changes_in(series)
    days = [comment.said_on for comment in comments]
    return Findings(
        source=source,
        finder=finder.label,
        caveat=finder.caveat,
        first=min(days),
        last=max(days),
        spoken=len(comments),
        learned_from=sum(finder.learned_from([comment.text for comment in comments])),
        themes=tuple(counts),
        no_theme=sum(not comment.suggestions for comment in comments),
        series=tuple(series),
        small_groups=small,
        compared=compared,
        changes=changes,
        mix=mix_change(comments, large),
        quotes=tuple(quotes_for(comments, found, changes)),
        dangers=dangers_in(comments),
    )


def count_themes(comments: Sequence[Comment], themes: Iterable[Theme]) -> list[ThemeCount]:
    """Return the themes that were found, most common first, as shares of `comments`."""
    chances: dict[str, list[float]] = {}
    for comment in comments:
        for suggestion in comment.suggestions:
            chances.setdefault(suggestion.theme, []).append(suggestion.probability)
    counts = [
        ThemeCount(theme, len(found), len(found) / len(comments), sum(found) / len(found))
        for theme in themes
        if (found := chances.get(theme.key))
    ]
    return sorted(counts, key=lambda count: (-count.n, count.theme.key))


def _read(path: Path, columns: Mapping[str, str], today: date | None) -> tuple[Source, list[Row]]:
    reading = importers.get(IMPORTER).read(path, columns=columns, file_name=path.name, today=today)
    rows: list[Row] = []
    problems: list[Problem] = []
    for item in reading:
        if isinstance(item, Row):
            rows.append(item)
        else:
            problems.append(item)
    if not rows:
        raise Refused(_nothing_usable(path, problems))
    tally = reading.tally
    return Source(
        name=path.name.encode("utf-8", "replace").decode("utf-8"),
        read=tally.read,
        used=tally.used,
        refused=tally.read - tally.used,
        wordless=tally.silent,
        problems=tuple(problems),
        notes=reading.notes,
        columns=dict(reading.columns),
    ), rows


def _nothing_usable(path: Path, problems: Sequence[Problem]) -> str:
    first = f" The first problem: {problems[0].sentence}" if problems else " Every comment in it is empty."
    return f"No row of {path.name} can be used.{first}"


def _comments(rows: Sequence[Row], finder: ThemeFinder) -> list[Comment]:
    texts = [str(row.values["text"]) for row in rows]
    return [
        Comment(
            row=row.number,
            said_on=_day(row),
            text=text,
            group=str(row.values.get("group") or ""),
            suggestions=tuple(found),
            silent=says_nothing(text),
        )
        for row, text, found in zip(rows, texts, finder.suggest(texts), strict=True)
    ]


def _day(row: Row) -> date:
    day = row.values["said_on"]
    if not isinstance(day, date):
        raise TypeError(f"Row {row.number} came without a day.")
    return day
