"""The journal of what was erased, kept outside every backup, so that a restore brings nobody's words back.

Each line holds a council's slug, a kind, an id of ours and a moment: nothing about a person.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction

from goldenthread.foundation.tenancy.models import Council
from goldenthread.foundation.tenancy.queries import all_councils

JOURNAL = "erasures.jsonl"


@dataclass(frozen=True)
class Erasure:
    """Something that was erased: of which council, what kind of thing, its id, and when."""

    council: str
    kind: str
    about: str
    at: datetime


@dataclass(frozen=True)
class Eraser:
    """How one kind of thing is erased again: `again(council, id, at)` says whether it was there; `known` lists them."""

    kind: str
    again: Callable[[Council, str, datetime], bool]
    known: Callable[[Council], list[tuple[str, datetime]]] | None = None


ERASERS: dict[str, Eraser] = {}


class CannotErase(Exception):
    """The journal names a kind of thing that no part of this version can erase."""


def add_eraser(eraser: Eraser) -> None:
    """Hang a way to erase again; raises ValueError when another one has its kind."""
    if ERASERS.setdefault(eraser.kind, eraser) != eraser:
        raise ValueError(f"There is an eraser for {eraser.kind} already.")


def note_erasure(*, council: Council, kind: str, about: str, at: datetime) -> None:
    """Write an erasure into the journal once the transaction it belongs to is kept; `about` is an id of ours."""
    line = Erasure(council.slug, kind, about, at)
    transaction.on_commit(lambda: _append([line]))


def journal(path: Path | None = None) -> list[Erasure]:
    """Return every erasure that was noted, oldest first; a last line cut short by a crash is left out."""
    try:
        lines = (path or _path()).read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return []
    return [found for line in lines if (found := _read(line))]


def catch_up() -> int:
    """Note what the database knows as erased and the journal does not; returns how many lines were added.

    A crash between a transaction and its line is mended here: before each backup, and before each restore.
    """
    noted = {(one.council, one.kind, one.about) for one in journal()}
    missing = [one for one in _known() if (one.council, one.kind, one.about) not in noted]
    _append(missing)
    return len(missing)


def erase_again(erasures: list[Erasure]) -> int:
    """Erase what a restore brought back; returns how many things were there to erase.

    Raises CannotErase for a kind that nobody declared: better no restore than one that brings words back.
    """
    councils = {council.slug: council for council in all_councils()}
    count = 0
    for one in erasures:
        if one.kind not in ERASERS:
            raise CannotErase(f"The journal of erasures names {one.kind}, which this version cannot erase.")
        if one.council in councils:
            count += ERASERS[one.kind].again(councils[one.council], one.about, one.at)
    return count


def _known() -> Iterator[Erasure]:
    for council in all_councils():
        for eraser in ERASERS.values():
            for about, at in eraser.known(council) if eraser.known else ():
                yield Erasure(council.slug, eraser.kind, about, at)


def _append(erasures: list[Erasure]) -> None:
    if not erasures:
        return
    path = _path()
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [json.dumps({**vars(one), "at": one.at.isoformat()}, sort_keys=True) for one in erasures]
    with path.open("a", encoding="utf-8") as file:
        file.write("".join(f"{line}\n" for line in lines))
        file.flush()
        os.fsync(file.fileno())


def _read(line: str) -> Erasure | None:
    try:
        facts = json.loads(line)
        return Erasure(facts["council"], facts["kind"], facts["about"], datetime.fromisoformat(facts["at"]))
    except (ValueError, KeyError, TypeError):
        return None


def _path() -> Path:
    return Path(settings.DATA_DIR) / JOURNAL
