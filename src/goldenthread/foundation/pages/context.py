"""What every page gets: the council, the menu, and whether this is demo data."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from goldenthread.foundation.hooks.registry import MENU


def page(request: HttpRequest) -> dict[str, Any]:
    """Return the council and the links this person may follow, the one they are on marked."""
    council, access = getattr(request, "council", None), getattr(request, "access", None)
    links: list[dict[str, Any]] = []
    if access is not None and access.grants:
        links = [
            {"label": item.label, "href": reverse(item.url_name), "verb": item.verb}
            for item in MENU
            if access.may(item.verb)
        ]
        for one in links:
            one["current"] = _here(request.path, one["href"], links)
    return {"council": council, "access": access, "menu": links}


def _here(path: str, href: str, links: list[dict[str, Any]]) -> bool:
    best = max((one["href"] for one in links if path.startswith(one["href"])), key=len, default="")
    return href == best
