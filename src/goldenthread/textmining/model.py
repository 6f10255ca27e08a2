"""A model from its files, checked by hash: no pickles, and the same answer for the same words every time."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

import numpy as np
from scipy import sparse

from goldenthread.textmining.calibration import chance
from goldenthread.textmining.features import Vocabulary
from goldenthread.textmining.words import NO_ANSWER, SMALL_WORDS, fingerprint, normalised

FORMAT = 1
ARRAYS, SEEN, ABOUT = "model.npz", "seen.npz", "model.json"


class ModelRefused(Exception):
    """The files of a model are missing, changed or not ours; the text says which."""


@dataclass(frozen=True)
class Reading:
    """What the model makes of some texts; a row a text, a column a theme."""

    themes: tuple[str, ...]
    chances: np.ndarray  # 0 to 1
    given: np.ndarray  # yes or no: is it sure enough?
    seen: np.ndarray  # one a text: did it teach the model? Then the row comes from one that never saw it
    silent: np.ndarray  # one a text: no answer at all, so no themes
    normals: tuple[str, ...]
    weighed: sparse.csr_matrix


@dataclass(frozen=True)
class Model:
    """A vocabulary, a line for each theme, and what out-of-fold models said of the texts it learned from."""

    themes: tuple[str, ...]
    vocabulary: Vocabulary
    weights: np.ndarray
    bias: np.ndarray
    slope: np.ndarray
    start: np.ndarray
    cut: np.ndarray
    seen: Mapping[bytes, np.ndarray]

    def read(self, texts: Sequence[str], *, honest: bool = True) -> Reading:
        """Return the chance of each theme for each text.

        `honest` gives texts that taught the model their out-of-fold scores; without it every text is judged
        by the full model, which flatters it on those texts.
        """
        normals = [normalised(text) for text in texts]
        weighed = self.vocabulary.weigh(normals)
        scores = weighed @ self.weights + self.bias
        seen = np.zeros(len(texts), bool)
        for at, known in enumerate(self._known(normals)):
            if known is not None:
                seen[at] = True
                if honest:
                    scores[at] = known
        chances = chance(scores, self.slope, self.start)
        silent = np.array([normal in NO_ANSWER for normal in normals], bool)
        chances[silent] = 0.0
        return Reading(self.themes, chances, chances >= self.cut, seen, silent, tuple(normals), weighed)

    def learned_from(self, texts: Sequence[str]) -> list[bool]:
        """Return for each text whether the model learned from the same words."""
        return [known is not None for known in self._known([normalised(text) for text in texts])]

    def because(self, reading: Reading, at: int, theme: str, *, most: int = 3) -> tuple[str, ...]:
        """Return the words or pairs of words of text `at` that speak most for `theme`, strongest first."""
        place = slice(*reading.weighed.indptr[at : at + 2])
        columns = reading.weighed.indices[place]
        values = reading.weighed.data[place] * self.weights[columns, self.themes.index(theme)]
        pull = dict(zip(columns.tolist(), values.tolist(), strict=True))
        words = reading.normals[at].split()
        worth = {word: self._worth(word, pull) for word in dict.fromkeys(words)}
        for first, second in pairwise(words):
            pair = pull.get(self.vocabulary.word_place(f"{first} {second}") or -1, 0.0)
            if pair > 0 and worth[first] > 0 and worth[second] > 0:
                worth[f"{first} {second}"] = pair + worth[first] + worth[second]
        return _strongest(worth, most)

    def _worth(self, word: str, pull: Mapping[int, float]) -> float:
        """Return what a word and its parts add to the score."""
        place = self.vocabulary.word_place(word)
        own = pull.get(place, 0.0) if place is not None else 0.0
        return own + sum(pull.get(part, 0.0) for part in self.vocabulary.parts_of(word))

    def _known(self, normals: Sequence[str]) -> list[np.ndarray | None]:
        return [self.seen.get(fingerprint(normal)) for normal in normals]


def _strongest(worth: Mapping[str, float], most: int) -> tuple[str, ...]:
    """Return the terms of highest worth, none of which is part of one before it."""
    chosen: list[str] = []
    for term, value in sorted(worth.items(), key=lambda item: (-item[1], item[0])):
        if value <= 0 or len(chosen) == most:
            break
        parts = set(term.split())
        taken = {word for phrase in chosen for word in phrase.split()}
        if not taken & parts and parts - SMALL_WORDS:
            chosen.append(term)
    return tuple(chosen)


def load_model(folder: Path) -> Model:
    """Return the model whose files are in `folder`, or raise `ModelRefused`."""
    about, arrays, seen = _files(folder)
    vocabulary = Vocabulary(
        _unpacked(arrays["words"]), _unpacked(arrays["parts"]), arrays["rarity"].astype(float)
    )
    prints = seen["fingerprints"]
    return Model(
        themes=tuple(about["themes"]),
        vocabulary=vocabulary,
        weights=arrays["weights"].astype(np.float64),
        bias=arrays["bias"].astype(np.float64),
        slope=arrays["slope"].astype(np.float64),
        start=arrays["start"].astype(np.float64),
        cut=arrays["cut"].astype(np.float64),
        seen={prints[at].tobytes(): row for at, row in enumerate(seen["scores"].astype(np.float64))},
    )


def save_model(
    folder: Path,
    *,
    about: Mapping[str, object],
    arrays: Mapping[str, np.ndarray],
    seen: Mapping[bytes, np.ndarray],
) -> None:
    """Write the files of a model into `folder`, with their hashes."""
    order = sorted(seen)
    remembered: dict[str, np.ndarray] = {
        "fingerprints": np.array([np.frombuffer(key, np.uint8) for key in order], np.uint8),
        "scores": np.array([seen[key] for key in order], np.float16),
    }
    hashes = {
        name: _write(folder / name, content) for name, content in ((ARRAYS, arrays), (SEEN, remembered))
    }
    text = json.dumps({"format": FORMAT, **about, "sha256": hashes}, indent=1)
    (folder / ABOUT).write_text(text + "\n", encoding="utf-8")


def _write(path: Path, arrays: Mapping[str, np.ndarray]) -> str:
    """Write arrays and return the file's hash. Entries carry no time, so the same arrays give the same bytes."""
    buffer = io.BytesIO()
    np.savez_compressed(buffer, allow_pickle=False, **arrays)
    path.write_bytes(buffer.getvalue())
    return sha256(buffer.getvalue()).hexdigest()


