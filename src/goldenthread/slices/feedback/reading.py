"""What can be told of words before anybody reads them: what to mask, whether they speak of danger, what score was meant."""

from __future__ import annotations

from goldenthread.textmining.danger import alerts
from goldenthread.textmining.redaction import mask

LONGEST_DANGER = 60
# The NHS Friends and Family answers, and the same in other surveys; 1 is very good, 5 very poor. Bare numbers are left
# out: in some systems 5 stars are best, in others 5 is worst, and the file does not say.
SCORES = {
    "very good": 1, "very satisfied": 1, "excellent": 1, "strongly agree": 1,
    "good": 2, "satisfied": 2, "agree": 2,
    "neither good nor poor": 3, "neither satisfied nor dissatisfied": 3, "ok": 3, "neutral": 3,
    "poor": 4, "dissatisfied": 4, "disagree": 4,
    "very poor": 5, "very dissatisfied": 5, "strongly disagree": 5,
}  # fmt: skip

FFT_ANSWERS = frozenset("12345")  # NHS England, Friends and Family Test guidance 2020: 6 is "don't know"


def masked(text: str) -> str:
    """Return the words as people outside the team see them, with names and numbers taken out."""
    return mask(text).text


def danger_words(text: str) -> str:
    """Return the words that may speak of danger, at most 60 letters of them; empty when there are none."""
    return ", ".join(alert.words for alert in alerts(text))[:LONGEST_DANGER]


def danger_reasons(text: str) -> tuple[str, ...]:
    """Return why a person should read these words today: "may be neglect"."""
    return tuple(alert.reason for alert in alerts(text))


def score_of(written: str, *, column: str = "") -> int | None:
    """Return 1 (very good) to 5 (very poor) for an answer in words, or None when it cannot be told.

    A bare number says nothing of which end is good, except in a column of the NHS Friends and Family Test
    (`column` names it), whose 1 is "very good" and 5 "very poor".
    """
    plain = " ".join(written.casefold().split())
    if plain in FFT_ANSWERS and "fft" in column.casefold():
        return int(plain)
    return SCORES.get(plain)
