"""Suggestions from the hint words of the social care taxonomy."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

from goldenthread.ports.theme_finders import Suggestion, Theme
from goldenthread.textmining.seeds import HintReader
from goldenthread.textmining.taxonomy import SOCIAL_CARE, Taxonomy, load_taxonomy
from goldenthread.textmining.words import says_nothing

LEAST = 0.25
MOST_THEMES = 4


class CareWords:
    """Suggests the themes of the social care set, with low confidence by design."""

    key = "care-words"
    label = "Social care hint words (low confidence)"
    caveat = (
        "Found by hint words only, and never tested: no open set of labelled social care comments exists. "
        "It is never more than 60% sure. A person must confirm each theme."
    )

    def __init__(self, path: Path = SOCIAL_CARE) -> None:
        """Use the taxonomy at `path`; it is read when first asked."""
        self.path = path

    def themes(self) -> tuple[Theme, ...]:
        """Return the themes of the set; none carries a test."""
        return tuple(
            Theme(entry.key, entry.label, entry.definition, entry.group, charted=entry.charted)
            for entry in self._taxonomy.themes
        )

    def suggest(self, texts: Sequence[str]) -> list[list[Suggestion]]:
        """Return for each text up to four themes whose hint words occur, likeliest first."""
        return [self._one(text) for text in texts]

    def learned_from(self, texts: Sequence[str]) -> list[bool]:
        """Return that no text taught it: it has learned nothing."""
        return [False] * len(texts)

    def _one(self, text: str) -> list[Suggestion]:
        if says_nothing(text):
            return []
        found = self._reader.read(text, least=LEAST)[:MOST_THEMES]
        return [Suggestion(hinted.theme, hinted.probability, hinted.because) for hinted in found]

    @cached_property
    def _taxonomy(self) -> Taxonomy:
        return load_taxonomy(self.path)

    @cached_property
    def _reader(self) -> HintReader:
        return HintReader(self._taxonomy)
