"""The shape of a plug-in that carries a message out of the house, and the shelf of those that do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from goldenthread.ports.registry import Shelf


@dataclass(frozen=True)
class Outgoing:
    """A message on its way out. `reference` is ours and never changes, so that a second try can be told for one."""

    to: str
    subject: str
    body: str
    reference: str
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Receipt:
    """What a carrier says of a message it took: its own reference, and whether it has arrived already."""

    reference: str
    arrived: bool = False


class NotDelivered(Exception):
    """A carrier did not take a message. `why` is one sentence without the words or the address of the message."""

    def __init__(self, why: str, *, try_again: bool) -> None:
        super().__init__(why)
        self.why, self.try_again = why, try_again


class Channel(Protocol):
    """Carries messages one way, such as email."""

    @property
    def key(self) -> str:
        """Return the short name that is stored with each message."""
        ...

    @property
    def label(self) -> str:
        """Return the name a person chooses it by."""
        ...

    def send(self, message: Outgoing) -> Receipt:
        """Hand a message over, within 10 seconds; raises NotDelivered."""
        ...


channels: Shelf[Channel] = Shelf("channel")
