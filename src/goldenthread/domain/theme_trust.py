"""May a theme that a model finds be drawn over time? Only when it is right often enough, by people's own labels."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from goldenthread.domain.intervals import Interval, wilson

PRECISION_FLOOR = (
    0.5  # a theme that is wrong more often than right says more about the model than about people
)
ENOUGH_LABELS = 20  # below this the interval of a share is wider than 40 points: it tells nothing
SURE_ENOUGH = 0.5  # a suggestion counts in a share only when the model thinks it likelier than not


@dataclass(frozen=True)
class Agreement:
    """How often people agreed with a model's suggestions: `agreed` of the `checked` ones."""

    agreed: int
    checked: int

    @property
    def share(self) -> float:
        """Return the share people agreed with, 0 to 1; 0 when nothing was checked."""
        return self.agreed / self.checked if self.checked else 0.0

    @property
    def interval(self) -> Interval:
        """Return Wilson's 95% interval of the share."""
        return wilson(self.agreed, self.checked)

    @property
    def enough(self) -> bool:
        """Say whether enough were checked to go by."""
        return self.checked >= ENOUGH_LABELS


@dataclass(frozen=True)
class Trust:
    """Whether a theme's suggestions may be counted, what that rests on, and how many labels would lift it.

    `rests_on` is "people" (this council's own labels), "test" (the one the model came with) or "nothing".
    `labels_to_lift` is 0 for a charted theme; otherwise the fewest further labels that could make it one.
    """

    charted: bool
    rests_on: str
    labels_to_lift: int


def trust(local: Agreement, *, shipped: float | None, may_chart: bool = True) -> Trust:
    """Return how far to trust a theme: by local labels when there are enough, else by the shipped precision (0 to 1).

    `may_chart` is False for a theme that is no subject of its own ("no answer given"): it is never charted.
    """
    if local.enough:
        share, rests_on = local.share, "people"
    elif shipped is not None:
        share, rests_on = shipped, "test"
    else:
        share, rests_on = 0.0, "nothing"
    charted = may_chart and share >= PRECISION_FLOOR
    return Trust(charted, rests_on, 0 if charted or not may_chart else labels_to_lift(local))


def labels_to_lift(local: Agreement) -> int:
    """Return the fewest further labels, all in agreement, after which a theme reaches the floor on enough labels."""
    until_enough = max(0, ENOUGH_LABELS - local.checked)
    short_of_floor = PRECISION_FLOOR * local.checked - local.agreed
    return max(until_enough, ceil(short_of_floor / (1 - PRECISION_FLOOR)))
