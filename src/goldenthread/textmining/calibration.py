"""From a score without a unit to a chance, and from a chance to a yes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

STEPS, STEEPEST = 60, 30.0


@dataclass(frozen=True)
class Curve:
    """The chance that a comment with score s is about the theme: 1 / (1 + exp(-(slope s + start)))."""

    slope: float
    start: float


def chance(scores: np.ndarray, slope: np.ndarray | float, start: np.ndarray | float) -> np.ndarray:
    """Return chances from 0 to 1 for `scores`."""
    return 1 / (1 + np.exp(-np.clip(scores * slope + start, -STEEPEST, STEEPEST)))


def fit_curve(scores: np.ndarray, truth: np.ndarray) -> Curve:
    """Return the curve that makes `truth` (yes or no) most likely given `scores`.

    Platt 1999, with his smoothed targets so that a theme with few examples is not over-sure; Newton's method.
    """
    yes, no = truth.sum(), (~truth).sum()
    target = np.where(truth, (yes + 1) / (yes + 2), 1 / (no + 2))
    design = np.stack([scores, np.ones_like(scores)], axis=1)
    at = np.array([0.0, np.log((yes + 1) / (no + 1))])
    for _ in range(STEPS):
        guess = chance(design @ at, 1.0, 0.0)
        bend = (design * (guess * (1 - guess))[:, None]).T @ design + 1e-9 * np.eye(2)
        step = np.linalg.solve(bend, design.T @ (guess - target))
        at = at - _safe(step, at, design, target)
        if np.abs(step).max() < 1e-8:
            break
    return Curve(float(at[0]), float(at[1]))


def _safe(step: np.ndarray, at: np.ndarray, design: np.ndarray, target: np.ndarray) -> np.ndarray:
    """Return `step`, halved until it makes things no worse: a full Newton step can overshoot and never return."""
    before = _surprise(design @ at, target)
    for _ in range(STEPS):
        if _surprise(design @ (at - step), target) <= before:
            break
        step = step / 2
    return step


def _surprise(logits: np.ndarray, target: np.ndarray) -> float:
    """Return how unlikely `target` is, in nats."""
    return float(np.sum(np.logaddexp(0, logits) - target * logits))


def best_cut(chances: np.ndarray, truth: np.ndarray, *, lowest: float) -> float:
    """Return the chance from which saying yes gives the highest F1, never under `lowest`."""
    order = np.argsort(-chances, kind="stable")
    right = np.cumsum(truth[order])
    f1 = 2 * right / (np.arange(1, len(order) + 1) + truth.sum())
    return max(lowest, float(chances[order][int(np.argmax(f1))]))
