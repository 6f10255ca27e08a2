"""The made-up comments: read from the file, dealt out over the months, and put on the thread."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from goldenthread.config.demo.calendar import month, no_later, noon
from goldenthread.config.demo.council import Northshire
from goldenthread.textmining.danger import alerts
from goldenthread.textmining.redaction import mask
from goldenthread.thread import actions

FILE = Path(__file__).parent / "data" / "comments.psv"
SOURCE = "Made up for the demonstration"
HOW = {
    "complaint": "Complaints line",
    "audit": "Case audit",
    "idea": "Ideas box",
    "partner": "Partner meeting",
}
SPANS = {  # theme -> months ago, from and to, in which its comments fall; the rest fall in the last fourteen
    "told-what-happens-next": (24, 14),
    "cultural-competence": (9, 4),
    "carers": (6, 0),
    "review": (26, 3),
}
AFTER = {"told-what-happens-next": (11, 1), "cultural-competence": (2, 0)}  # good news comes after the change


@dataclass(frozen=True)
class Said:
    """One line of the file."""

    team: str
    theme: str
    kind: str
    score: int
    words: str


def lines() -> Iterator[Said]:
    """Yield the made-up comments in the order of the file."""
    for line in FILE.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            team, theme, kind, score, words = line.split("|", 4)
            yield Said(team, theme, kind, int(score), words)


def add(north: Northshire, *, today: date) -> dict[str, list[Any]]:
    """Put the made-up comments on the thread; return the voices of each theme, oldest first."""
    dice = random.Random(7)  # the same demo every time
    found: dict[str, list[Any]] = defaultdict(list)
    told = sorted(((_day(said, dice, today), said) for said in lines()), key=lambda pair: pair[0])
    for day, said in told:
        draft = actions.VoiceDraft(
            text=said.words,
            masked_text=mask(said.words).text,
            said_on=day,
            kind=said.kind,
            channel=HOW.get(said.kind, "Follow-up call"),
            team=north.teams["Quality and Complaints" if said.team == "Audit" else said.team],
            score=said.score if said.kind in {"comment", "complaint"} else None,
            source_name=SOURCE,
            danger=", ".join(alert.words for alert in alerts(said.words))[:60],
        )
        voice = actions.add_voice(
            council=north.council, draft=draft, by=north.people["Carol"], at=noon(day), synthetic=True
        )
        found[said.theme].append(voice)
    return found


def _day(said: Said, dice: random.Random, today: date) -> date:
    if alerts(said.words):
        return today - timedelta(days=dice.randint(1, 3))  # danger is new, and waits to be read today
    span = AFTER.get(said.theme) if said.score <= 2 else SPANS.get(said.theme)
    first, last = span or (14, 0)
    day = month(dice.randint(last, first), today=today) + timedelta(days=dice.randint(0, 27))
    return no_later(day, today=today)
