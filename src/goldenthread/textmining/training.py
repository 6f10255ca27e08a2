"""Learning themes from comments that people have labelled, the same bytes each time."""

from __future__ import annotations

import csv
import gzip
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sklearn.model_selection import GroupKFold
from sklearn.svm import LinearSVC

from goldenthread.textmining.calibration import Curve, best_cut, chance, fit_curve
from goldenthread.textmining.card import card
from goldenthread.textmining.evaluation import Evaluation, evaluate
from goldenthread.textmining.features import Vocabulary, learn_vocabulary
from goldenthread.textmining.model import save_model
from goldenthread.textmining.taxonomy import NHS, Taxonomy, load_taxonomy
from goldenthread.textmining.words import NO_ANSWER, fingerprint, normalised

TEXT = "FFT answer"
FOLDS, SEED = 5, 20
SOFTNESS = 0.2  # the penalty C: best of 0.1, 0.2, 0.5 and 1 by out-of-fold F1
MADE_ON = "2026-11-24"  # the day the shipped model was settled; change it with the method
LOWEST_CUT = 0.15  # under this chance a suggestion helps nobody, whatever F1 says


@dataclass(frozen=True)
class Labelled:
    """Comments with words in them, and what people said each is about (a row a comment, a column a theme)."""

    normals: tuple[str, ...]
    truth: np.ndarray
    rows: int  # rows of the file, those without an answer included


@dataclass(frozen=True)
class Fitted:
    """What one round of learning gives: a column of weights and a start for each theme."""

    vocabulary: Vocabulary
    weights: np.ndarray
    bias: np.ndarray

    def scores(self, normals: Sequence[str]) -> np.ndarray:
        """Return a score for each text and theme."""
        return self.vocabulary.weigh(normals) @ self.weights + self.bias


def train(*, comments: Path, taxonomy: Taxonomy, out: Path, made_on: str) -> Evaluation:
    """Learn from `comments` and write model.npz, seen.npz, model.json and card.json into `out`.

    Gives back the out-of-fold evaluation. The same file, taxonomy and library versions give the same bytes.
    """
    labelled = read_labelled(comments, taxonomy)
    keys = learned_keys(taxonomy)
    folds = folds_of(labelled.normals)
    scores = out_of_fold(labelled, folds)
    curves, cuts = settle(scores, labelled.truth)
    result = evaluate(keys, labelled.truth, _cross_checked(scores, labelled.truth, folds))
    fitted = fit(labelled.normals, labelled.truth)
    first = {normal: at for at, normal in reversed(list(enumerate(labelled.normals)))}
    save_model(
        out,
        about={"taxonomy": taxonomy.key, "version": taxonomy.version, "themes": list(keys)},
        arrays={
            "words": _packed(fitted.vocabulary.words),
            "parts": _packed(fitted.vocabulary.parts),
            "rarity": fitted.vocabulary.rarity.astype(np.float32),
            "weights": fitted.weights.astype(np.float16),
            "bias": fitted.bias.astype(np.float32),
            "slope": np.array([curve.slope for curve in curves], np.float32),
            "start": np.array([curve.start for curve in curves], np.float32),
            "cut": np.array(cuts, np.float32),
        },
        seen={fingerprint(normal): scores[at] for normal, at in first.items()},
    )
    text = json.dumps(card(taxonomy, labelled, result, made_on=made_on), indent=1, ensure_ascii=False)
    (out / "card.json").write_text(text + "\n", encoding="utf-8")
    return result


def learned_keys(taxonomy: Taxonomy) -> tuple[str, ...]:
    """Return the themes that are learned: all but the one for no answer, which is a written rule."""
    return tuple(key for key in taxonomy.theme_keys if key != "labelling-not-possible")


def read_labelled(path: Path, taxonomy: Taxonomy) -> Labelled:
    """Return the labelled comments of a gzipped CSV file with a column of 0 and 1 for each label."""
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    entries = [theme for theme in taxonomy.themes if theme.key in learned_keys(taxonomy)]
    kept = [(normal, row) for row in rows if (normal := normalised(row[TEXT])) not in NO_ANSWER]
    truth = np.array(
        [[any(row[label] == "1" for label in entry.labels) for entry in entries] for _, row in kept], bool
    )
    return Labelled(tuple(normal for normal, _ in kept), truth, len(rows))


def folds_of(normals: Sequence[str]) -> list[tuple[np.ndarray, np.ndarray]]:
    """Return the rows to learn from and the rows to try, five times; the same words are never on both sides."""
    splitter = GroupKFold(FOLDS, shuffle=True, random_state=SEED)
    return list(splitter.split(normals, groups=np.array(normals)))


def fit(normals: Sequence[str], truth: np.ndarray) -> Fitted:
    """Learn one line between yes and no for each theme."""
    vocabulary = learn_vocabulary(normals)
    matrix = vocabulary.weigh(normals)
    weights = np.zeros((vocabulary.size, truth.shape[1]))
    bias = np.full(truth.shape[1], -1.0)
    for column in range(truth.shape[1]):
        if truth[:, column].any():
            line = LinearSVC(C=SOFTNESS, random_state=SEED).fit(matrix, truth[:, column])
            weights[:, column], bias[column] = line.coef_[0], line.intercept_[0]
    return Fitted(vocabulary, weights, bias)


def out_of_fold(labelled: Labelled, folds: Sequence[tuple[np.ndarray, np.ndarray]]) -> np.ndarray:
    """Return a score for each comment and theme from a model that has not seen that comment's words."""
    scores = np.zeros(labelled.truth.shape)
    for learn, hold in folds:
        fitted = fit([labelled.normals[at] for at in learn], labelled.truth[learn])
        scores[hold] = fitted.scores([labelled.normals[at] for at in hold])
    return scores


def settle(scores: np.ndarray, truth: np.ndarray) -> tuple[list[Curve], list[float]]:
    """Return for each theme the curve from score to chance, and the chance from which to say yes."""
    curves = [fit_curve(scores[:, column], truth[:, column]) for column in range(truth.shape[1])]
    cuts = [
        best_cut(chance(scores[:, column], curve.slope, curve.start), truth[:, column], lowest=LOWEST_CUT)
        for column, curve in enumerate(curves)
    ]
    return curves, cuts


def _cross_checked(
    scores: np.ndarray, truth: np.ndarray, folds: Sequence[tuple[np.ndarray, np.ndarray]]
) -> np.ndarray:
    """Return yes or no for each comment and theme, where even curve and cut come from the other folds."""
    given = np.zeros_like(truth)
    for learn, hold in folds:
        curves, cuts = settle(scores[learn], truth[learn])
        slope, start = (np.array([getattr(curve, name) for curve in curves]) for name in ("slope", "start"))
        given[hold] = chance(scores[hold], slope, start) >= np.array(cuts)
    return given


def _packed(terms: Sequence[str]) -> np.ndarray:
    """Return terms as bytes, one a line: no pickle, whatever the letters."""
    return np.frombuffer("\n".join(terms).encode("utf-8"), np.uint8)


if __name__ == "__main__":
    train(
        comments=NHS.parent / "comments.csv.gz", taxonomy=load_taxonomy(NHS), out=NHS.parent, made_on=MADE_ON
    )
