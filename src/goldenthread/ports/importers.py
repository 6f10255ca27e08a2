"""The shape of a plug-in that turns a file into rows and problems."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Protocol

from goldenthread.domain.importing import Reading
from goldenthread.ports.registry import Shelf


@dataclass(frozen=True)
class Field:
    """One thing a row may hold. `hints` are words a column for it is often called."""

    key: str
    label: str
    required: bool = False
    hints: tuple[str, ...] = ()


class Importer(Protocol):
    """Reads one kind of file."""

    @property
    def key(self) -> str:
        """Return the short name that is stored with each import."""
        ...

    @property
    def label(self) -> str:
        """Return the name a person chooses it by."""
        ...

    @property
    def fields(self) -> tuple[Field, ...]:
        """Return what a row may hold."""
        ...

    def header(self, path: Path) -> tuple[str, ...]:
        """Return the columns of the file, or raise `Refused`."""
        ...

    def recognises(self, header: Sequence[str]) -> Mapping[str, str]:
        """Return which column feeds which field, as {field key: column}; empty when none is known."""
        ...

    def read(
        self,
        path: Path,
        *,
        columns: Mapping[str, str] | None = None,
        file_name: str | None = None,
        today: date | None = None,
    ) -> Reading:
        """Return the rows and problems of the file, or raise `Refused` with one sentence.

        `columns` ({field key: column}) wins over what is recognised; `file_name` is what the person
        called it; dates after `today` become problems when it is given.
        """
        ...


importers: Shelf[Importer] = Shelf("importer")
