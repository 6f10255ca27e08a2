"""Comments as numbers: word pairs and parts of words, weighed by how rare they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import chain, pairwise

import numpy as np
from scipy import sparse

PART_LENGTHS = (3, 4, 5)  # letters; a misspelt word shares most of its parts with the right one
BLOCK = 1000  # texts weighed at once: a bound on memory
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

        Each half of a row (words, parts) has length 1, or 0 when nothing in it was learned. A row does not
        depend on the rows beside it.
        """
        blocks = [self._block(normals[at : at + BLOCK]) for at in range(0, len(normals), BLOCK)]
        return sparse.vstack(blocks, format="csr") if blocks else sparse.csr_matrix((0, self.size))

    def _block(self, normals: Sequence[str]) -> sparse.csr_matrix:
        places = [self._places(normal.split()) for normal in normals]
        lengths = [len(row) for row in places]
        columns = np.fromiter(chain.from_iterable(places), np.int32, sum(lengths))
        rows = np.repeat(np.arange(len(normals)), lengths)
        matrix = sparse.csr_matrix((np.ones(len(columns)), (rows, columns)), (len(normals), self.size))
        matrix.sort_indices()
        values = (1 + np.log(matrix.data)) * self.rarity[matrix.indices]
        half = 2 * np.repeat(np.arange(len(normals)), np.diff(matrix.indptr)) + (
            matrix.indices >= len(self.words)
        )
        squares = np.bincount(half, values * values, minlength=2 * len(normals))
        matrix.data = values / np.sqrt(squares[half])
        return matrix

    def _places(self, words: Sequence[str]) -> list[int]:
        known = self._word_place
        places = [known[term] for term in word_terms(words) if term in known]
        for word in words:
            places += self.parts_of(word)
        return places


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
    known_words, word_counts = _kept(in_words, WORDS_IN)
    known_parts, part_counts = _kept(in_parts, PARTS_IN)
    found_in = np.array([*word_counts, *part_counts], dtype=float)
    return Vocabulary(known_words, known_parts, np.log((1 + len(normals)) / (1 + found_in)) + 1)


def _kept(counts: Counter[str], least: int) -> tuple[tuple[str, ...], list[int]]:
    terms = tuple(sorted(term for term, count in counts.items() if count >= least))
    return terms, [counts[term] for term in terms]
