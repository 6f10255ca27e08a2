"""The lines a series sets for itself: its average and how far it usually strays from it."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import fsum, inf, isfinite, sqrt

MEAN_RANGE_TO_LIMIT = 2.66  # 3 / d2, where d2 = 1.128 for ranges of two points


@dataclass(frozen=True)
class Limits:
    """A centre line with the lowest and highest value that common causes explain."""

    centre: float
    lower: float
    upper: float
    reach: float  # from the centre to a limit before any cutting at 0 or 1: three sigma; infinite if unknown

    @property
    def known(self) -> bool:
        """Tell whether there were two neighbouring readings to set limits by."""
        return isfinite(self.reach)

    @property
    def two_sigma_above(self) -> float:
        """Return the line two thirds of the way up to the upper limit."""
        return self.centre + self.reach * 2 / 3

    @property
    def two_sigma_below(self) -> float:
        """Return the line two thirds of the way down to the lower limit."""
        return self.centre - self.reach * 2 / 3


def exact_mean(values: Sequence[float]) -> float:
    """Return the mean of at least one value, corrected by a second pass.

    The second pass matters on flat series: seven times 0.7 divided by seven is not 0.7 in one pass,
    and a point that differs from the centre by a rounding error would count towards a shift.
    """
    mean = fsum(values) / len(values)
    return mean + fsum(value - mean for value in values) / len(values)


def xmr_limits(values: Sequence[float | None]) -> Limits | None:
    """Return mean +/- 2.66 times the mean moving range of `values` in time order.

    A gap is `None`: no moving range is taken across it. With no value at all there are no limits (`None`);
    with a single value, or none next to another, there is a centre but no limit (`reach` is infinite).
    """
    known = [value for value in values if value is not None]
    if not known:
        return None
    ranges = [abs(b - a) for a, b in pairwise(values) if a is not None and b is not None]
    centre = exact_mean(known)
    reach = MEAN_RANGE_TO_LIMIT * exact_mean(ranges) if ranges else inf
    return Limits(centre, centre - reach, centre + reach, reach)


def p_limits(
    numerators: Sequence[float | None], denominators: Sequence[float | None]
) -> tuple[Limits | None, ...]:
    """Return limits for each proportion: sum/sum +/- 3 sqrt(p(1-p)/n), cut at 0 and 1.

    A point with no numerator, or no denominator above 0, is a gap and has no limits.
    """
    pairs = [(k, n) if k is not None and n else None for k, n in zip(numerators, denominators, strict=True)]
    total = fsum(pair[1] for pair in pairs if pair)
    if not total:
        return tuple(None for _ in pairs)
    centre = fsum(pair[0] for pair in pairs if pair) / total
    return tuple(_p_limit(centre, pair[1]) if pair else None for pair in pairs)


def _p_limit(centre: float, denominator: float) -> Limits:
    reach = 3 * sqrt(centre * (1 - centre) / denominator)
    return Limits(centre, max(0.0, centre - reach), min(1.0, centre + reach), reach)
