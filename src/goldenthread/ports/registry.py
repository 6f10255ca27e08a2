"""A shelf with keys, where plug-ins put themselves; it refuses two of the same."""

from __future__ import annotations

from typing import Generic, Protocol, TypeVar


class Keyed(Protocol):
    """Anything that can stand on a shelf."""

    @property
    def key(self) -> str:
        """Return the short name under which it is found."""
        ...


T = TypeVar("T", bound=Keyed)


class AlreadyShelved(Exception):
    """Two different things claim the same key."""


class NotShelved(LookupError):
    """Nothing stands on the shelf under this key."""


class Shelf(Generic[T]):
    """Things of one kind, found by key."""

    def __init__(self, kind: str) -> None:
        """Start an empty shelf; `kind` is the plain word its sentences use, such as "importer"."""
        self.kind = kind
        self._things: dict[str, T] = {}

    def add(self, thing: T) -> T:
        """Put `thing` on the shelf and give it back.

        A second thing of the same class and key (a module imported twice) replaces the first;
        anything else with a key already taken raises `AlreadyShelved`.
        """
        there = self._things.get(thing.key)
        if there is not None and _birthplace(there) != _birthplace(thing):
            raise AlreadyShelved(f'There is already {_a(self.kind)} with the key "{thing.key}".')
        self._things[thing.key] = thing
        return thing

    def get(self, key: str) -> T:
        """Return the thing under `key`, or raise `NotShelved` with the keys there are."""
        try:
            return self._things[key]
        except KeyError:
            known = ", ".join(sorted(self._things)) or "none"
            raise NotShelved(f'There is no {self.kind} called "{key}". There is: {known}.') from None

    def all(self) -> tuple[T, ...]:
        """Return everything on the shelf, in the order of the keys."""
        return tuple(self._things[key] for key in sorted(self._things))


def _birthplace(thing: object) -> tuple[str, str]:
    """Return where the class of `thing` was written."""
    return type(thing).__module__, type(thing).__qualname__


def _a(kind: str) -> str:
    """Return `kind` with its article."""
    return f"{'an' if kind[0] in 'aeiou' else 'a'} {kind}"
