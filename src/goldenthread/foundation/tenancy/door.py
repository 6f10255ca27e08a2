"""The only door to a council's rows: a query that names no council is refused before it reaches the database."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.db import models

if TYPE_CHECKING:
    from goldenthread.foundation.tenancy.models import Council


class Unscoped(Exception):
    """A query asked for rows without naming the council: use `.within(council)`."""


class CouncilQuerySet(models.QuerySet):
    """Rows of one council; asks nothing of the database until it knows which."""

    _scoped = False
    _hints: dict[str, Any]

    def within(self, council: Council) -> Self:
        """Return the rows that belong to `council`."""
        chosen = self.filter(council=council)
        chosen._scoped = True
        return chosen

    def everywhere(self) -> Self:
        """Return rows of every council: for the clock, the sealer and the front door, never for a page."""
        chosen = self.all()
        chosen._scoped = True
        return chosen

    def _clone(self) -> Self:
        copy: Self = super()._clone()  # type: ignore[misc]  # private to Django, so its stubs leave it out
        copy._scoped = self._scoped
        return copy

    def _check_door(self) -> None:
        # Rows reached from an instance (learning.sources) are inside that instance's council already.
        if not (self._scoped or self._hints.get("instance") is not None):
            raise Unscoped(f"{self.model.__name__}: name the council with .within(council).")

    def _fetch_all(self) -> None:
        self._check_door()
        super()._fetch_all()

    def iterator(self, *args: Any, **kwargs: Any) -> Any:
        """Stream the rows, once the council is named."""
        self._check_door()
        return super().iterator(*args, **kwargs)

    def count(self) -> int:
        """Count the rows, once the council is named."""
        self._check_door()
        return super().count()

    def exists(self) -> bool:
        """Say whether there are any rows, once the council is named."""
        self._check_door()
        return super().exists()

    def aggregate(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the rows up, once the council is named."""
        self._check_door()
        return super().aggregate(*args, **kwargs)

    def update(self, **kwargs: Any) -> int:
        """Change the rows, once the council is named."""
        self._check_door()
        return super().update(**kwargs)

    def delete(self) -> tuple[int, dict[str, int]]:
        """Remove the rows, once the council is named."""
        self._check_door()
        return super().delete()


CouncilManager = models.Manager.from_queryset(CouncilQuerySet)
