"""A verdict as a director would read it aloud."""

from dataclasses import dataclass
from datetime import date

from goldenthread.domain.verdict.evidence import Difference
from goldenthread.domain.verdict.power import FEWEST_AFTER, MOST_AFTER


@dataclass(frozen=True)
class Finding:
    """What the paragraph is made from."""

    word: str
    reason: str
    changed_on: date
    smallest_change: float
    n_before: int
    n_after: int
    difference: Difference | None
    more: int | None
    until: date | None
    unit: str = ""

    def amount(self, value: float) -> str:
        """Return a difference with its unit: "5 percentage points"."""
        return f"{figure(value)} {self.unit}".strip()


def paragraph(finding: Finding) -> str:
    """Return two to four plain sentences: the verdict, the figures behind it, and what to do next."""
    teller = {
        "nothing before": _nothing_before,
        "few before": _few_before,
        "trend": _trend,
        "special cause": _special_cause,
        "clear": _clear,
        "small": _small,
        "power": _no_change,
        "wait": _wait,
        "never": _never,
    }[finding.reason]
    return teller(finding)


def day(on: date) -> str:
    """Return a date the way a page says it: 5 January 2026."""
    return f"{on.day} {on:%B %Y}"


def figure(value: float) -> str:
    """Return a number with three significant figures at most, never in powers of ten."""
    size = abs(value)
    if size >= 100:
        return f"{value:,.0f}"
    places = 1 if size >= 10 else 2 if size >= 1 else 3
    text = f"{value:.{places}f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _nothing_before(finding: Finding) -> str:
    return (
        f"There are no readings from before {day(finding.changed_on)}, so there is nothing to compare with. "
        "Import earlier readings if they exist."
    )


def _few_before(finding: Finding) -> str:
    readings = "is only 1 reading" if finding.n_before == 1 else f"are only {finding.n_before} readings"
    return (
        f"There {readings} from before {day(finding.changed_on)}. At least 8 are needed to know what was usual, "
        "so later readings cannot be compared with them. Import earlier readings if they exist."
    )


def _trend(finding: Finding) -> str:
    return (
        f"The figure was already rising or falling before {day(finding.changed_on)}. A difference afterwards might "
        "have come without the change, so no verdict is given."
    )


def _special_cause(finding: Finding) -> str:
    return (
        f"The figure was not steady before {day(finding.changed_on)}: some readings stand out as more than chance. "
        "Find out what happened then. Until the usual level is known, no verdict is given."
    )


def _compared(finding: Finding) -> str:
    found = finding.difference
    if found is None:
        return ""
    way = "higher" if found.effect > 0 else "lower"
    low, high = sorted((found.low, found.high))
    level = "the same as" if not found.effect else f"{finding.amount(abs(found.effect))} {way} than"
    return (
        f"On average the {finding.n_after} readings after are {level} the {finding.n_before} before; "
        f"the true difference is likely to lie between {figure(low)} and {finding.amount(high)}."
    )


def _clear(finding: Finding) -> str:
    return (
        f"The figure has {'improved' if finding.word == 'improved' else 'become worse'} since "
        f"{day(finding.changed_on)}. {_compared(finding)} This is unlikely to be chance. "
        "It does not prove by itself that the change was the cause."
    )


def _small(finding: Finding) -> str:
    return (
        f"No change of the size that matters is seen. {_compared(finding)} There may be a real difference, but it "
        f"looks like less than half of the {finding.amount(finding.smallest_change)} that you said would matter."
    )


def _no_change(finding: Finding) -> str:
    return (
        f"No change is seen since {day(finding.changed_on)}. {_compared(finding)} There are enough readings: "
        f"a change of {finding.amount(finding.smallest_change)} would have been seen at least four times in five."
    )


def _wait(finding: Finding) -> str:
    until = day(finding.until) if finding.until else "later"
    more = "1 more reading is" if finding.more == 1 else f"{finding.more} more readings are"
    so_far = _compared(finding)
    return (
        f"It is too early to say: ask again on {until}. {more[0].upper() + more[1:]} needed to see a change of "
        f"{finding.amount(finding.smallest_change)}." + (f" {so_far}" if so_far else "")
    )


def _never(finding: Finding) -> str:
    wait = (
        "" if finding.n_after >= FEWEST_AFTER else f" There are {finding.n_after} readings after the change."
    )
    return (
        f"This measure varies too much to show a change of {finding.amount(finding.smallest_change)}: even {MOST_AFTER} "
        f"readings would not be enough.{wait} Look for a bigger change, use a measure that rests on more people, or "
        "judge by people's accounts."
    )
