"""One plain sentence for a chart, and plain names for its rules and marks."""

from itertools import pairwise

from goldenthread.domain.direction import Direction
from goldenthread.domain.spc.chart import ENOUGH_POINTS, Chart

RULE_WORDS = {
    "outside_high": "above the upper limit",
    "outside_low": "below the lower limit",
    "shift_high": "part of a run above average",
    "shift_low": "part of a run below average",
    "trend_up": "part of a steady rise",
    "trend_down": "part of a steady fall",
    "two_of_three_high": "close to the upper limit twice in three readings",
    "two_of_three_low": "close to the lower limit twice in three readings",
}
VARIATION_WORDS = {
    "common": "No more than the usual ups and downs",
    "improvement_high": "Getting better: higher than chance explains",
    "improvement_low": "Getting better: lower than chance explains",
    "concern_high": "Getting worse: higher than chance explains",
    "concern_low": "Getting worse: lower than chance explains",
    "neutral_high": "Higher than chance explains",
    "neutral_low": "Lower than chance explains",
    "none": "Too few readings to tell",
}
ASSURANCE_WORDS = {
    "pass": "Will keep meeting the target unless something changes",
    "fail": "Will keep missing the target unless something changes",
    "hit_or_miss": "May meet or miss the target by chance",
    "none": "",
}
UNLIKELY = "this is unlikely to be chance"


def sentence(chart: Chart, *, period: str = "month") -> str:
    """Return one sentence on what the latest readings of a chart show; `period` names one reading's time."""
    if not chart.points:
        return "There are no readings yet."
    if not chart.shown_as_spc:
        return (
            f"There {_readings(chart.points)} so far: {ENOUGH_POINTS} are needed "
            "before change can be told from chance."
        )
    last = max(at for at, value in enumerate(chart.values) if value is not None)
    return _latest(chart, last, period) or _earlier(chart, period)


def point_words(chart: Chart, at: int) -> str:
    """Return what the point at position `at` shows, in words for a table cell."""
    if chart.values[at] is None:
        return "No reading"
    if not chart.flags[at]:
        return "Usual variation" if chart.shown_as_spc else ""
    kind = {"improvement": "Better: ", "concern": "Worse: "}.get(chart.point_type[at], "")
    return kind + ", ".join(RULE_WORDS[name] for name in chart.flags[at])


def _latest(chart: Chart, last: int, period: str) -> str:
    """Return the sentence for the rule that says most about the last reading, or nothing."""
    names = _leading_way(chart, last)
    for stem, telling in (("shift", _run), ("trend", _slope), ("outside", _outside), ("two_of", _close)):
        name = next((name for name in names if name.startswith(stem)), None)
        if name:
            return telling(chart, name, last, period) + f"{_better(chart, last)}: {UNLIKELY}."
    return ""


def _leading_way(chart: Chart, at: int) -> tuple[str, ...]:
    """Return the flags that agree with the point's type, so that a conflict is told one way only."""
    high = chart.point_type[at] == "neutral_high"
    if chart.direction is not Direction.NEITHER:
        high = (chart.point_type[at] == "improvement") == (chart.direction is Direction.UP)
    return tuple(
        name for name in chart.flags[at] if name.endswith(("_high", "_up") if high else ("_low", "_down"))
    )


def _run(chart: Chart, name: str, last: int, period: str) -> str:
    where = "above" if name.endswith("high") else "below"
    return f"The last {_length(chart, name, last)} {period}s are {where} average"


def _slope(chart: Chart, name: str, last: int, period: str) -> str:
    way = "risen" if name.endswith("up") else "fallen"
    return f"The figure has {way} {_steps(chart, last)} {period}s in a row"


def _outside(chart: Chart, name: str, last: int, period: str) -> str:
    where = "above the upper" if name.endswith("high") else "below the lower"
    return f"The latest {period} is {where} limit"


def _close(chart: Chart, name: str, last: int, period: str) -> str:
    where = "upper" if name.endswith("high") else "lower"
    return f"Two of the last three {period}s are close to the {where} limit"


def _better(chart: Chart, at: int) -> str:
    return {"improvement": ", which is better", "concern": ", which is worse"}.get(chart.point_type[at], "")


def _length(chart: Chart, name: str, last: int) -> int:
    """Return how many points the run that ends at `last` has."""
    start = last
    while start and name in chart.flags[start - 1]:
        start -= 1
    return last - start + 1


def _steps(chart: Chart, last: int) -> int:
    """Return how many steps in a row, ending at `last`, went the way of the last one."""
    known = []
    for value in chart.values[last::-1]:
        if value is None:
            break
        known.append(value)
    steps = [(newer > older) - (newer < older) for newer, older in pairwise(known)]
    return next((at for at, step in enumerate(steps) if step != steps[0]), len(steps))


def _earlier(chart: Chart, period: str) -> str:
    special = sum(kind != "common" for kind in chart.point_type)
    if not special:
        return "The figures only vary as usual: nothing here is more than chance explains."
    some = f"1 earlier {period} stands" if special == 1 else f"{special} earlier {period}s stand"
    return f"The latest {period} is within its usual range; {some} out as more than chance."


def _readings(count: int) -> str:
    return "is 1 reading" if count == 1 else f"are {count} readings"
