"""The hunt for personal data: thirty made-up people put through every page, and looked for wherever we speak."""

from __future__ import annotations

import io
import json
import logging

import pytest
from django.urls import URLPattern, get_resolver, reverse

from goldenthread.foundation.operations import metrics
from goldenthread.foundation.operations.logs import ALLOWED, Structured
from goldenthread.foundation.permissions.roles import ROLES
from goldenthread.foundation.tenancy.tests.factories import BACKEND, a_council, a_person

pytestmark = pytest.mark.django_db
FIRST = ("Orsolya", "Tendai", "Brannoc", "Ishbel", "Yewande", "Caradoc")
LAST = ("Quillfeather", "Obafemi-Price", "Zakrzewska", "Thistlewood", "Van Hoorn")
PEOPLE = [
    {
        "name": f"{first} {last}",
        "email": f"{first}.{last}@example.net".replace(" ", "").lower(),
        "phone": f"07700 900{100 + number}",
        "street": f"{number + 11} Marmalade Terrace",
    }
    for number, (first, last) in enumerate((first, last) for first in FIRST for last in LAST)
]
KEPT_FIELDS = {"at", "level", "logger", "words", "where", "error", "trail", *ALLOWED}


def canaries():
    """Every spelling to look for: names, their parts, addresses, numbers."""
    for person in PEOPLE:
        yield from person.values()
        yield from person["name"].split(" ", 1)
        yield person["phone"].replace(" ", "")


def found_in(text):
    return sorted({one for one in canaries() if one.lower() in text.lower()})


def routes(patterns=None):
    for one in (
        get_resolver("goldenthread.config.council_urls").url_patterns if patterns is None else patterns
    ):
        if isinstance(one, URLPattern):
            yield one
        elif "allauth" not in str(one.urlconf_name):
            yield from routes(one.url_patterns)


def addresses(council, person):
    """Every council route, with the person's name where an address takes a word."""
    for route in routes():
        words = {key: person["name"].replace(" ", "-").lower() for key in route.pattern.converters}
        try:
            yield f"/c/{council.slug}" + reverse(route.name, "goldenthread.config.council_urls", kwargs=words)
        except ValueError:
            continue


@pytest.fixture
def heard():
    """Everything that is logged, by the house's own formatter and by a naive one."""
    ours, naive = io.StringIO(), io.StringIO()
    handlers = []
    for stream, form in ((ours, Structured()), (naive, logging.Formatter("%(levelname)s %(message)s"))):
        handler = logging.StreamHandler(stream)
        handler.setFormatter(form)
        handlers.append(handler)
    speakers = [logging.getLogger(name) for name in ("", "django", "django.request", "goldenthread", "axes")]
    before = [(one, one.level, one.propagate) for one in speakers]
    for one in (speakers[0], speakers[1]):
        one.setLevel(logging.INFO)
        for handler in handlers:
            one.addHandler(handler)
    yield ours, naive
    for one, level, propagate in before:
        one.setLevel(level)
        one.propagate = propagate
        for handler in handlers:
            one.removeHandler(handler)


def fill(person):
    """Every field a form of ours could have, with the person in it, and no council's token."""
    told = f"{person['name']} of {person['street']}, ring {person['phone']} or {person['email']}"
    names = (
        "text",
        "words",
        "title",
        "name",
        "email",
        "login",
        "password",
        "note",
        "reason",
        "q",
        "day",
        "kind",
        "aim",
    )
    return dict.fromkeys(names, told) | {"login": person["email"]}


def failing(told):
    def fail():
        raise ValueError(told)

    return fail


@pytest.mark.slow
def test_thirty_people_leave_no_trace_in_logs_figures_or_error_pages(client, heard, monkeypatch):
    council = a_council("north")
    client.raise_request_exception = False
    user = a_person(council, *ROLES)
    errors, asked = [], 0

    def look(response):
        nonlocal asked
        asked += 1
        if response.status_code >= 400:
            errors.append(response.content.decode("utf-8", "replace"))

    for number, person in enumerate(PEOPLE):
        told = fill(person)
        look(client.get(f"/c/north/{person['name']}/", told))
        look(client.post("/account/login/", {"login": person["email"], "password": person["name"]}))
        if number % 3 == 0:
            client.force_login(user, backend=BACKEND)
        for place in list(addresses(council, person))[number % 5 :: 5]:
            look(client.get(place, told))
            look(client.post(place, told))
    ours, naive = heard
    assert asked > 500
    assert found_in(ours.getvalue()) == []
    assert found_in(metrics.written().decode()) == []
    assert found_in(" ".join(errors)) == []
    assert found_in(naive.getvalue()), (
        "the control: a naive logger was not caught, so the hunt proves nothing"
    )
    for line in ours.getvalue().splitlines():
        assert set(json.loads(line)) <= KEPT_FIELDS


def test_exceptions_with_people_in_them_leave_no_trace(client, heard, monkeypatch):
    from goldenthread.foundation.pages import views

    client.raise_request_exception = False
    pages = []
    for person in PEOPLE:
        monkeypatch.setattr(views, "all_councils", failing(fill(person)["text"]))
        pages.append(client.get("/", fill(person)).content.decode())
        logging.getLogger("goldenthread.x").error(f"could not tell {person['name']}")
        logging.getLogger("goldenthread.x").error(
            "told %s", person["email"], extra={"council": person["name"]}
        )
    ours, naive = heard
    assert found_in(ours.getvalue()) == [] and found_in(" ".join(pages)) == []
    assert ours.getvalue().count('"error": "ValueError"') >= len(PEOPLE)
    assert len(found_in(naive.getvalue())) >= len(PEOPLE)
    assert found_in(metrics.written().decode()) == []
