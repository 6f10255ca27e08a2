"""How many readings it takes before a change of a given size would be seen."""

from functools import lru_cache
from math import inf, sqrt

from scipy import stats

CONFIDENCE = 0.95
POWER = 0.8  # four times in five: the customary floor for planning a study
FEWEST_AFTER = 6  # below this one odd month moves the result
MOST_AFTER = 120  # ten years of months: a change that needs more cannot be shown by this measure


def chance_to_see(change: float, *, spread: float, before: int, after: int) -> float:
    """Return the chance (0 to 1) that a two-sided 95% t interval excludes 0 on the side of a true `change`.

    `spread` is the standard deviation of single readings, the same before and after; `before` and `after`
    are counts of readings. Formula: non-central t with before + after - 2 degrees of freedom.
    """
    freedom = before + after - 2
    if freedom < 1 or min(before, after) < 1:
        return 0.0
    if not spread:
        return 1.0
    shift = abs(change) / (spread * sqrt(1 / before + 1 / after))
    critical = float(stats.t.ppf((1 + CONFIDENCE) / 2, freedom))
    if shift - critical > 8:  # beyond any doubt; the exact formula loses its digits here
        return 1.0
    return float(stats.nct.sf(critical, freedom, shift))


@lru_cache(maxsize=4096)
def readings_to_see(change: float, *, spread: float, before: int) -> int | None:
    """Return the fewest readings after the change that give 80% power, at least 6; `None` if over 120."""
    if chance_to_see(change, spread=spread, before=before, after=MOST_AFTER) < POWER:
        return None
    low, high = FEWEST_AFTER - 1, MOST_AFTER
    while high - low > 1:
        middle = (low + high) // 2
        enough = chance_to_see(change, spread=spread, before=before, after=middle) >= POWER
        low, high = (low, middle) if enough else (middle, high)
    return high


def smallest_seen(*, spread: float, before: int, after: int) -> float:
    """Return the smallest change that so many readings would show with 80% power (infinite if none)."""
    if before + after < 3 or min(before, after) < 1:
        return inf
    low, high = 0.0, spread * 64
    for _ in range(40):
        middle = (low + high) / 2
        seen = chance_to_see(middle, spread=spread, before=before, after=after) >= POWER
        low, high = (low, middle) if seen else (middle, high)
    return high
