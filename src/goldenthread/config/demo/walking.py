"""Visits every main page of the demo as the people who use it, and says what is wrong."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from html import unescape
from html.parser import HTMLParser

from django.conf import settings
from django.test import Client
from django.utils import timezone

from goldenthread.config.demo.cast import PEOPLE, SLUG
from goldenthread.foundation.people import queries as people
from goldenthread.foundation.people.models import User
from goldenthread.foundation.permissions.access import Access
from goldenthread.foundation.tenancy import queries as councils
from goldenthread.thread import queries

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
HOME = f"/c/{SLUG}/"
HREF = re.compile(r'href="([^"#]+)"')
APART = re.compile(r"/account/|/colours/|\.(css|csv|xlsx|svg)|export|format=")
ID = re.compile(r"/[\w-]{16}(?=/|$)")
MOST = 60  # shapes of address: a house of more kinds of page should raise this
NONE = re.compile(r"\bNone\b")
OPEN = ("/", "/help/", "/accessibility/", "/components/", f"/c/{SLUG}/you-said-we-did/", "/account/login/")


@dataclass
class Walk:
    """What a walk found: how much there is of everything, and one sentence for each fault."""

    counts: dict[str, int]
    faults: list[str] = field(default_factory=list)


class MainText(HTMLParser):
    """Gathers the text inside <main>, leaving out scripts and styles."""

    def __init__(self) -> None:
        super().__init__()
        self.inside = 0
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        """Note when the main region begins."""
        self.inside += tag == "main"

    def handle_endtag(self, tag: str) -> None:
        """Note when it ends."""
        self.inside -= tag == "main"

    def handle_data(self, data: str) -> None:
        """Keep the words in between."""
        if self.inside > 0:
            self.words.append(data)


def main_text(html: str) -> str:
    """Return the text of a page's main region, spaces folded."""
    parser = MainText()
    parser.feed(html)
    return " ".join(" ".join(parser.words).split())


def fault_of(status: int, text: str) -> str:
    """Return what is wrong with a page, or nothing: not found, nothing to read, or a bare None in its words."""
    if status != 200:
        return f"answered {status}"
    if len(text) < 40:
        return "has nothing to read in its main part"
    if NONE.search(text):
        return "shows the word None"
    return ""


def walk() -> Walk:
    """Visit the open pages, the menu as every person, and as the quality lead one page of each shape it leads to."""
    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, "testserver"]
    found = Walk(counts=counts())
    for address in OPEN:
        visit(Client(raise_request_exception=False), address, found)
    for person in PEOPLE:
        client = Client(raise_request_exception=False)
        client.force_login(User.objects.get(email=person.email), backend=BACKEND)
        home = visit(client, HOME, found, as_whom=person.job)
        menu = [visit(client, address, found, as_whom=person.job) for address in links(home)]
        if person.role == "quality_lead":
            further(client, menu, found)
    return found


def visit(client: Client, address: str, found: Walk, as_whom: str = "anybody") -> str:
    """Ask for one page and note what is wrong with it; return its HTML."""
    page = client.get(address, follow=True)
    html = page.content.decode()
    found.counts["pages"] += 1
    if fault := fault_of(page.status_code, main_text(html)):
        found.faults.append(f"{address} (as {as_whom}) {fault}.")
    return html


def further(client: Client, pages: Iterable[str], found: Walk) -> None:
    """Follow links from `pages`, one of each shape of address, so that every kind of page is seen."""
    seen: set[str] = set()
    waiting = [address for html in pages for address in links(html)]
    while waiting and len(seen) < MOST:
        address = waiting.pop(0)
        shape = shape_of(address)
        if shape not in seen:
            seen.add(shape)
            waiting += links(visit(client, address, found, as_whom="quality lead"))


def links(html: str) -> list[str]:
    """Return the addresses inside the council that a page leads to, files and sign-in apart, each once."""
    found = (unescape(href) for href in HREF.findall(html))
    return list(dict.fromkeys(href for href in found if href.startswith(HOME) and not APART.search(href)))


def shape_of(address: str) -> str:
    """Return an address with its ids taken out, so that two comments count as one shape."""
    return ID.sub("/*", address.split("?")[0])


def counts() -> dict[str, int]:
    """Return how much there is of everything in the demo council."""
    council = councils.by_slug(SLUG)
    if council is None:
        raise LookupError("The demo council is not loaded: run the demo with --reset.")
    user = people.by_email(PEOPLE[0].email)
    if user is None:
        raise LookupError("The demo's accounts are missing: run the demo with --reset.")
    access = Access.of(user, council, people.memberships(user, council, today=timezone.localdate()))
    stages = queries.stages(access)
    return {"pages": 0, "measures": queries.measures(council).count(), **asdict(stages)}
