"""The kinds of node on a thread, which may lead to which, and what makes a thread complete."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

KINDS = ("voice", "theme", "learning", "improvement", "measure", "evidence", "reply")


@dataclass(frozen=True)
class Link:
    """One allowed join, read as a sentence: `source` `verb` `target`."""

    source: str
    verb: str
    target: str


LINKS = (
    Link("voice", "is about", "theme"),
    Link("learning", "is drawn from", "voice"),
    Link("learning", "is drawn from", "theme"),
    Link("improvement", "answers", "learning"),
    Link("measure", "tests", "improvement"),
    *(Link("evidence", "shows", kind) for kind in KINDS if kind != "evidence"),
    Link("reply", "answers", "voice"),
    Link("reply", "tells of", "improvement"),
)


@dataclass(frozen=True)
class Stage:
    """One column of the thread's picture: `heading` as printed, `kind` what stands in it."""

    key: str
    heading: str
    kind: str


STAGES = (
    Stage("said", "Said", "voice"),
    Stage("about", "About", "theme"),
    Stage("learned", "Learned", "learning"),
    Stage("changed", "Changed", "improvement"),
    Stage("tested_by", "Tested by", "measure"),
    Stage("verdict", "Verdict", "verdict"),
    Stage("told", "Told", "reply"),
    Stage("shown", "Shown", "evidence"),
)
REACHED = ("improved", "worse", "no change seen")  # verdicts that say something; the others wait or lack data


@dataclass(frozen=True)
class ThreadFacts:
    """Counts of what hangs on one thread; `verdicts` holds one word for each improvement on each measure.

    `voices_told` counts the voices whose speaker has had a reply, or who asked for none.
    `judgements` counts verdicts that people reached by qualitative judgement.
    """

    voices: int = 0
    voices_told: int = 0
    themes: int = 0
    learnings: int = 0
    learnings_without_improvement: int = 0
    improvements: int = 0
    improvements_without_measure: int = 0
    measures: int = 0
    verdicts: tuple[str, ...] = ()
    judgements: int = 0
    evidence: int = 0
    replies: int = 0


@dataclass(frozen=True)
class Break:
    """A link that is missing: `kind` is a key of BREAKS, `stage` where the line breaks, `mend` the next step."""

    kind: str
    stage: str
    sentence: str
    mend: str


@dataclass(frozen=True)
class Completeness:
    """Which stages are present, what is broken, and whether anything is expected at all.

    `expected` is false while there is no learning: most voices need none. `waiting` is true when the only
    thing missing is time: honest work that is too early to judge.
    """

    present: Mapping[str, bool]
    breaks: tuple[Break, ...]
    expected: bool
    waiting: bool

    @property
    def reached(self) -> int:
        """Return how many of the stages are present."""
        return sum(self.present.values())

    @property
    def complete(self) -> bool:
        """Tell whether the thread has come to a verdict, evidence and a reply with nothing missing."""
        ends = ("verdict", "told", "shown")
        return self.expected and not self.breaks and not self.waiting and all(map(self.present.get, ends))


def may_link(source: str, target: str) -> str | None:
    """Return the verb that may join `source` to `target`, or `None` when they may not be joined."""
    return next((link.verb for link in LINKS if (link.source, link.target) == (source, target)), None)


def completeness(facts: ThreadFacts) -> Completeness:
    """Return what is present on a thread and each missing link in plain words, in the order of the picture."""
    present = {
        "said": facts.voices > 0,
        "about": facts.themes > 0,
        "learned": facts.learnings > 0,
        "changed": facts.improvements > 0,
        "tested_by": facts.measures > 0 or facts.judgements > 0,
        "verdict": facts.judgements > 0 or any(word in REACHED for word in facts.verdicts),
        "told": facts.replies > 0 and facts.voices_told >= facts.voices,
        "shown": facts.evidence > 0,
    }
    expected = facts.learnings > 0
    breaks = _breaks(facts, present) if expected else ()
    waiting = expected and not present["verdict"] and "too early" in facts.verdicts
    return Completeness(MappingProxyType(present), breaks, expected, waiting)


def _breaks(facts: ThreadFacts, present: Mapping[str, bool]) -> tuple[Break, ...]:
    found = (
        _no_source(facts),
        _no_change(facts),
        _no_measure(facts),
        _no_verdict(facts, present),
        _not_told(facts),
        _no_evidence(facts, present),
    )
    return tuple(item for item in found if item)


def _no_source(facts: ThreadFacts) -> Break | None:
    if facts.voices or facts.themes:
        return None
    return Break(
        "no_source",
        "said",
        "Nothing says whose words this learning is drawn from.",
        "Choose the voices behind it",
    )


def _no_change(facts: ThreadFacts) -> Break | None:
    if not facts.improvements:
        return Break(
            "no_improvement",
            "changed",
            "Nothing has been changed because of this learning.",
            "Start an improvement",
        )
    left = facts.learnings_without_improvement
    if not left:
        return None
    return Break(
        "no_improvement",
        "changed",
        f"{_many(left, 'learning has', 'learnings have')} led to no change yet.",
        "Start an improvement",
    )


def _no_measure(facts: ThreadFacts) -> Break | None:
    left = facts.improvements_without_measure
    if not left or facts.judgements >= left:
        return None
    sentence = (
        "Nothing measures whether this change works."
        if facts.improvements == 1
        else f"Nothing measures whether {left} of the {facts.improvements} changes work."
    )
    return Break("no_measure", "tested_by", sentence, "Choose a measure")


def _no_verdict(facts: ThreadFacts, present: Mapping[str, bool]) -> Break | None:
    """Return the break of a change that has a measure but no verdict; "too early" is not broken, it waits."""
    if not facts.measures or present["verdict"] or "too early" in facts.verdicts:
        return None
    if "unstable baseline" in facts.verdicts:
        sentence = "The measure was not steady before the change, so it cannot show whether it worked."
        return Break("no_verdict", "verdict", sentence, "Choose another measure or record a judgement")
    return Break(
        "no_verdict",
        "verdict",
        "No readings show yet whether the change worked.",
        "Add readings to the measure",
    )


def _not_told(facts: ThreadFacts) -> Break | None:
    left = facts.voices - facts.voices_told
    if left <= 0 and facts.replies:
        return None
    if not facts.voices:
        return None if facts.replies else Break(
            "not_told", "told", "No one has been told what came of this.", "Write a reply"
        )  # fmt: skip
    if left <= 0:
        return None
    if facts.voices_told:
        sentence = f"{left} of the {_people(facts.voices)} who said this {_have(left)} not been told what came of it."
    else:
        sentence = f"No one has told the {_people(left)} who said this."
    return Break("not_told", "told", sentence, f"Tell {left}")


def _no_evidence(facts: ThreadFacts, present: Mapping[str, bool]) -> Break | None:
    if present["shown"] or not present["verdict"]:
        return None
    return Break("no_evidence", "shown", "This is not yet kept as evidence.", "Add it to the evidence")


def _many(count: int, one: str, more: str) -> str:
    return f"{count} {one if count == 1 else more}"


def _people(count: int) -> str:
    return "person" if count == 1 else f"{count} people"


def _have(count: int) -> str:
    return "has" if count == 1 else "have"
