"""The shape of a plug-in that brings a framework, and one version of it, as data."""

from __future__ import annotations

from typing import Protocol

from goldenthread.domain.frameworks import Framework
from goldenthread.ports.registry import Shelf


class FrameworkSource(Protocol):
    """Loads one version of one framework."""

    @property
    def key(self) -> str:
        """Return the framework's key and version, such as "cqc-la-2023-12"."""
        ...

    def load(self) -> Framework:
        """Return the framework."""
        ...


frameworks: Shelf[FrameworkSource] = Shelf("framework")
