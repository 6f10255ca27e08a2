"""A kind of rows that live in a list, so that files can be tried without any slice."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from goldenthread.foundation.imports import actions
from goldenthread.foundation.imports.kinds import ImportKind, Settled, kinds
from goldenthread.foundation.imports.models import Import
from goldenthread.foundation.tenancy.tests.factories import a_council, a_person

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
GOOD = b"Date,Comment\n2026-11-02,One.\n2026-11-03,Two.\nno day,Three.\n"


@dataclass
class Drawer:
    """Where the rows of this kind are put, and what is done with them."""

    staged: list[Any] = field(default_factory=list)
    settled: int = 0
    hanging: tuple[str, ...] = ()
    on_stage: Any = None

    def stage(self, arrival: Import, rows: Any, beat: Any) -> None:
        for row in rows:
            self.staged.append(row)
            beat()
        if self.on_stage:
            self.on_stage(arrival)

    def settle(self, arrival: Import, by: Any) -> Settled:
        self.settled += 1
        return Settled(len(self.staged), 0, "d" * 64)

    def drop(self, arrival: Import) -> int:
        count = len(self.staged)
        self.staged.clear()
        return count


def a_kind() -> Drawer:
    """Put a kind called "leaves" on the shelf and return its drawer."""
    drawer = Drawer()
    kind = ImportKind(
        key="leaves", label="Leaves", one="leaf", many="leaves", importer="comments", verb="imports.use", list_url="imports",
        known=lambda arrival, rows: 0, stage=drawer.stage, settle=drawer.settle, drop=drawer.drop,
        hanging=lambda arrival: drawer.hanging,
    )  # fmt: skip
    kinds.add(kind)
    return drawer


class Desk:
    """A council with somebody who brings files in."""

    def __init__(self) -> None:
        self.council = a_council()
        self.person = a_person(self.council, "analyst")
        self.drawer = a_kind()

    def send(self, content: bytes = GOOD, name: str = "leaves.csv", at: datetime = NOW) -> Import:
        sent = actions.Sent(name, [content])
        return actions.upload(council=self.council, kind="leaves", sent=sent, by=self.person, at=at)

    def accept(self, arrival: Import, at: datetime = NOW) -> Import:
        return actions.accept(arrival=arrival, by=self.person, at=at)

    def state(self, arrival: Import) -> str:
        return Import.objects.within(self.council).get(pk=arrival.pk).state
