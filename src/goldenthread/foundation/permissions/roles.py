"""The two lists that say who may do what: roles (data of the house) and verbs (declared by each part)."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Reach(StrEnum):
    """How far a role may use a verb."""

    TEAM = "team"  # the member's team and all below it
    COUNCIL = "council"  # everywhere in the council, whatever the member's team


@dataclass(frozen=True)
class Role:
    """A kind of job: its key, and its label on pages."""

    key: str
    label: str
    purpose: str = ""


@dataclass(frozen=True)
class Verb:
    """Something a person may be allowed to do, and which roles may, how far."""

    key: str
    label: str
    roles: Mapping[str, Reach]


ROLES: dict[str, Role] = {}
VERBS: dict[str, Verb] = {}


def declare_roles(*roles: Role) -> None:
    """Put roles on the list; raises ValueError for a key that is there already."""
    for role in roles:
        if role.key in ROLES and ROLES[role.key] != role:
            raise ValueError(f"There is a role called {role.key} already.")
        ROLES[role.key] = role


def declare_verbs(*verbs: Verb) -> None:
    """Put verbs on the list; raises ValueError for a key there already, or a role nobody has heard of."""
    for verb in verbs:
        if verb.key in VERBS and VERBS[verb.key] != verb:
            raise ValueError(f"There is a verb called {verb.key} already.")
        if unknown := set(verb.roles) - set(ROLES):
            raise ValueError(f"{verb.key} names roles that do not exist: {', '.join(sorted(unknown))}.")
        VERBS[verb.key] = verb
