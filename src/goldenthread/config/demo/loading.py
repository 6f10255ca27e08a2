"""The order of the demo's parts: real open data first, then what is made up on top of it."""

from collections.abc import Iterator
from datetime import date

from goldenthread.config.demo import council, national, nhs, opinions, standing, threads, voices
from goldenthread.config.demo.calendar import noon
from goldenthread.foundation.history import chain


def load(*, today: date) -> Iterator[str]:
    """Load everything, yielding one sentence as each part begins."""
    yield "Building Northshire: teams and accounts (made up)"
    north = council.build()
    yield "Putting up the lists of themes"
    themes = opinions.put_up(north)
    yield "Bringing in 6,000 real comments from the NHS (no open social care comments exist)"
    nhs.bring_in(north, today=today)
    yield "Adding comments about social care (made up)"
    said = voices.add(north, today=today)
    yield "Suggesting themes for every comment, and confirming some"
    opinions.suggest(north, themes, said, today=today)
    yield "Telling five threads from voice to reply (made up)"
    nhs.hear(north, today=today)
    learnings = threads.tell_all(north, said, today=today)
    yield "Adding national figures (real) and the council's own measures"
    national.add(north, today=today)
    nhs.measure(north, today=today)
    yield "Filing evidence and scoring the nine statements (made up)"
    standing.file(north, learnings, today=today)
    yield "Sealing the history"
    chain.seal(north.council, now=noon(today))
    yield "Done"
