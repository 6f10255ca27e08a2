"""What can be brought in by file: each part that has rows to take puts its kind on this shelf."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from goldenthread.domain.importing import Row
from goldenthread.foundation.imports.models import Import
from goldenthread.foundation.people.models import User
from goldenthread.ports.registry import Shelf


@dataclass(frozen=True)
class Settled:
    """What a file came to: rows that now count, rows that were here already, the digest of the rows in order."""

    rows: int
    known: int
    digest: str


def _nothing(row: Row) -> str:
    return ""


@dataclass(frozen=True)
class ImportKind:
    """One kind of row that files bring.

    `stage` puts rows in place unseen, in small transactions, calling its last argument after each; `settle`, inside the
    transaction that makes them count, drops those that came by another way meanwhile and writes the line of history.
    """

    key: str
    label: str
    one: str  # "comment"
    many: str  # "comments"
    importer: str  # its key on the shelf of importers
    verb: str  # what a person must be allowed to do
    list_url: str  # the name of the page that shows the rows afterwards
    known: Callable[[Import, Iterable[Row]], int]
    stage: Callable[[Import, Iterable[Row], Callable[[], None]], None]
    settle: Callable[[Import, User], Settled]
    drop: Callable[[Import], int]
    hanging: Callable[[Import], tuple[str, ...]]  # what would be torn off by an undo: "3 learnings"
    remark: Callable[[Row], str] = _nothing  # what to say beside a row of the preview
    remarks_title: str = ""  # what the rows with a remark have in common

    def counted(self, count: int) -> str:
        """Return "1 comment" or "1,204 comments"."""
        return f"{count:,} {self.one if count == 1 else self.many}"


kinds: Shelf[ImportKind] = Shelf("kind of import")