def _files(folder: Path) -> tuple[dict, Mapping[str, np.ndarray], Mapping[str, np.ndarray]]:
    try:
        about = json.loads((folder / ABOUT).read_text(encoding="utf-8"))
    except (OSError, ValueError) as fault:
        raise ModelRefused(f"{ABOUT} cannot be read: the theme model is not installed whole.") from fault
    if about.get("format") != FORMAT:
        raise ModelRefused(f"{ABOUT} is of a format this version does not know: {about.get('format')}.")
    return about, _checked(folder, ARRAYS, about), _checked(folder, SEEN, about)


def _checked(folder: Path, name: str, about: Mapping[str, dict]) -> Mapping[str, np.ndarray]:
    """Return the arrays in one file, once its hash is the one that was noted."""
    try:
        content = (folder / name).read_bytes()
    except OSError as fault:
        raise ModelRefused(f"{name} is missing: the theme model is not installed whole.") from fault
    if sha256(content).hexdigest() != about.get("sha256", {}).get(name):
        raise ModelRefused(
            f"{name} is not the file that was trained: its SHA-256 differs. It was not loaded."
        )
    return np.load(io.BytesIO(content), allow_pickle=False)


def _unpacked(packed: np.ndarray) -> tuple[str, ...]:
    return tuple(packed.tobytes().decode("utf-8").split("\n"))
