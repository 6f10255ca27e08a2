"""National figures, real, beside the council's own measures, made up."""

from __future__ import annotations

from datetime import date
from typing import Any

from goldenthread.config.demo.calendar import noon
from goldenthread.config.demo.council import Northshire
from goldenthread.config.demo.series import Shape, shares
from goldenthread.returns import ascof
from goldenthread.thread import actions

ENGLAND = "E92000001"
NATIONAL = {
    "1d": "England: are people satisfied with their care and support?",
    "3c1": "England: do people find information easy to find?",
    "4a": "England: do people feel safe?",
    "1a": "England: what is the quality of life of people who use services?",
}
OWN = (  # (title, numerator, denominator, shape, target)
    ("Are complaints answered by the promised day?", "Complaints answered by the promised day", "Complaints answered",
     Shape(24, (18, 30), 0.68, 0.93, 5, 21), 90.0),
    ("Are calls answered within five minutes?", "Calls answered within five minutes", "Calls sampled",
     Shape(24, (180, 220), 0.74, 0.74, 0, 22), 80.0),
    ("Do carers say they can find what they need?", "Carers who can find what they need", "Carers asked",
     Shape(18, (30, 44), 0.41, 0.41, 0, 23), 60.0),
    ("Do people meet their goals after reablement?", "People who met their goal", "People finishing reablement",
     Shape(24, (40, 55), 0.77, 0.77, 0, 24), 80.0),
    ("Is supervision held on time?", "Sessions held on time", "Sessions due",
     Shape(24, (80, 95), 0.83, 0.83, 0, 25), 90.0),
    ("Are safeguarding enquiries ended with the person's wishes met?", "Enquiries with wishes met", "Enquiries ended",
     Shape(24, (28, 40), 0.66, 0.66, 0, 26), 70.0),
)  # fmt: skip


def add(north: Northshire, *, today: date) -> None:
    """Define both sorts of measure with their readings."""
    ben = north.people["Ben"]
    titles = ascof.measures()
    for key, question in NATIONAL.items():
        if key not in titles:
            continue
        definition = {
            "title": question, "numerator_words": titles[key].title, "unit": "number", "direction": "up",
            "every": "year", "chart": "xmr", "source": ascof.CREDIT, "owner": ben,
            "caveat": "These figures cannot show how well a council works: see the notes on breaks in the series.",
        }  # fmt: skip
        measure = _define(north, definition, today, synthetic=False)
        found = [one for one in ascof.history_of(ENGLAND, key) if one.value is not None]
        counts = [actions.Count(date(int(one.year[:4]), 4, 1), float(one.value or 0)) for one in found]
        actions.add_readings(measure=measure, counts=counts, by=ben, at=noon(today))
    for title, numerator, denominator, shape, target in OWN:
        definition = {
            "title": title, "numerator_words": numerator, "denominator_words": denominator, "unit": "percent",
            "direction": "up", "chart": "p", "target": target, "source": "Case system extract (made up)", "owner": ben,
        }  # fmt: skip
        measure = _define(north, definition, today, synthetic=True)
        actions.add_readings(measure=measure, counts=shares(shape, today=today), by=ben, at=noon(today))


def _define(north: Northshire, definition: dict[str, Any], today: date, *, synthetic: bool) -> Any:
    ben = north.people["Ben"]
    return actions.define_measure(
        council=north.council, definition=definition, by=ben, at=noon(today), synthetic=synthetic
    )
