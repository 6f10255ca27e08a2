"""Comments as numbers: word pairs and parts of words, weighed by how rare they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
from scipy import sparse

PART_LENGTHS = (3, 4, 5)  # letters; a misspelt word shares most of its parts with the right one
WORDS_IN, PARTS_IN = 2, 3  # comments a word, or a part of one, must occur in to be learned


def word_terms(words: Sequence[str]) -> list[str]:
    """Return the words and the pairs of neighbours, in the order they are read."""
    return [*words, *(f"{a} {b}" for a, b in pairwise(words))]


def part_terms(word: str) -> list[str]:
    """Return the parts of 3 to 5 letters of a word, its two ends marked by a space."""
    padded = f" {word} "
    return [
        padded[start : start + length] for length in PART_LENGTHS for start in range(len(padded) - length + 1)
    ]


@dataclass
class Vocabulary:
    """The terms that were learned, each with its place and its weight for being rare.

    Places 0 to `len(words) - 1` are words and pairs; parts of words follow.
    """

    words: tuple[str, ...]
    parts: tuple[str, ...]
    rarity: np.ndarray
    _word_place: dict[str, int] = field(init=False, repr=False)
    _part_place: dict[str, int] = field(init=False, repr=False)
    _parts_of: dict[str, tuple[int, ...]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Lay the terms out for looking up."""
        first_part = len(self.words)
        self._word_place = {term: place for place, term in enumerate(self.words)}
        self._part_place = {term: first_part + place for place, term in enumerate(self.parts)}
        self._parts_of = {}

    @property
    def size(self) -> int:
        """Return how many terms there are."""
        return len(self.words) + len(self.parts)

    def word_place(self, term: str) -> int | None:
        """Return the place of a word or a pair, or None when it was not learned."""
        return self._word_place.get(term)

    def parts_of(self, word: str) -> tuple[int, ...]:
        """Return the places of the learned parts of a word."""
        places = self._parts_of.get(word)
        if places is None:
            known = self._part_place
            places = tuple(known[part] for part in part_terms(word) if part in known)
            if len(self._parts_of) < 200_000:  # a bound on memory, not on correctness
                self._parts_of[word] = places
        return places

    def weigh(self, normals: Sequence[str]) -> sparse.csr_matrix:
        """Return a matrix of one row a normalised text and one column a term.

        Each half of a row (words, parts) has length 1, or 0 when nothing in it was learned.
        """
        columns: list[np.ndarray] = []
        values: list[np.ndarray] = []
        ends = [0]
        for normal in normals:
            words = normal.split()
            row_columns, row_values = self._row(words)
            columns.append(row_columns)
            values.append(row_values)
            ends.append(ends[-1] + len(row_columns))
        return sparse.csr_matrix(
            (_joined(values, np.float64), _joined(columns, np.int32), ends), shape=(len(normals), self.size)
        )

    def _row(self, words: Sequence[str]) -> tuple[np.ndarray, np.ndarray]:
        known = self._word_place
        word_places = [known[term] for term in word_terms(words) if term in known]
        part_places = [place for word in words for place in self.parts_of(word)]
        halves = [self._half(word_places), self._half(part_places)]
        return np.concatenate([h[0] for h in halves]), np.concatenate([h[1] for h in halves])

    def _half(self, places: Sequence[int]) -> tuple[np.ndarray, np.ndarray]:
        if not places:
            return np.empty(0, np.int32), np.empty(0)
        columns, counts = np.unique(np.asarray(places, np.int32), return_counts=True)
        values = (1 + np.log(counts)) * self.rarity[columns]
        return columns, values / np.sqrt(values @ values)


def learn_vocabulary(normals: Sequence[str]) -> Vocabulary:
    """Return the terms of `normals` that occur in enough of them, in alphabetical order.

    Rarity is ln((1 + n) / (1 + df)) + 1, so that a term found everywhere still counts for something.
    """
    in_words: Counter[str] = Counter()
    in_parts: Counter[str] = Counter()
    for normal in normals:
        words = normal.split()
        in_words.update(set(word_terms(words)))
        in_parts.update({part for word in set(words) for part in part_terms(word)})
    words, word_counts = _kept(in_words, WORDS_IN)
    parts, part_counts = _kept(in_parts, PARTS_IN)
    found_in = np.array([*word_counts, *part_counts], dtype=float)
    return Vocabulary(words, parts, np.log((1 + len(normals)) / (1 + found_in)) + 1)


def _kept(counts: Counter[str], least: int) -> tuple[tuple[str, ...], list[int]]:
    terms = tuple(sorted(term for term, count in counts.items() if count >= least))
    return terms, [counts[term] for term in terms]


def _joined(pieces: Iterable[np.ndarray], kind: type) -> np.ndarray:
    pieces = list(pieces)
    return np.concatenate(pieces).astype(kind) if pieces else np.empty(0, kind)
