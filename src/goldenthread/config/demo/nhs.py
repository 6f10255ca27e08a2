"""Real NHS comments, brought in by the same road as a council's own file, and the measures counted from them."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from goldenthread import textmining
from goldenthread.config.demo.calendar import noon
from goldenthread.config.demo.council import Northshire
from goldenthread.foundation.imports import actions as imports
from goldenthread.thread import actions, queries

FILE = Path(textmining.__file__).parent / "data" / "nhs_feedback_phase2" / "comments.csv.gz"
SOURCE = "NHS Friends and Family Test, 2021 to 2022 (real comments, MIT licence)"
PIECE = 65_536
LEFT_WAITING = 60
FEWEST = 600  # comments of a service for its own measure


def bring_in(north: Northshire, *, today: date) -> Any:
    """Upload the file as the analyst would, and accept its good rows."""
    ben = north.people["Ben"]
    sent = imports.Sent(file_name="nhs_feedback_phase2.csv.gz", pieces=_pieces(), source=SOURCE)
    arrival = imports.upload(council=north.council, kind="comments", sent=sent, by=ben, at=noon(today))
    return imports.accept(arrival=arrival, by=ben, at=noon(today))


def hear(north: Northshire, *, today: date) -> None:
    """Mark all but the newest as heard: they are years old, and nobody at Northshire can answer them."""
    real = list(queries.from_source(north.council, SOURCE).order_by("said_on", "pk"))
    actions.mark_heard(
        council=north.council, voices=real[:-LEFT_WAITING], by=north.people["Ben"], at=noon(today)
    )


def _pieces() -> Iterator[bytes]:
    with FILE.open("rb") as file:
        while piece := file.read(PIECE):
            yield piece


def measure(north: Northshire, *, today: date) -> None:
    """Define a measure of poor scores for each large service, counted from the comments themselves."""
    ben = north.people["Ben"]
    for subject in queries.subjects(north.council, kind="service"):
        months = queries.monthly(north.council, subject=subject, poor_scores=True)
        if sum(one.total for one in months) < FEWEST:
            continue
        found = actions.define_measure(
            council=north.council,
            definition={
                "title": f"NHS {subject.name}: how many people say their care was poor?",
                "numerator_words": "People who answered poor or very poor",
                "denominator_words": "People who commented and gave a score in the month",
                "unit": "percent",
                "direction": "down",
                "chart": "p",
                "source": SOURCE,
                "live": f"score:poor;subject:{subject.public_id}",
                "owner": ben,
            },
            by=ben,
            at=noon(today),
        )
        counts = [
            actions.Count(one.starts_on, round(100 * one.about / one.total, 1), one.about, one.total)
            for one in months
        ]
        actions.add_readings(measure=found, counts=counts, by=ben, at=noon(today))
