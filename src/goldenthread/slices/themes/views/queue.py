"""Suggestions that wait for a person: twenty in a list, or one at a time."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from goldenthread.foundation.permissions.access import PageRequest, needs
from goldenthread.slices.themes import actions, presenters, queries
from goldenthread.slices.themes.presenters import QueueRow
from goldenthread.thread import queries as ask

IN_A_LIST = 20
MOST_SKIPPED = 200  # remembered for one sign-in, the newest
SKIPPED = "themes_skipped"


@needs("theme.confirm")
def queue(request: PageRequest) -> HttpResponse:
    """Show twenty suggestions, and keep what a person decides of them together."""
    return _page(request, IN_A_LIST, "themes/queue.html", "theme_queue")


@needs("theme.confirm")
def one_by_one(request: PageRequest) -> HttpResponse:
    """Show one suggestion, and after it the next."""
    return _page(request, 1, "themes/queue_one.html", "theme_queue_one")


def _page(request: PageRequest, most: int, template: str, name: str) -> HttpResponse:
    only = request.GET.get("theme", "")[:16]
    if request.method == "POST":
        _keep(request)
        return redirect(request.get_full_path())
    if "again" in request.GET:
        request.session.pop(SKIPPED, None)
        return redirect(name)
    skipped = request.session.get(SKIPPED, [])
    rows = [QueueRow.of(one) for one in queries.queue(request.access, most=most, without=skipped, theme=only)]
    facts = {
        "rows": rows, "heading": "Themes to confirm", "skipped": len(skipped), "only": only,
        "urgent": any(row.urgent for row in rows), "minutes": presenters.minutes_for(len(rows)),
    }  # fmt: skip
    return render(request, template, facts)


def _keep(request: PageRequest) -> None:
    """Keep the decisions that were sent; what was skipped is not shown again to this person for now."""
    given = {key[2:]: value for key, value in request.POST.items() if key.startswith("d-")}
    links = ask.suggestions(request.access, "theme.confirm", list(given)[:IN_A_LIST])
    wanted = [(one, given[one.public_id] == "yes") for one in links if given[one.public_id] in ("yes", "no")]
    kept, late = actions.decide(decisions=wanted, by=request.user, at=timezone.now())
    passed = [one.public_id for one in links if given[one.public_id] == "skip"]
    if passed:
        request.session[SKIPPED] = [*request.session.get(SKIPPED, []), *passed][-MOST_SKIPPED:]
    if wanted or not passed:
        messages.success(request, presenters.decided_words(kept, late))
