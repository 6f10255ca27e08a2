"""What one person may do in one council, and the marks that views carry."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, TypeGuard, TypeVar

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase

from goldenthread.foundation.people.models import Membership, User
from goldenthread.foundation.permissions.roles import VERBS, Reach
from goldenthread.foundation.tenancy.middleware import ArrivingRequest, CouncilRequest
from goldenthread.foundation.tenancy.models import Council

WHOLE_COUNCIL = ("/",)
View = Callable[..., HttpResponseBase]
Answer = TypeVar("Answer")


class PageRequest(CouncilRequest):
    """A request for a council's page by somebody who belongs there."""

    user: User
    access: Access


class KnownRequest(ArrivingRequest):
    """A request by somebody who has signed in, who may or may not belong there."""

    user: User
    access: Access | None


@dataclass(frozen=True)
class Access:
    """A person's reach in a council: for each verb, the paths of teams it covers."""

    council: Council
    user: User | None
    roles: frozenset[str] = frozenset()
    grants: tuple[tuple[frozenset[str], str], ...] = ()
    _reach: dict[str, tuple[str, ...]] = field(default_factory=dict, compare=False, repr=False)

    _answers: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def of(cls, user: User, council: Council, memberships: list[Membership]) -> Access:
        """Return the access that `memberships` give."""
        grants = tuple((frozenset(m.roles), m.team.path if m.team else "/") for m in memberships)
        roles = frozenset(role for held, _ in grants for role in held)
        return cls(council=council, user=user, roles=roles, grants=grants)

    def reach(self, verb: str) -> tuple[str, ...]:
        """Return the team paths where this person may use `verb`; ("/",) is the whole council, () is nowhere.

        Raises KeyError for a verb that nobody declared.
        """
        if verb not in self._reach:
            wanted = VERBS[verb].roles
            found: set[str] = set()
            for held, path in self.grants:
                for role in held & wanted.keys():
                    found.add("/" if wanted[role] is Reach.COUNCIL else path)
            self._reach[verb] = WHOLE_COUNCIL if "/" in found else tuple(sorted(found))
        return self._reach[verb]

    def once(self, question: str, ask: Callable[[], Answer]) -> Answer:
        """Return what `ask` gives, asked no more than once while this request is answered."""
        if question not in self._answers:
            self._answers[question] = ask()
        return self._answers[question]

    def may(self, verb: str, *, team_path: str | None = None) -> bool:
        """Say whether this person may use `verb`: at all, or on a row of the team at `team_path`.

        A row without a team (team_path "") belongs to the whole council.
        """
        reach = self.reach(verb)
        if team_path is None or not reach:
            return bool(reach)
        return reach == WHOLE_COUNCIL or (bool(team_path) and team_path.startswith(reach))


def needs(verb: str) -> Callable[[View], View]:
    """Mark a view as one for people who may use `verb`; others get 403, strangers a sign-in, outsiders 404."""

    def mark(view: View) -> View:
        @wraps(view)
        def guarded(request: PageRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if getattr(request, "council", None) is None:
                raise Http404
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            if not request.access.grants:
                raise Http404  # whether the council is kept here is none of an outsider's business
            if not request.access.may(verb):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        guarded.needs = verb  # type: ignore[attr-defined]
        return guarded

    return mark


def open_to_all(reason: str) -> Callable[[View], View]:
    """Mark a view as one that needs no account, and say why."""

    def mark(view: View) -> View:
        view.open_because = reason  # type: ignore[attr-defined]
        return view

    return mark


def demand(access: Access, verb: str, *, team_path: str) -> None:
    """Raise Http404 unless the person may use `verb` on a row of this team: a stranger's row does not exist."""
    if not access.may(verb, team_path=team_path):
        raise Http404


def signed_in(request: HttpRequest) -> TypeGuard[KnownRequest]:
    """Say whether somebody has signed in."""
    return bool(getattr(request, "user", None) and request.user.is_authenticated)
