"""Where the council says it stands: evidence filed under the nine statements, and scores with reasons. All made up."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from goldenthread.config.demo.calendar import month, noon
from goldenthread.config.demo.council import Northshire
from goldenthread.thread import actions, queries

FRAMEWORK = "cqc-la"


def file(north: Northshire, learnings: dict[str, Any], *, today: date) -> None:
    """File the evidence of the complete thread, and other proof, some of it stale."""
    asha = north.people["Asha"]
    told = learnings["told-what-happens-next"]
    improvement = queries.improvements(north.council).filter(answers__learning=told).get()
    actions.file_evidence(
        council=north.council,
        facts={
            "title": "More people know what happens next after a first contact",
            "words": "The share of people told what happens next rose after the text began, and has stayed up.",
            "category": "peoples-experience",
            "owner": asha,
            "sensitivity": "inspector",
            "dated_on": month(1, today=today),
            "expires_on": month(-11, today=today),
        },
        proves=actions.Proves(shows=[told, improvement], supports=[(FRAMEWORK, "QS9"), (FRAMEWORK, "QS1")]),
        by=asha,
        at=noon(today - timedelta(days=1)),
        synthetic=True,
    )
