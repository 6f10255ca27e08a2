"""What every page that asks for something does: show the form, act on it, or say in the form why not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from goldenthread.foundation.permissions.access import Access, PageRequest, demand
from goldenthread.thread import actions
from goldenthread.thread.models import Subject
from goldenthread.thread.models.node import Node
from goldenthread.ui.forms import Form

REFUSALS = (
    actions.ClaimWithoutVerdict,
    actions.NotTheSamePerson,
    actions.NothingBehindIt,
    actions.ProofMissing,
)


def ask(
    request: PageRequest, form: Form, act: Callable[[dict[str, Any]], object], done: str, **page: Any
) -> HttpResponse:
    """Act on what was typed and go to `done`, saying `said`; else show the form, with its refusals in it.

    `done` may be empty: then `act` gives the address to go to.
    """
    if request.method == "POST" and form.is_valid():
        try:
            went = act(form.cleaned_data)
        except REFUSALS as refusal:
            form.add_error(None, str(refusal))
        else:
            if said := page.get("said"):
                messages.success(request, said)
            return redirect(done or str(went))
    template = page.pop("template", "thread/ask.html")
    return render(request, template, {"form": form, "cancel_url": done or page.get("back"), **page})


def demand_on(access: Access, verb: str, node: Node | Subject) -> None:
    """Raise Http404 unless this person may use `verb` on a thing of its team; one without a team is everyone's."""
    team = getattr(node, "team", None)
    if team is not None:
        demand(access, verb, team_path=team.path)


def typed(request: PageRequest) -> Any:
    """Return what was sent, or None while the page is only looked at."""
    return request.POST if request.method == "POST" else None
