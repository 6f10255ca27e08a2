"""The shape of a plug-in that brings a framework, and one version of it, as data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from goldenthread.domain.frameworks import Framework
from goldenthread.ports.registry import Shelf


@dataclass(frozen=True)
class Published:
    """What others scored: for each statement, how many organisations were given each score; `credit` has source and date."""

    organisations: int
    scores: Mapping[str, Mapping[int, int]]
    credit: str


class FrameworkSource(Protocol):
    """Loads one version of one framework."""

    @property
    def key(self) -> str:
        """Return the framework's key and version, such as "cqc-la-2023-12"."""
        ...

    def load(self) -> Framework:
        """Return the framework."""
        ...

    def published(self, *, besides: str) -> Published | None:
        """Return published scores of all but the organisation with the code `besides`; None where there are none."""
        ...


frameworks: Shelf[FrameworkSource] = Shelf("framework")
