"""Every route of a council, asked for by every role, over its own team or the whole council, about its own team's
thing, another team's, and another council's."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from tests.matrix.world import WHERE, build

from goldenthread.config.urls import CLOSED
from goldenthread.domain.thread import KINDS
from goldenthread.foundation.permissions.roles import ROLES, VERBS, Reach
from goldenthread.foundation.tenancy.tests.factories import BACKEND, a_council, a_person

TABLE = tomllib.loads((Path(__file__).parent / "routes.toml").read_text(encoding="utf-8"))
FRONT = {
    "front_door",
    "health",
    "ready",
    "metrics",
    "gallery",
    "accessibility",
    "help",
    "colours",
    *CLOSED.values(),
}  # no person
BY_TEAM = {"voice"}  # kinds of thing whose team decides who may see them
CHANGED_BY_TEAM = {
    "subject",
    "learning",
    "improvement",
}  # everybody may read these, but a team role changes its own only
ANSWERS = {200, 302, 400, 405}  # what a page may say to somebody who may ask for it
pytestmark = pytest.mark.django_db


def routes(patterns=None) -> Iterator[URLPattern]:
    if patterns is None:
        patterns = get_resolver("goldenthread.config.council_urls").url_patterns
    for one in patterns:
        if isinstance(one, URLPattern):
            yield one
        elif isinstance(one, URLResolver) and "allauth" not in str(one.urlconf_name):
            yield from routes(one.url_patterns)


ROUTES = {one.name: one for one in routes() if one.name not in FRONT}


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    from django.db import transaction

    with django_db_blocker.unblock():
        atomic = transaction.atomic()
        atomic.__enter__()
        try:
            yield build()
        finally:
            transaction.set_rollback(True)
            atomic.__exit__(None, None, None)


def test_every_route_has_a_row_and_every_row_a_route():
    assert set(TABLE) == set(ROUTES)


@pytest.mark.parametrize("name", sorted(ROUTES))
def test_a_view_is_marked_with_what_its_row_says(name):
    view, row = ROUTES[name].callback, TABLE[name]
    if row.get("open"):
        assert view.open_because, f"{name} is open to all: say why."
    else:
        assert getattr(view, "needs", None) == row["needs"]


def addresses(name: str, world, where: str) -> Iterator[tuple[str, str]]:
    """Yield (kind, address) of a route about the thing that is `where`."""
    row = TABLE[name]
    wanted = ROUTES[name].pattern.converters
    kinds = KINDS if row.get("about") == "any" else [row.get("about", "")]
    for kind in kinds:
        given = {}
        if "public_id" in wanted:
            given["public_id"] = world.things[(kind, where)].public_id
        if "kind" in wanted:
            given["kind"] = kind
        given |= {key: value for key, value in SAMPLES.items() if key in wanted}
        if "trial_id" in wanted:
            given["trial_id"] = world.things[("trial", where)].public_id
        yield (
            kind,
            f"/c/{world.council.slug}" + reverse(name, "goldenthread.config.council_urls", kwargs=given),
        )


SAMPLES = {
    "uid": "MQ",
    "token": "never-given",
    "form": "csv",
    "key": "comments",
    "framework": "cqc-la-2023-12",
    "statement": "QS9",
    "file_form": "csv",
    "topic": "thread.action_given",
}


def expected(role: str, scope: str, name: str, kind: str, where: str) -> set[int]:
    row = TABLE[name]
    if row.get("open"):
        return ANSWERS | ({404} if "missing" in row else set())
    reach = VERBS[row["needs"]].roles.get(role)
    if reach is None:
        return {403}
    about_something = bool(row.get("about"))
    if about_something and where == "elsewhere":
        return {404}
    read = VERBS["voice.read"].roles.get(role)
    if kind in BY_TEAM and scope == "team" and where == "other" and Reach.TEAM in (reach, read):
        return {404}
    if kind in BY_TEAM and read is None:
        return {404}
    if kind in CHANGED_BY_TEAM and scope == "team" and where == "other" and reach is Reach.TEAM:
        return {403, 404} | ({200} if "missing" in row else set())
    return ANSWERS | ({404} if "missing" in row else set())


def asked(client, address: str) -> int:
    """Return what an address answers: to being read, or to being pressed where it is a button only."""
    got = client.get(address).status_code
    return client.post(address).status_code if got == 405 else got


@pytest.mark.slow
@pytest.mark.parametrize("role", sorted(ROLES))
@pytest.mark.parametrize("scope", ["team", "council"])
def test_each_role_gets_what_the_table_says(client, world, role, scope):
    person = a_person(world.council, role, team=world.team if scope == "team" else None)
    client.force_login(person, backend=BACKEND)
    client.raise_request_exception = False
    wrong = []
    for name in ROUTES:
        for where in WHERE if TABLE[name].get("about") else WHERE[:1]:
            for kind, address in addresses(name, world, where):
                got = asked(client, address)
                wanted = expected(role, scope, name, kind, where)
                if got not in wanted:
                    wrong.append(f"{name} about {where} {kind}: {got}, not {sorted(wanted)}")
    assert not wrong, "\n".join(wrong)


def test_somebody_of_another_council_finds_nothing(client, world):
    client.force_login(a_person(world.elsewhere, *ROLES), backend=BACKEND)
    for name in ROUTES:
        if not TABLE[name].get("open"):
            for _, address in addresses(name, world, "own"):
                assert client.get(address).status_code == 404, name
                assert client.post(address).status_code in {404, 405}, name


def test_a_stranger_is_asked_to_sign_in_everywhere(client, world):
    for name in ROUTES:
        if not TABLE[name].get("open"):
            for _, address in addresses(name, world, "own"):
                page = client.get(address)
                assert page.status_code == 302, name
                assert "/account/login/" in page["Location"], name


def test_the_matrix_notices_a_view_that_forgot_its_mark():
    def forgetful(request):
        return None

    assert getattr(forgetful, "needs", None) is None
    with pytest.raises(AttributeError):
        _ = forgetful.open_because


def test_a_person_without_roles_gets_nothing(client):
    council = a_council()
    client.force_login(a_person(council), backend=BACKEND)
    assert client.get(f"/c/{council.slug}/").status_code == 403
