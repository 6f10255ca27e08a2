"""What may be set: the words of a theme, whether it is in use, and which model reads what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from goldenthread.foundation.permissions.access import PageRequest, needs
from goldenthread.ports.theme_finders import theme_finders
from goldenthread.slices.themes import actions, presenters, queries
from goldenthread.slices.themes.forms import FinderForm, RetireForm, ThemeForm
from goldenthread.thread import queries as ask

if TYPE_CHECKING:
    from goldenthread.thread.models import Theme


def _theme(request: PageRequest, public_id: str) -> Theme:
    try:
        return ask.node(request.access, "theme", public_id)  # type: ignore[return-value]
    except ask.NodeMissing as missing:
        raise Http404(str(missing)) from missing


@needs("theme.write")
def add(request: PageRequest) -> HttpResponse:
    """Put a theme on the council's own list."""
    form = ThemeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.add_theme(council=request.council, **form.cleaned_data, by=request.user)
        except actions.ThemeThere as refusal:
            form.add_error("label", str(refusal))
        else:
            messages.success(request, "The theme is on the list. Now say which comments are about it.")
            return redirect("theme", made.public_id)
    facts = {
        "form": form,
        "heading": "Add a theme",
        "submit": "Add this theme",
        "cancel_url": reverse("themes"),
    }
    facts["intro"] = "No model looks for a theme you add: people say which comments are about it."
    return render(request, "themes/words.html", facts)


@needs("theme.write")
def change(request: PageRequest, public_id: str) -> HttpResponse:
    """Change the words of a theme."""
    found = _theme(request, public_id)
    before = {"label": found.label, "definition": found.definition}
    form = ThemeForm(request.POST if request.method == "POST" else None, initial=before)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_theme(theme=found, **form.cleaned_data, by=request.user)
        except actions.ThemeThere as refusal:
            form.add_error("label", str(refusal))
        else:
            messages.success(request, "The words are changed.")
            return redirect("theme", public_id)
    facts = {"form": form, "heading": "Change the words", "cancel_url": reverse("theme", args=[public_id])}
    facts["intro"] = "What it said before is kept in its history. What people decided stays as it is."
    return render(request, "themes/words.html", facts)


@needs("theme.write")
def retire(request: PageRequest, public_id: str) -> HttpResponse:
    """Take a theme out of use from a day on, or put it back."""
    found, today = _theme(request, public_id), timezone.localdate()
    if found.retired_on and request.method == "POST":
        actions.retire(theme=found, on=None, by=request.user)
        messages.success(request, "The theme is in use again.")
        return redirect("theme", public_id)
    form = RetireForm(request.POST if request.method == "POST" else None, initial={"on": today}, latest=today)
    if request.method == "POST" and form.is_valid():
        actions.retire(theme=found, on=form.cleaned_data["on"], by=request.user)
        messages.success(request, "The theme is out of use. What is about it stays about it.")
        return redirect("theme", public_id)
    facts = {
        "theme": found, "form": None if found.retired_on else form, "cancel_url": reverse("theme", args=[public_id]),
        "heading": f"Put “{found.label}” back in use?" if found.retired_on else f"Take “{found.label}” out of use?",
        "submit": "Put it back" if found.retired_on else "Take it out of use",
    }  # fmt: skip
    return render(request, "themes/retire.html", facts)


@needs("theme.write")
def finders(request: PageRequest) -> HttpResponse:
    """Show which model reads which comments, and choose another."""
    shelf = theme_finders.all()
    form = FinderForm(
        request.POST if request.method == "POST" else None, finders=[(one.key, one.label) for one in shelf]
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        actions.choose_finder(
            council=request.council, source=given["source"], finder=theme_finders.get(given["finder"]),
            by=request.user, at=timezone.now(),
        )  # fmt: skip
        messages.success(request, "Kept. The comments will be read afresh; what people decided stays.")
        return redirect("themes_finders")
    rules = presenters.rule_lines(queries.rules(request.council), {one.key: one.label for one in shelf})
    facts = {"form": form, "rules": rules, "finders": shelf, "heading": "Which model reads which comments"}
    return render(
        request,
        "themes/finders.html",
        {**facts, "submit": "Keep this choice", "cancel_url": reverse("themes")},
    )
