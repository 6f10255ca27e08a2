"""What an inspector asks for, and how human scores add up to a rating. Scores are never made here, only added."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

HIGHEST_SCORE = 4


@dataclass(frozen=True)
class Statement:
    """One thing to be shown, scored 1 to 4 by people."""

    key: str
    title: str
    theme: str  # the key of its theme
    words: str = ""  # the published wording, where the council has loaded it
    number: int = 0  # its place in the published order
    about: str = ""  # what it asks, in our own plain words


@dataclass(frozen=True)
class Theme:
    """A group of statements under one heading."""

    key: str
    title: str


@dataclass(frozen=True)
class Framework:
    """One version of a set of statements; `scheme` names the function in SCHEMES that adds its scores up."""

    key: str
    version: str
    title: str
    source: str
    scheme: str
    themes: tuple[Theme, ...]
    statements: tuple[Statement, ...]
    categories: tuple[str, ...] = ()  # kinds of evidence
    score_words: tuple[str, ...] = ()  # what each score means, lowest first

    def statement(self, key: str) -> Statement:
        """Return the statement called `key`, or raise KeyError."""
        for statement in self.statements:
            if statement.key == key:
                return statement
        raise KeyError(key)


@dataclass(frozen=True)
class Rating:
    """Whole percent of the highest possible, its band, and score points to the next band (`None` at the top)."""

    percent: int
    band: str
    points_to_next: int | None


class NotAllScored(ValueError):
    """A rating needs a score for every statement."""


# Lowest whole percent of each band, best first. Source: CQC, how ratings of local authorities are determined.
NINE_STATEMENT_BANDS = ((88, "outstanding"), (63, "good"), (39, "requires improvement"), (25, "inadequate"))


def nine_equal_statements(scores: Mapping[str, int]) -> Rating:
    """Return the rating of nine scores of 1 to 4 with equal weight: the sum as whole percent of 36, then its band.

    The percent is rounded before the bands are read, so that a sum of 14 (38.9) counts as 39.
    Raises NotAllScored unless there are nine, ValueError for a score that is not 1, 2, 3 or 4.
    """
    if len(scores) != 9:
        raise NotAllScored(f"Nine scores make a rating; there are {len(scores)}.")
    wrong = [key for key, score in scores.items() if score not in (1, 2, 3, 4)]
    if wrong:
        raise ValueError(f"Scores are 1, 2, 3 or 4; look at {', '.join(wrong)}.")
    total = sum(scores.values())
    band = _band(total)
    higher = next((sum_ for sum_ in range(total, 9 * HIGHEST_SCORE + 1) if _band(sum_) != band), None)
    return Rating(_whole_percent(total), band, None if higher is None else higher - total)


def rating(scheme: str, scores: Mapping[str, int]) -> Rating:
    """Return the rating of `scores` by the scheme a framework names. Raises KeyError for an unknown scheme."""
    return SCHEMES[scheme](scores)


SCHEMES: dict[str, Callable[[Mapping[str, int]], Rating]] = {"nine-equal-statements": nine_equal_statements}


def _whole_percent(total: int) -> int:
    """Return total / 36 as whole percent, halves rounded up, in whole numbers throughout."""
    return (total * 200 + 36) // 72


def _band(total: int) -> str:
    percent = _whole_percent(total)
    return next(name for lowest, name in NINE_STATEMENT_BANDS if percent >= lowest)
