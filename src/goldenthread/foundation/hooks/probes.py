"""Questions about whether the house is well: each part hangs its own here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Probe:
    """One question: `ask` returns "" when all is well, else one sentence without a name or a path in it."""

    key: str
    ask: Callable[[], str]


PROBES: list[Probe] = []


def add_probe(probe: Probe) -> None:
    """Hang a probe; raises ValueError when another one has its key."""
    if any(one.key == probe.key and one != probe for one in PROBES):
        raise ValueError(f"There is a probe called {probe.key} already.")
    if probe not in PROBES:
        PROBES.append(probe)
        PROBES.sort(key=lambda one: one.key)
