"""How often the themes are right, counted on comments the model had not seen, with how sure that count is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass

import numpy as np

from goldenthread.domain.intervals import wilson


@dataclass(frozen=True)
class Score:
    """One theme, counted. Shares run from 0 to 1; low and high are Wilson's 95% interval."""

    theme: str
    n: int  # comments people gave the theme
    given: int  # comments the model gave it
    right: int  # both
    precision: float
    precision_low: float
    precision_high: float
    recall: float
    recall_low: float
    recall_high: float
    f1: float


@dataclass(frozen=True)
class Evaluation:
    """All themes, and two ways of averaging: micro counts comments, macro counts themes."""

    themes: tuple[Score, ...]
    micro_f1: float
    macro_f1: float

    def as_data(self) -> dict[str, object]:
        """Return the figures as plain data, rounded to four places."""
        rows = [
            {key: round(value, 4) if isinstance(value, float) else value for key, value in asdict(s).items()}
            for s in self.themes
        ]
        return {"micro_f1": round(self.micro_f1, 4), "macro_f1": round(self.macro_f1, 4), "themes": rows}


def evaluate(keys: Sequence[str], truth: np.ndarray, given: np.ndarray) -> Evaluation:
    """Return the scores of `given` against `truth`, two matrices of yes and no: a row a comment, a column a theme."""
    right, said, wanted = (truth & given).sum(0), given.sum(0), truth.sum(0)
    scores = tuple(
        score(key, n=int(wanted[at]), given=int(said[at]), right=int(right[at]))
        for at, key in enumerate(keys)
    )
    return Evaluation(
        themes=scores,
        micro_f1=_f1(int(right.sum()), int(said.sum()), int(wanted.sum())),
        macro_f1=sum(s.f1 for s in scores) / len(scores) if scores else 0.0,
    )


def score(theme: str, *, n: int, given: int, right: int) -> Score:
    """Return precision, recall and F1 of one theme from its three counts; a share of nothing is 0."""
    precise, caught = wilson(right, given), wilson(right, n)
    return Score(
        theme, n, given, right,
        right / given if given else 0.0, precise.low, precise.high,
        right / n if n else 0.0, caught.low, caught.high,
        _f1(right, given, n),
    )  # fmt: skip


def _f1(right: int, given: int, wanted: int) -> float:
    return 2 * right / (given + wanted) if given + wanted else 0.0
