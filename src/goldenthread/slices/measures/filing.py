"""Pages that put numbers in: one reading, many from a file, counted again, and a note on a month."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from goldenthread.domain.importing import Problem, Refused, Row, problem_in
from goldenthread.foundation.permissions.access import PageRequest, needs
from goldenthread.ports.importers import importers
from goldenthread.slices.measures import actions, queries
from goldenthread.slices.measures.actions import Given
from goldenthread.slices.measures.forms import NoteForm, ReadingForm, ReadingsForm
from goldenthread.slices.measures.presenters import period_words
from goldenthread.slices.measures.views import found_or_404, typed
from goldenthread.thread.actions import Count
from goldenthread.thread.series import figure_words

if TYPE_CHECKING:
    from goldenthread.thread.models import Measure

LARGEST_FILE = 2_000_000
SHOWN = 50


@needs("measure.write")
def reading(request: PageRequest, public_id: str) -> HttpResponse:
    """Ask for one reading, and add it; a reading of the same period is replaced, and the page says so."""
    found = found_or_404(request, public_id)
    form = ReadingForm(typed(request))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            count = actions.count_of(found, Given(given.pop("period"), **given), today=timezone.localdate())
        except actions.NotAReading as refusal:
            form.add_error(_field_at_fault(str(refusal)), str(refusal))
        else:
            _add(request, found, [count])
            return redirect("measure", public_id)
    facts = {
        "form": form, "heading": "Add a reading", "caption": found.title, "submit": "Add the reading",
        "intro": "A reading of a month that has one already takes its place. What it was is kept.",
        "cancel_url": reverse("measure", args=[public_id]),
    }  # fmt: skip
    return render(request, "measures/reading.html", facts)


def _field_at_fault(sentence: str) -> str:
    """Return which box a refusal is about, so that its link leads there."""
    if "future" in sentence:
        return "period"
    if "cannot be: a percent" in sentence or sentence.startswith("Give how many"):
        return "value"
    return "denominator" if "Out of how many" in sentence else "numerator"


def _add(request: PageRequest, measure: Measure, counts: Sequence[Count]) -> None:
    before = {one.period_on: one.value for one in _readings(measure)}
    actions.add(measure=measure, counts=counts, by=request.user, at=timezone.now())
    replaced = [count for count in counts if count.period_on in before]
    if len(counts) == 1 and replaced:
        was = figure_words(before[counts[0].period_on], measure.unit)
        when = period_words(counts[0].period_on, measure.every)
        messages.success(request, f"The reading of {when} is replaced. It was {was}; the history keeps it.")
        return
    words = "1 reading is added" if len(counts) == 1 else f"{len(counts)} readings are added"
    also = f", {len(replaced)} of them in place of earlier ones" if replaced else ""
    messages.success(request, f"{words}{also}.")


def _readings(measure: Measure) -> list[Any]:
    return queries.readings(measure)


@needs("measure.write")
def readings(request: PageRequest, public_id: str) -> HttpResponse:
    """Ask for a file or rows; show what is wrong row by row, and add the good ones only when told to."""
    found = found_or_404(request, public_id)
    form = ReadingsForm(typed(request), request.FILES or None)
    facts: dict[str, Any] = {
        "form": form, "heading": "Add readings from a file", "measure": found,
        "cancel_url": reverse("measure", args=[public_id]),
    }  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            counts, problems = _read(found, form)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            if counts and (not problems or "accept" in request.POST):
                _add(request, found, counts)
                return redirect("measure", public_id)
            facts |= _preview(found, counts, problems)
    return render(request, "measures/readings.html", facts)


def _preview(measure: Measure, counts: Sequence[Count], problems: Sequence[Problem]) -> dict[str, Any]:
    """Return what was wrong, and the good rows as text to be sent again with one press."""
    lines = ["period,numerator,denominator,value"]
    for count in counts:
        cells = [count.period_on.isoformat(), count.numerator, count.denominator]
        value = "" if count.denominator is not None else count.value
        lines.append(",".join("" if cell is None else str(cell) for cell in [*cells, value]))
    return {
        "problems": problems[:SHOWN], "problem_count": len(problems), "good": len(counts),
        "good_rows": "\n".join(lines), "form": None, "again_url": reverse("measure_readings", args=[measure.public_id]),
    }  # fmt: skip


def _read(measure: Measure, form: ReadingsForm) -> tuple[list[Count], list[Problem]]:
    """Return the good readings and the problems of what was sent; raises Refused."""
    file = form.cleaned_data["file"]
    if file and file.size > LARGEST_FILE:
        raise Refused("This file is larger than 2 MB: it cannot be a list of months. Choose another.")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "readings"
        path.write_bytes(file.read() if file else _tabbed(form.cleaned_data["rows"]).encode())
        rows, problems = importers.get("readings").read(path, today=timezone.localdate()).all()
    if not rows and not problems:
        raise Refused("There is a header but no rows below it. Add at least one row.")
    return _counts(measure, rows, problems)


def _tabbed(rows: str) -> str:
    """Return pasted rows as a table: cells copied from a spreadsheet come with tabs between them."""
    return rows.replace("\t", ",") if "," not in rows else rows


def _counts(measure: Measure, rows: list[Row], problems: list[Problem]) -> tuple[list[Count], list[Problem]]:
    counts, wrong = [], list(problems)
    for row in rows:
        values: dict[str, Any] = dict(row.values)
        try:
            given = Given(values["period"], values["numerator"], values["denominator"], values["value"])
            counts.append(actions.count_of(measure, given, today=timezone.localdate()))
        except actions.NotAReading as refusal:
            wrong.append(problem_in(row.number, "reading", str(refusal)))
    return counts, sorted(wrong, key=lambda one: one.row or 0)


@needs("measure.write")
def note(request: PageRequest, public_id: str) -> HttpResponse:
    """Ask what happened in a period, and pin it to its reading."""
    found = found_or_404(request, public_id)
    there = _readings(found)[::-1]
    periods = [(one.period_on.isoformat(), period_words(one.period_on, found.every)) for one in there]
    form = NoteForm(typed(request), periods=periods)
    if request.method == "POST" and form.is_valid():
        chosen = next(one for one in there if one.period_on.isoformat() == form.cleaned_data["period"])
        actions.annotate(
            measure=found, period_on=chosen.period_on, note=form.cleaned_data["note"], by=request.user
        )
        messages.success(request, "The note is kept beside the reading.")
        return redirect("measure", public_id)
    facts = {
        "form": form, "heading": "Note what happened", "cancel_url": reverse("measure", args=[public_id]),
        "intro": "A note says what happened in a period: a new form, a snow storm, a change in counting.",
    }  # fmt: skip
    return render(request, "measures/reading.html", facts)


@needs("measure.write")
@require_POST
def refresh(request: PageRequest, public_id: str) -> HttpResponse:
    """Count a live measure again."""
    found = found_or_404(request, public_id)
    try:
        changed = actions.refresh_live(measure=found, by=request.user, at=timezone.now())
    except actions.NotLive as refusal:
        messages.error(request, str(refusal))
    else:
        words = "1 month has changed" if changed == 1 else f"{changed} months have changed"
        messages.success(request, f"Counted again: {words if changed else 'nothing has changed'}.")
    return redirect("measure", public_id)
