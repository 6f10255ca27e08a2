"""Opening a kept file with the importer of its kind, and looking through all of it once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import islice

from goldenthread.domain.importing import Problem, Reading, Refused, Row
from goldenthread.domain.written_text import clean_text
from goldenthread.foundation.files.store import open_path
from goldenthread.foundation.imports.kinds import ImportKind, kinds
from goldenthread.foundation.imports.models import Import
from goldenthread.ports.importers import Importer, importers

SHOWN = 10  # good rows on the preview
KEPT_PROBLEMS = 10_000
CHUNK = 1000


@dataclass
class Survey:
    """What one look through a file found: counts, notes, the first good rows and the first problems."""

    read: int = 0
    good: int = 0
    known: int = 0
    remarked: int = 0
    problem_count: int = 0
    notes: list[str] = field(default_factory=list)
    sample: list[Row] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def kind_of(arrival: Import) -> ImportKind:
    """Return the kind of rows a file brings; raises NotShelved when nobody takes them any more."""
    return kinds.get(arrival.kind)


def importer_of(arrival: Import) -> Importer:
    """Return the plug-in that reads this file."""
    return importers.get(kind_of(arrival).importer)


def header_of(arrival: Import) -> tuple[str, ...]:
    """Return the columns of a kept file; raises Refused when it cannot be read, Gone when it is not kept."""
    return importer_of(arrival).header(open_path(arrival.file))


def recognised(arrival: Import, header: tuple[str, ...]) -> tuple[dict[str, str], bool]:
    """Return which column feeds which field as far as can be told, and whether the header alone says all that is needed."""
    importer = importer_of(arrival)
    by_name = dict(importer.recognises(header))
    if all(one.key in by_name for one in importer.fields if one.required):
        return by_name, True
    try:
        return dict(importer.read(open_path(arrival.file)).columns), False
    except Refused:
        return by_name, False


def open_reading(arrival: Import, *, today: date) -> Reading:
    """Return the rows and problems of a kept file, read with the columns that were chosen for it.

    Raises Refused when it cannot be read, Gone when it is not kept.
    """
    return importer_of(arrival).read(
        open_path(arrival.file), columns=arrival.columns, file_name=arrival.file_name, today=today
    )


def good_rows(reading: Reading) -> Iterator[Row]:
    """Give the good rows alone."""
    return (item for item in reading if isinstance(item, Row))


def survey(arrival: Import, *, today: date) -> Survey:
    """Look through a whole file and return what is in it; raises Refused, also halfway through a damaged file."""
    kind, reading, seen = kind_of(arrival), open_reading(arrival, today=today), Survey()
    for rows in in_chunks(_sorted_out(reading, seen)):
        seen.known += kind.known(arrival, rows)
        seen.remarked += sum(bool(kind.remark(row)) for row in rows)
    tally = reading.tally
    seen.read, seen.good = tally.read, tally.used
    seen.notes = [clean_text(note)[:500] for note in tally.notes]
    return seen


def in_chunks(rows: Iterable[Row], size: int = CHUNK) -> Iterator[list[Row]]:
    """Give rows in lists of at most `size`."""
    waiting = iter(rows)
    while chunk := list(islice(waiting, size)):
        yield chunk


def columns_chosen(chosen: Mapping[str, str]) -> dict[str, str]:
    """Return a mapping fit to be kept: no letters a database refuses. Readers match columns by their words."""
    return {key: clean_text(name) for key, name in chosen.items() if name}


def _sorted_out(reading: Reading, seen: Survey) -> Iterator[Row]:
    for item in reading:
        if isinstance(item, Problem):
            seen.problem_count += 1
            if len(seen.problems) < KEPT_PROBLEMS:
                seen.problems.append(item)
        else:
            if len(seen.sample) < SHOWN:
                seen.sample.append(item)
            yield item
