"""One entry of "You said, we did": nothing in it names anybody, and it claims no more than a verdict shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from goldenthread.domain.suppression import LOWEST_PUBLIC, Audience
from goldenthread.thread.models import Reading, Reply, Trial, Verdict
from goldenthread.thread.presenters.words import day, some
from goldenthread.ui.charts import sparkline

LAST = 36  # readings in the small chart: three years of months
NO_VERDICT = "We do not know yet. Nothing measures it so far."
WORKED = {
    "improved": "Yes. The numbers got better, by more than chance explains.",
    "worse": "No. The numbers got worse, by more than chance explains. We are looking at it again.",
    "no change seen": "We see no change in the numbers so far.",
    "too early": "It is too early to say.",
    "unstable baseline": "The numbers moved too much before the change to show whether it worked.",
    "no data": "We have no numbers for it yet.",
}
EASY = {
    "improved": "Yes. It got better.",
    "worse": "No. It got worse. We will look again.",
    "no change seen": "We cannot see a change yet.",
    "too early": "We do not know yet. We need more time.",
    "unstable baseline": "We cannot tell.",
    "no data": "We do not know yet.",
}


@dataclass(frozen=True)
class Entry:
    """What was said, by how many as the public may know it, what was done, whether it worked, and since when."""

    you_said: str
    people: str
    we_did: str
    worked: str
    verdict: str
    picture: SafeString
    picture_says: str
    picture_table: dict[str, Any]
    published: str
    synthetic: bool

    @classmethod
    def of(
        cls, reply: Reply, *, verdict: Verdict | None, trials: list[Trial], people: int, easy: bool
    ) -> Entry:
        """Return the entry of a published reply; `people` is the exact count, hidden here if it is small."""
        trial = next((one for one in trials if verdict and one.pk == verdict.trial_id), None)
        picture, says, table = _picture(reply, trial)
        return cls(
            you_said=reply.you_said,
            people=_people(people),
            we_did=reply.easy_read if easy and reply.easy_read else reply.we_did,
            worked=_worked(verdict, easy=easy),
            verdict=verdict.word if verdict else "",
            picture=picture,
            picture_says=says,
            picture_table=table,
            published=day(reply.published_on),
            synthetic=reply.synthetic,
        )


def _people(count: int) -> str:
    """Return who said it: "about 15 people", "fewer than 8 people", or nothing when no voice is behind it."""
    if not count:
        return ""
    words = some(count, Audience.PUBLIC)
    return (
        f"{words.capitalize()} people said this."
        if words.startswith("fewer")
        else f"About {words} people said this."
    )


def _worked(verdict: Verdict | None, *, easy: bool) -> str:
    if verdict is None:
        return "We do not know yet." if easy else NO_VERDICT
    words = (EASY if easy else WORKED)[verdict.word]
    if verdict.word == "too early" and verdict.until_on and not easy:
        words += f" We can tell from {day(verdict.until_on)}."
    if verdict.is_judgement and not easy:
        words = f"{_judged(verdict.word)} What it cannot show: {verdict.limits}"
    return words


def _public(trial: Trial, reading: Reading) -> bool:
    """Say whether a reading may leave: made of 8 people or more, or a count that needs no hiding."""
    if trial.measure.unit == "count":
        return not reading.value or reading.value >= LOWEST_PUBLIC
    return reading.denominator is None or reading.denominator >= LOWEST_PUBLIC


def _judged(word: str) -> str:
    found = {
        "improved": "People who looked at it judge that it got better.",
        "worse": "People who looked at it judge that it got worse.",
    }
    return found.get(word, "People who looked at it cannot see a change.")


def _picture(reply: Reply, trial: Trial | None) -> tuple[SafeString, str, dict[str, Any]]:
    readings = trial.measure.in_order[-LAST:] if trial else []
    if not trial or len(readings) < 2 or not all(_public(trial, one) for one in readings):
        return mark_safe(""), "", {}
    first, last = readings[0], readings[-1]
    unit = "%" if trial.measure.unit == "percent" else ""
    says = (
        f"{trial.measure.title} {first.value:,.0f}{unit} in {first.period_on:%B %Y}, "
        f"{last.value:,.0f}{unit} in {last.period_on:%B %Y}. Source: {trial.measure.source}."
    )
    drawn = sparkline(
        [one.value for one in readings],
        name=f"entry-{reply.public_id}",
        title=trial.measure.title,
        description=says,
    )
    rows = [(f"{one.period_on:%B %Y}", f"{one.value:,.0f}{unit}") for one in reversed(readings)]
    table = {"caption": trial.measure.title, "head": ["Month", "Figure"], "rows": rows, "numeric": "1"}
    return mark_safe(drawn), says, table  # noqa: S308
