"""What inspectors look at, as data with a version: themes, statements, kinds of evidence."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Statement:
    """One statement that is scored. `about` is our own plain summary, never the published wording."""

    key: str
    number: int
    theme: str
    title: str
    about: str


@dataclass(frozen=True)
class Framework:
    """One version of one framework. `scheme` names how scores become a rating."""

    key: str
    version: str
    title: str
    source: str
    scheme: str
    themes: tuple[str, ...]
    statements: tuple[Statement, ...]
    categories: tuple[str, ...]

    def statement(self, key: str) -> Statement:
        """Return the statement called `key`, or raise `KeyError`."""
        for statement in self.statements:
            if statement.key == key:
                return statement
        raise KeyError(key)
