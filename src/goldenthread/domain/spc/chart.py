"""A whole chart as values: what each point means and what the series says as it stands today."""

from collections.abc import Sequence
from dataclasses import dataclass

from goldenthread.domain.direction import Direction
from goldenthread.domain.spc.limits import Limits, p_limits, xmr_limits
from goldenthread.domain.spc.rules import RULES_DOWN, RULES_UP, flags

ENOUGH_POINTS = 13  # Single Chart Tool v5: with 12 or fewer the average is drawn, but no limits and no marks
RULE_SET = "Making Data Count, Single Chart Tool v5"

POINT_TYPES = ("common", "improvement", "concern", "neutral_high", "neutral_low")
VARIATION_MARKS = (
    "common", "improvement_high", "improvement_low", "concern_high", "concern_low",
    "neutral_high", "neutral_low", "none",
)  # fmt: skip
ASSURANCE_MARKS = ("pass", "fail", "hit_or_miss", "none")


@dataclass(frozen=True)
class Chart:
    """Every line and sign of one chart; all tuples have one entry for each point, in time order.

    `values` holds `None` for a gap; `lower` and `upper` hold `None` where no limits are drawn.
    `variation` is one of VARIATION_MARKS and speaks of the last point; `assurance` one of ASSURANCE_MARKS.
    """

    kind: str  # "xmr" or "p"
    values: tuple[float | None, ...]
    centre: tuple[float | None, ...]
    lower: tuple[float | None, ...]
    upper: tuple[float | None, ...]
    flags: tuple[tuple[str, ...], ...]
    point_type: tuple[str, ...]
    variation: str
    assurance: str
    shown_as_spc: bool
    rule_set: str
    direction: Direction
    target: float | None

    @property
    def points(self) -> int:
        """Return how many readings there are, gaps apart."""
        return sum(value is not None for value in self.values)


@dataclass(frozen=True)
class _Settings:
    kind: str
    direction: Direction
    target: float | None
    shift: int
    trend: int

    @property
    def name(self) -> str:
        """Return the rule set's name as printed beside the chart, with the run lengths in force."""
        kind = {"xmr": "XmR", "p": "p chart"}[self.kind]
        return f"{RULE_SET}, {kind}, shift of {self.shift}, trend of {self.trend}"


def xmr(
    values: Sequence[float | None],
    *,
    direction: Direction,
    baseline: int | None = None,
    target: float | None = None,
    shift: int = 6,
    trend: int = 6,
) -> Chart:
    """Return the XmR chart of `values` in time order, one for each period; `None` is a gap.

    `baseline` takes the limits from the first so many points and carries them on.
    """
    line = xmr_limits(values[:baseline] if baseline else values)
    settings = _Settings("xmr", direction, target, shift, trend)
    return _chart(tuple(values), tuple(line for _ in values), settings)


def xmr_in_parts(
    parts: Sequence[Sequence[float | None]],
    *,
    direction: Direction,
    target: float | None = None,
    shift: int = 6,
    trend: int = 6,
) -> Chart:
    """Return one XmR chart whose limits start afresh with each part; runs may cross from part to part."""
    values = tuple(value for part in parts for value in part)
    lines = tuple(line for part in parts for line in [xmr_limits(part)] * len(part))
    return _chart(values, lines, _Settings("xmr", direction, target, shift, trend))


def p_chart(
    numerators: Sequence[float | None],
    denominators: Sequence[float | None],
    *,
    direction: Direction,
    target: float | None = None,
    shift: int = 6,
    trend: int = 6,
) -> Chart:
    """Return the p chart of proportions (0 to 1), with limits that widen where fewer people were counted."""
    lines = p_limits(numerators, denominators)
    values = tuple(
        k / n if k is not None and n else None for k, n in zip(numerators, denominators, strict=True)
    )
    return _chart(values, lines, _Settings("p", direction, target, shift, trend))


def _chart(values: tuple[float | None, ...], lines: tuple[Limits | None, ...], settings: _Settings) -> Chart:
    enough = sum(value is not None for value in values) >= ENOUGH_POINTS
    raised = flags(values, lines, shift=settings.shift, trend=settings.trend)
    if not enough:
        raised = tuple(() for _ in values)
    types = tuple(_point_type(names, settings.direction) for names in raised)
    return Chart(
        kind=settings.kind,
        values=values,
        centre=tuple(line.centre if line else None for line in lines),
        lower=tuple(line.lower if line and line.known and enough else None for line in lines),
        upper=tuple(line.upper if line and line.known and enough else None for line in lines),
        flags=raised,
        point_type=types,
        variation=_variation(values, types, settings.direction) if enough else "none",
        assurance=_assurance(lines, settings) if enough else "none",
        shown_as_spc=enough,
        rule_set=settings.name,
        direction=settings.direction,
        target=settings.target,
    )


def _point_type(names: tuple[str, ...], direction: Direction) -> str:
    """Return what a point's flags mean; where both ways hold, improvement wins as in the NHS tool."""
    high, low = any(name in RULES_UP for name in names), any(name in RULES_DOWN for name in names)
    if not high and not low:
        return "common"
    if direction is Direction.NEITHER:
        return "neutral_high" if high else "neutral_low"
    better = high if direction is Direction.UP else low
    return "improvement" if better else "concern"


def _variation(values: Sequence[float | None], types: Sequence[str], direction: Direction) -> str:
    """Return the mark of the last reading; high or low says which way the sign points, not where it lies."""
    last = max(at for at, value in enumerate(values) if value is not None)
    kind = types[last]
    if kind not in ("improvement", "concern"):
        return kind
    high = (kind == "improvement") == (direction is Direction.UP)
    return f"{kind}_{'high' if high else 'low'}"


def _assurance(lines: Sequence[Limits | None], settings: _Settings) -> str:
    """Return whether common causes alone will meet the target; a target on a limit counts as inside.

    When every reading equals the target both limits lie on it, and the target counts as met.
    """
    line = next(line for line in reversed(lines) if line)
    target, direction = settings.target, settings.direction
    if target is None or direction is Direction.NEITHER or not line.known:
        return "none"
    if line.lower == line.upper == target:
        return "pass"
    if line.lower <= target <= line.upper:
        return "hit_or_miss"
    below = target < line.lower
    return "pass" if below == (direction is Direction.UP) else "fail"
