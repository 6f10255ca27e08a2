"""One line of the list of verdicts."""

from __future__ import annotations

from dataclasses import dataclass

from goldenthread.thread.addresses import node_address
from goldenthread.thread.models import Verdict
from goldenthread.thread.presenters.words import day

WORDS = ("improved", "worse", "no change seen", "too early", "unstable baseline", "no data")


@dataclass(frozen=True)
class VerdictRow:
    """A verdict's word, what it is about, where that is shown, and when it was reached."""

    word: str
    until: str
    title: str
    href: str
    note: str
    synthetic: bool

    @classmethod
    def of(cls, verdict: Verdict) -> VerdictRow:
        """Return the line of a verdict, loaded with its trial's improvement and measure."""
        trial = verdict.trial
        how = "a person's judgement" if verdict.is_judgement else trial.measure.title
        return cls(
            word=verdict.word,
            until=f"until {day(verdict.until_on)}"
            if verdict.word == "too early" and verdict.until_on
            else "",
            title=trial.improvement.title,
            href=node_address("improvement", trial.improvement.public_id),
            note=f"{how}, {day(verdict.made_at.date())}",
            synthetic=trial.improvement.synthetic,
        )
