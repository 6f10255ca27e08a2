"""The nine statements at a glance: scores, what they add up to, how well evidence covers them, how others stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone

from goldenthread.domain.frameworks import Framework, Rating, Statement
from goldenthread.ports.frameworks import Published
from goldenthread.slices.self_assessment.presenters.words import day, listed, many

NO_SCORE = "No score yet"


@dataclass(frozen=True)
class StatementRow:
    """One statement: its score in words, how that moved in a year, its evidence, and how others were scored."""

    name: str
    href: str
    about: str
    score: str
    given: str
    moved: str
    colour: str
    evidence: str
    gap: str
    others: str
    synthetic: bool


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


@dataclass(frozen=True)
class Glance:
    """What the overview is made from: a framework and its key, scores now and a year ago, coverage, others' scores."""

    framework: Framework
    key: str
    scores: dict[str, Any]
    before: dict[str, Any]
    covered: Sequence[Any]
    published: Published | None

    def row(self, one: Statement) -> StatementRow:
        """Return the row of one statement."""
        score = self.scores.get(one.key)
        return StatementRow(
            name=f"{one.key} {one.title}",
            href=reverse("assessment_statement", args=[self.key, one.key]),
            about=one.about,
            score=score_words(score.score, self.framework.score_words) if score else NO_SCORE,
            given=given(score) if score else "",
            moved=moved(score, self.before.get(one.key)),
            colour=colour(score.score if score else 0),
            evidence=evidence_words([each for each in self.covered if each.statement == one.key]),
            gap=gap(self.framework, [each.category for each in self.covered if each.statement == one.key]),
            others=scored_words(self.published, one.key),
            synthetic=bool(score and score.synthetic),
        )

    def themes(self) -> list[ThemeBlock]:
        """Return the themes of the framework, each with the rows of its statements."""
        every = self.framework.statements
        return [
            ThemeBlock(theme.title, [self.row(one) for one in every if one.theme == theme.key])
            for theme in self.framework.themes
        ]


def evidence_words(covered: Sequence[Any]) -> str:
    """Return how much evidence a statement has, and how much of it has expired."""
    count, stale = sum(one.items for one in covered), sum(one.expired for one in covered)
    words = many(count, "item", "items") if count else "No evidence yet"
    return f"{words}, {stale} expired" if stale else words


def gap(framework: Framework, there: Sequence[str]) -> str:
    """Return which kinds of evidence are missing, nothing where none is or all are."""
    empty = [f"“{name}”" for name in framework.categories if name not in there]
    return f"Nothing under {listed(empty)}." if empty and there else ""


def scored_words(published: Published | None, statement: str) -> str:
    """Return how others were scored on one statement: "1 got 1, 51 got 2 and 20 got 3"."""
    counts = published.scores[statement] if published else {}
    return listed([f"{counts[score]} got {score}" for score in sorted(counts) if counts[score]])


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
        points = many(rated.points_to_next, "more point", "more points")
        next_ = f"{points} would reach the next band."
        return cls(f"{rated.band.capitalize()}, {rated.percent}%", f"{sum_} {next_}")


@dataclass(frozen=True)
class Coverage:
    """How many items of evidence each statement has in each category, as a table, and how many have expired."""

    head: list[str]
    rows: list[list[str]]
    expired: int

    @classmethod
    def of(cls, framework: Framework, covered: Sequence[Any]) -> Coverage:
        """Return the coverage of every statement of a framework."""
        found = {(one.statement, one.category): one for one in covered}
        stale = Counter({one.key: 0 for one in framework.statements})
        for one in covered:
            stale[one.statement] += one.expired
        rows = [
            [
                one.key,
                *(items(found.get((one.key, category))) for category in framework.categories),
                str(stale[one.key] or "none"),
            ]
            for one in framework.statements
        ]
        return cls(["Statement", *framework.categories, "Expired"], rows, sum(stale.values()))


def items(covered: Any) -> str:
    """Return how many items there are: "none", "1 item", "14 items"."""
    return many(covered.items, "item", "items") if covered else "none"


def others_note(published: Published | None) -> str:
    """Return where others' scores are from, and what to do before they are used."""
    if published is None:
        return ""
    return (
        f"Other councils: how many of {published.organisations} got each score. Source: {published.credit}. "
        "Check with the inspector’s own pages before use."
    )


def share_of(published: Published | None, statement: str) -> str:
    """Return in a sentence how others were scored on one statement; nothing where nobody publishes it."""
    if published is None:
        return ""
    return f"Of {published.organisations} other councils, {scored_words(published, statement)}."
