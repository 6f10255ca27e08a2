"""Sends every question of one thread to another database for a while: how work is done on a copy before it counts."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

_where: ContextVar[str | None] = ContextVar("where", default=None)


@contextmanager
def redirected(alias: str) -> Iterator[None]:
    """Let every query inside go to the database `alias`."""
    token = _where.set(alias)
    try:
        yield
    finally:
        _where.reset(token)


class Redirect:
    """The router that Django asks: no opinion, but for a thread that was redirected."""

    def db_for_read(self, model: type, **hints: Any) -> str | None:
        """Return where rows are read."""
        return _where.get()

    def db_for_write(self, model: type, **hints: Any) -> str | None:
        """Return where rows are written."""
        return _where.get()

    def allow_relation(self, one: object, other: object, **hints: Any) -> bool | None:
        """Let rows of a copy point at each other."""
        return True if _where.get() else None
