"""Made-up monthly numbers, drawn with fixed dice so that each tells the story it is there to tell."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from goldenthread.config.demo.calendar import month
from goldenthread.thread.actions import Count


@dataclass(frozen=True)
class Shape:
    """A series: how many months, out of how many each, and the share before and from `changed_ago` months ago."""

    months: int
    out_of: tuple[int, int]
    before: float
    after: float
    changed_ago: int = 0
    seed: int = 1


def shares(shape: Shape, *, today: date) -> list[Count]:
    """Return monthly percentages with their numerators and denominators, oldest first, this month left out."""
    dice = random.Random(shape.seed)
    return [_share(shape, ago, dice, today) for ago in range(shape.months, 0, -1)]


def _share(shape: Shape, ago: int, dice: random.Random, today: date) -> Count:
    out_of = dice.randint(*shape.out_of)
    chance = shape.after if ago <= shape.changed_ago else shape.before
    yes = sum(dice.random() < chance for _ in range(out_of))
    return Count(month(ago, today=today), round(100 * yes / out_of, 1), yes, out_of)


def numbers(values: Sequence[float], *, today: date) -> Iterator[Count]:
    """Yield monthly numbers, the last one for last month."""
    for at, value in enumerate(values):
        yield Count(month(len(values) - at, today=today), value)
