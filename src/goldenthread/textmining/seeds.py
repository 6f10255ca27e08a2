"""Themes by hint words and a guess of how common each is: for subjects nobody has labelled comments about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log

from goldenthread.textmining.taxonomy import Taxonomy, ThemeEntry
from goldenthread.textmining.words import normalised

MOST_SURE = 0.6  # word matching that nobody has tested may not sound surer than this
PHRASE, WORD, STEM = 1.6, 1.2, 1.0  # how much one hint adds to the log odds: a phrase is clearer than a word
PRIOR = 0.5  # what the guess of how common a theme is counts: rare themes have rarer, clearer hints
LATER = 0.5  # what each further hint counts, since hints of one theme come together
NAMED = 3  # hints given as the reason


@dataclass(frozen=True)
class Hinted:
    """A theme whose hint words occur, from 0 to `MOST_SURE`, and the words found."""

    theme: str
    probability: float
    because: tuple[str, ...]


class HintReader:
    """Looks for the hint words of a taxonomy."""

    def __init__(self, taxonomy: Taxonomy) -> None:
        """Make the hints of `taxonomy` ready to be looked for."""
        self._rules = tuple((theme, tuple(_rules(theme))) for theme in taxonomy.themes)

    def read(self, text: str, *, least: float) -> list[Hinted]:
        """Return the themes hinted at with a chance of at least `least`, likeliest first."""
        plain = f" {normalised(text)} "
        found = (self._theme(plain, theme, rules) for theme, rules in self._rules)
        sure = [hinted for hinted in found if hinted and hinted.probability >= least]
        return sorted(sure, key=lambda hinted: (-hinted.probability, hinted.theme))

    def _theme(
        self, plain: str, theme: ThemeEntry, rules: Sequence[tuple[re.Pattern[str], float]]
    ) -> Hinted | None:
        hits = [(weight, match[0].strip()) for rule, weight in rules if (match := rule.search(plain))]
        if not hits:
            return None
        hits.sort(key=lambda hit: (-hit[0], hit[1]))
        weight = sum(value * (1.0 if at == 0 else LATER) for at, (value, _) in enumerate(hits))
        odds = PRIOR * log(theme.prior / (1 - theme.prior)) + weight
        words = tuple(dict.fromkeys(words for _, words in hits))[:NAMED]
        return Hinted(theme.key, min(MOST_SURE, 1 / (1 + exp(-odds))), words)


def _rules(theme: ThemeEntry) -> list[tuple[re.Pattern[str], float]]:
    rules = []
    for seed in theme.seeds:
        stem = seed.endswith("*")
        words = normalised(seed)
        weight = PHRASE if " " in words else STEM if stem else WORD
        rules.append((re.compile(rf" {re.escape(words)}{'[^ ]*' if stem else ''}(?= )"), weight))
    return rules
