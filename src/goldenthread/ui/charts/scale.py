"""From figures to places on paper, with round numbers for the axis."""

from dataclasses import dataclass
from math import ceil, floor, log10

NO_WIDTH = 1e-9


@dataclass(frozen=True)
class Scale:
    """A straight map from values between `low` and `high` to places between `start` and `end`."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        """Return the place of `value`."""
        return self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start)


def round_ticks(low: float, high: float, about: int = 5) -> list[float]:
    """Return round numbers (steps of 1, 2 or 5 times a power of ten) from at or below `low` to at or above `high`."""
    if high - low <= NO_WIDTH * max(NO_WIDTH**0.5, abs(low), abs(high)):  # flat, but for rounding errors
        room = abs(low) * 0.1 or 1.0
        low, high = low - room, high + room
    rough = (high - low) / about
    power = 10.0 ** floor(log10(rough))
    step = next(power * factor for factor in (1, 2, 5, 10) if power * factor >= rough * 0.999)
    first, last = floor(low / step + 1e-9), ceil(high / step - 1e-9)
    return [round(index * step, 2 - floor(log10(step))) for index in range(first, last + 1)]


def tick_words(ticks: list[float]) -> list[str]:
    """Return the ticks as written beside the axis, with as many decimals as their step needs."""
    step = ticks[1] - ticks[0]
    places = max(0, -floor(log10(step) + 1e-9))
    return [f"{tick:,.{places}f}" for tick in ticks]
