"""The nine statements at a glance: scores, what they add up to, how well evidence covers them, how others stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone

from goldenthread.domain.frameworks import Framework, Rating, Statement
from goldenthread.ports.frameworks import Published
from goldenthread.slices.self_assessment.presenters.words import day, items, listed, many

NO_SCORE = "No score yet"


@dataclass(frozen=True)
class StatementRow:
    """One statement: where it is shown, its score in words, since when and by whom, and how that moved in a year."""

    name: str
    href: str
    about: str
    score: str
    given: str
    moved: str
    colour: str
    synthetic: bool

    @classmethod
    def of(
        cls, statement: Statement, framework: str, words: Sequence[str], score: Any, before: Any
    ) -> StatementRow:
        """Return the row of a statement with its newest score, and its newest a year ago."""
        return cls(
            name=f"{statement.key} {statement.title}",
            href=reverse("assessment_statement", args=[framework, statement.key]),
            about=statement.about,
            score=score_words(score.score, words) if score else NO_SCORE,
            given=given(score) if score else "",
            moved=moved(score, before),
            colour=colour(score.score if score else 0),
            synthetic=bool(score and score.synthetic),
        )


@dataclass(frozen=True)
class ThemeBlock:
    """A theme with its statements."""

    title: str
    rows: list[StatementRow]


def colour(score: int) -> str:
    """Return the class of a score's tag."""
    shades = {1: "govuk-tag--red", 2: "govuk-tag--yellow", 3: "govuk-tag--turquoise", 4: "govuk-tag--green"}
    return shades.get(score, "govuk-tag--grey")


def score_words(score: int, words: Sequence[str]) -> str:
    """Return a score with its meaning: "3: a good standard"."""
    return f"{score}: {words[score - 1]}" if score <= len(words) else str(score)


def given(score: Any) -> str:
    """Return who gave a score and when."""
    return f"{score.scored_by}, {day(timezone.localdate(score.scored_at))}"


def moved(score: Any, before: Any) -> str:
    """Return how a score stands against the newest one given at least a year ago."""
    if not score or not before or score.pk == before.pk:
        return ""
    gain = score.score - before.score
    way = "the same as" if not gain else f"{'up' if gain > 0 else 'down'} from {before.score}"
    return f"{way} a year ago"


def themes_of(
    framework: Framework, key: str, scores: dict[str, Any], before: dict[str, Any]
) -> list[ThemeBlock]:
    """Return the themes of a framework, each with the rows of its statements."""
    rows = {
        one.key: StatementRow.of(one, key, framework.score_words, scores.get(one.key), before.get(one.key))
        for one in framework.statements
    }
    return [
        ThemeBlock(theme.title, [rows[one.key] for one in framework.statements if one.theme == theme.key])
        for theme in framework.themes
    ]


@dataclass(frozen=True)
class Standing:
    """What people's scores add up to: a headline and what it means, in words."""

    headline: str
    detail: str

    @classmethod
    def of(cls, framework: Framework, scores: dict[str, Any], rated: Rating | None) -> Standing:
        """Return the standing, or how many scores are still missing before there is one."""
        missing = [one.key for one in framework.statements if one.key not in scores]
        if rated is None:
            have = len(framework.statements) - len(missing)
            return cls(
                f"{have} of {len(framework.statements)} statements have a score",
                f"When all have one, they add up to a band. Still to score: {listed(missing)}.",
            )
        total = sum(score.score for key, score in scores.items())
        sum_ = f"The scores add up to {total} of {4 * len(framework.statements)}."
        if rated.points_to_next is None:
            return cls(f"{rated.band.capitalize()}, {rated.percent}%", f"{sum_} This is the highest band.")
        points = many(rated.points_to_next, "point", "points")
        next_ = f"{points} more would reach the next band."
        return cls(f"{rated.band.capitalize()}, {rated.percent}%", f"{sum_} {next_}")


@dataclass(frozen=True)
class Coverage:
    """How many items of evidence each statement has in each category: a table, and its gaps in sentences."""

    head: list[str]
    rows: list[list[Any]]
    gaps: list[str]
    expired: int

    @classmethod
    def of(cls, framework: Framework, covered: Sequence[Any]) -> Coverage:
        """Return the coverage of every statement of a framework."""
        found = {(one.statement, one.category): one for one in covered}
        stale = {
            one.key: sum(c.expired for c in covered if c.statement == one.key) for one in framework.statements
        }
        rows, gaps = [], []
        for one in framework.statements:
            counts = [_items(found, one.key, category) for category in framework.categories]
            rows.append(
                [f"{one.key} {one.title}", *(items(count) for count in counts), stale[one.key] or "none"]
            )
            empty = [name for name, count in zip(framework.categories, counts, strict=True) if not count]
            if empty:
                gaps.append(gap(one.key, empty, framework.categories))
        return cls(["Statement", *framework.categories, "Expired"], rows, gaps, sum(stale.values()))


def _items(found: dict[tuple[str, str], Any], statement: str, category: str) -> int:
    one = found.get((statement, category))
    return one.items if one else 0


def gap(statement: str, empty: Sequence[str], categories: Sequence[str]) -> str:
    """Return which kinds of evidence a statement has none of."""
    if len(empty) == len(categories):
        return f"{statement} has no evidence yet."
    return f"{statement} has nothing under {listed([_inside(one) for one in empty])}."


def _inside(category: str) -> str:
    return f"“{category}”"


@dataclass(frozen=True)
class Others:
    """How other organisations were scored on each statement."""

    head: list[str]
    rows: list[list[Any]]
    sentence: str
    credit: str

    @classmethod
    def of(cls, framework: Framework, published: Published, scores: dict[str, Any]) -> Others:
        """Return the table of published scores with ours beside them."""
        rows = [
            [
                f"{one.key} {one.title}",
                scores[one.key].score if one.key in scores else "none yet",
                *(published.scores[one.key].get(score, 0) for score in (1, 2, 3, 4)),
            ]
            for one in framework.statements
        ]
        return cls(
            head=["Statement", "Our score", "Others with 1", "with 2", "with 3", "with 4"],
            rows=rows,
            sentence=f"How many of {published.organisations} other councils were given each score.",
            credit=f"Source: {published.credit}. Check with the inspector’s own pages before use.",
        )


def share_of(published: Published | None, statement: str) -> str:
    """Return in a sentence how others were scored on one statement; nothing where nobody publishes it."""
    if published is None:
        return ""
    counts = published.scores[statement]
    parts = [f"{counts.get(score, 0)} were given {score}" for score in (1, 2, 3, 4) if counts.get(score, 0)]
    return (
        f"Of {published.organisations} other councils, {listed(parts)}. {published.credit}. Check before use."
    )
