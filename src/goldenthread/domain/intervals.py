"""How far a counted share can be trusted."""

from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist


@dataclass(frozen=True)
class Interval:
    """The range in which the true value is likely to lie."""

    low: float
    high: float


def wilson(k: int, n: int, *, confidence: float = 0.95) -> Interval:
    """Return Wilson's score interval for the share `k` of `n`, both ends between 0 and 1.

    With `n` of 0 anything is possible: 0 to 1. Raises ValueError when `k` is not between 0 and `n`.
    """
    if not 0 <= k <= n:
        raise ValueError(f"{k} of {n} is not a share.")
    if not n:
        return Interval(0.0, 1.0)
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    share, weight = k / n, z * z / n
    middle = share + weight / 2
    reach = z * sqrt(share * (1 - share) / n + weight / (4 * n))
    low = (middle - reach) / (1 + weight) if k else 0.0
    high = (middle + reach) / (1 + weight) if k < n else 1.0
    return Interval(max(0.0, low), min(1.0, high))
