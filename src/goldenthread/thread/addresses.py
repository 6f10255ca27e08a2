"""Where things are shown, whichever part owns the page, and whether this person may open it."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.urls import NoReverseMatch, Resolver404, get_script_prefix, resolve, reverse

from goldenthread.foundation.hooks.registry import NODE_PAGES
from goldenthread.foundation.permissions.access import Access


def node_address(kind: str, public_id: str) -> str:
    """Return where a node is shown: its slice's page, a learning's thread, or the page that serves every kind."""
    if kind in NODE_PAGES:
        return reverse(NODE_PAGES[kind], args=[public_id])
    if kind == "learning":
        return reverse("thread", args=[public_id])
    return reverse("node_page", args=[kind, public_id])


def page_for(access: Access, *names: str, args: tuple[Any, ...] = (), **query: str) -> str:
    """Return the address of the first of these pages that is there and that this person may open, else "".

    Pages of slices are asked for by name, since this part does not know which slices are switched on.
    """
    for name in names:
        try:
            href = reverse(name, args=args)
        except NoReverseMatch:
            continue
        if may_open(access, href):
            return f"{href}?{urlencode(query)}" if query else href
    return ""


def may_open(access: Access, href: str) -> bool:
    """Say whether this person may use the verb that the page at `href` asks for; a page for all is open."""
    try:
        view = resolve(f"/{href.removeprefix(get_script_prefix())}", settings.COUNCIL_URLCONF).func
    except Resolver404:
        return False
    verb = getattr(view, "needs", None)
    return verb is None or access.may(verb)
