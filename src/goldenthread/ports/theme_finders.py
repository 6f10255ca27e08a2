"""The shape of a plug-in that suggests what a comment is about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from goldenthread.ports.registry import Shelf


@dataclass(frozen=True)
class Tested:
    """How well a theme was found in comments that people had labelled; shares run from 0 to 1."""

    n: int  # comments people gave this theme
    precision: float  # of the comments given it by the finder, the share people agreed with
    precision_low: float
    precision_high: float
    recall: float  # of the comments people gave it, the share the finder caught
    f1: float


@dataclass(frozen=True)
class Theme:
    """One thing comments can be about, as the finder knows it."""

    key: str
    label: str
    definition: str = ""
    group: str = ""  # the label of the level above
    charted: bool = True  # False: too often wrong, or no subject of its own, to draw over time
    tested: Tested | None = None  # None: never tested on labelled comments


@dataclass(frozen=True)
class Suggestion:
    """A theme a comment may be about: `probability` from 0 to 1, and the words that drove it."""

    theme: str
    probability: float
    because: tuple[str, ...] = ()


class ThemeFinder(Protocol):
    """Suggests themes; a person confirms them."""

    @property
    def key(self) -> str:
        """Return the short name that is stored with each suggestion."""
        ...

    @property
    def label(self) -> str:
        """Return the name a person chooses it by."""
        ...

    @property
    def caveat(self) -> str:
        """Return one sentence saying how far to trust it, for the page that shows its suggestions."""
        ...

    def __hash__(self) -> int:
        """Return what tells finders apart, so that what a finder knows is asked for once."""
        ...

    def themes(self) -> tuple[Theme, ...]:
        """Return every theme it can suggest, in the order of its taxonomy."""
        ...

    def suggest(self, texts: Sequence[str]) -> list[list[Suggestion]]:
        """Return for each text the themes it is sure enough of, surest first; often none."""
        ...

    def learned_from(self, texts: Sequence[str]) -> list[bool]:
        """Return for each text whether it taught the finder; such texts are judged by one that never saw them."""
        ...


theme_finders: Shelf[ThemeFinder] = Shelf("theme finder")
