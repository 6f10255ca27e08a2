"""One statement: its scores over time, and its evidence by category."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from goldenthread.domain.frameworks import Framework
from goldenthread.slices.self_assessment.presenters.evidence import EvidenceRow
from goldenthread.slices.self_assessment.presenters.overview import colour, given, score_words


@dataclass(frozen=True)
class ScoreFacts:
    """One score as it was given: what, who and when, how sure, and what stands beside it."""

    score: str
    colour: str
    given: str
    reason: str
    beside: list[tuple[str, str]]
    synthetic: bool

    @classmethod
    def of(cls, score: Any, words: Sequence[str]) -> ScoreFacts:
        """Return the facts of a score; parts that nobody filled in are left out."""
        beside = [
            ("What is strong", score.strengths), ("What is weak, or could go wrong", score.risks),
            ("What we will do", score.plan), ("What people who draw on care say", score.voice),
            ("How sure", score.get_confidence_display()),
        ]  # fmt: skip
        return cls(
            score=score_words(score.score, words), colour=colour(score.score), given=given(score),
            reason=score.reason, beside=[(name, text) for name, text in beside if text], synthetic=score.synthetic,
        )  # fmt: skip


@dataclass(frozen=True)
class CategoryBlock:
    """One kind of evidence and its items."""

    title: str
    rows: list[EvidenceRow]


def by_category(framework: Framework, items: Sequence[Any], *, today: date) -> list[CategoryBlock]:
    """Return the evidence of a statement under each category of its framework, others last."""
    others = sorted({item.category for item in items} - set(framework.categories))
    return [
        CategoryBlock(name, [EvidenceRow.of(item, today=today) for item in items if item.category == name])
        for name in (*framework.categories, *others)
    ]
