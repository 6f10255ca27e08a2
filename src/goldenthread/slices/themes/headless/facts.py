"""What was found in a file of comments, before anybody puts it into words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from goldenthread.domain.importing import Problem
from goldenthread.domain.spc import Chart
from goldenthread.ports.theme_finders import Suggestion, Theme

EVERYTHING = "All comments"


@dataclass(frozen=True)
class Comment:
    """One comment with what the finder thinks it is about."""

    row: int
    said_on: date
    text: str
    group: str
    suggestions: tuple[Suggestion, ...]
    silent: bool  # stands where an answer would be without being one

    @property
    def month(self) -> date:
        """Return the first day of the month it was said in."""
        return self.said_on.replace(day=1)


@dataclass(frozen=True)
class Source:
    """What was read: read = used + refused, and `wordless` of the refused had an empty comment."""

    name: str
    read: int
    used: int
    refused: int
    wordless: int
    problems: tuple[Problem, ...]
    notes: tuple[str, ...]
    columns: Mapping[str, str]


@dataclass(frozen=True)
class ThemeCount:
    """How often one theme was found, and the mean chance the finder gave those comments."""

    theme: Theme
    n: int
    share: float  # of the comments with words
    confidence: float


@dataclass(frozen=True)
class Point:
    """One month of one group: `about` of its `n` comments are about the theme."""

    month: date
    n: int
    about: int

    @property
    def share(self) -> float | None:
        """Return the share, or None in a month without comments."""
        return self.about / self.n if self.n else None


@dataclass(frozen=True)
class Signal:
    """A point that is part of a rule: more than chance explains."""

    month: date
    rule: str
    direction: str  # "up" or "down"


@dataclass(frozen=True)
class Series:
    """One theme in one group, month by month. `chart` is None when there is too little to draw."""

    group: str
    theme: Theme
    points: tuple[Point, ...]
    dates: tuple[date, ...] = ()  # the months of `chart`
    people: tuple[int, ...] = ()  # comments in each of them
    chart: Chart | None = None
    signals: tuple[Signal, ...] = ()

    @property
    def n(self) -> int:
        """Return how many comments of the group are about the theme."""
        return sum(point.about for point in self.points)


@dataclass(frozen=True)
class Change:
    """Some months of a series (from `since` to `until`) against the months before, or against all others.

    `kind`: "sure" (chance is ruled out as far as can be), "signal" (a rule of the chart says so) or "maybe" (it
    could be chance). `p` is the chance of a gap this wide if nothing had changed.
    """

    kind: str
    series: Series
    since: date
    until: date
    after: Point
    before: Point
    z: float
    p: float
    rule: str = ""

    @property
    def up(self) -> bool:
        """Return whether the share rose."""
        return self.after.about * self.before.n > self.before.about * self.after.n


@dataclass(frozen=True)
class Mix:
    """The group whose part of all comments moved most in the last months, as shares before and after."""

    group: str
    before: float
    after: float
    since: date


@dataclass(frozen=True)
class Quote:
    """Somebody's words with names and numbers masked."""

    theme: str
    group: str
    month: date
    text: str
    row: int
    probability: float


@dataclass(frozen=True)
class Danger:
    """A comment that may speak of harm, by its row, with the reason."""

    row: int
    reason: str


@dataclass(frozen=True)
class Findings:
    """Everything the report and the JSON say."""

    source: Source
    finder: str
    caveat: str
    first: date
    last: date
    spoken: int  # used comments with words in them
    learned_from: int  # of these, how many taught the finder
    themes: tuple[ThemeCount, ...]
    no_theme: int
    series: tuple[Series, ...]
    small_groups: tuple[str, ...]
    compared: int  # series compared for change
    changes: tuple[Change, ...]
    mix: Mix | None
    quotes: tuple[Quote, ...]
    dangers: tuple[Danger, ...]
