"""The list of measures, the page of one, and defining it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from goldenthread.foundation.files.exports import csv_lines, xlsx_bytes
from goldenthread.foundation.history.queries import lines_about
from goldenthread.foundation.people.queries import members
from goldenthread.foundation.permissions.access import PageRequest, needs
from goldenthread.returns import ascof
from goldenthread.slices.measures import actions, presenters, queries
from goldenthread.slices.measures.forms import ListFilter, MeasureForm
from goldenthread.slices.measures.presenters import MeasurePage, MeasureRow
from goldenthread.slices.measures.queries import MeasureFilter
from goldenthread.thread import queries as thread
from goldenthread.thread.presenters.history import history_rows

if TYPE_CHECKING:
    from goldenthread.thread.models import Measure

PER_PAGE = 25
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def found_or_404(request: PageRequest, public_id: str) -> Measure:
    """Return the measure at an address, or raise Http404."""
    try:
        return queries.one(request.council, public_id)
    except queries.MeasureMissing as missing:
        raise Http404(str(missing)) from missing


def typed(request: PageRequest) -> QueryDict | None:
    """Return what was sent, however little it was, or None when the page is only asked for."""
    return request.POST if request.method == "POST" else None


@needs("measure.read")
def measures(request: PageRequest) -> HttpResponse:
    """List the measures: question, newest reading, what it shows, owner."""
    form, chosen = _chosen(request)
    page = Paginator(queries.listed(request.access, chosen), PER_PAGE).get_page(request.GET.get("page"))
    facts = {
        "heading": "Measures", "page": page, "rows": [MeasureRow.of(series) for series in page],
        "filter_form": form, "exports": exports(request, "measures_export"),
        "may_write": request.access.may("measure.write"), "narrowed": any(form.data.values()),
    }  # fmt: skip
    return render(request, "measures/list.html", facts)


def _chosen(request: PageRequest) -> tuple[ListFilter, MeasureFilter]:
    people = [(person.email, person.name) for person in queries.owners(request.council)]
    form = ListFilter(request.GET, people=people)
    form.is_valid()
    given = {name: form.cleaned_data.get(name, "") for name in ("words", "owner", "shows")}
    return form, MeasureFilter(**given, sort=request.GET.get("sort", "title"))


def exports(request: PageRequest, name: str, *args: str) -> list[dict[str, str]]:
    """Return the links that take a list away, with the filters it has now."""
    asked = f"?{request.GET.urlencode()}" if request.GET else ""
    return [
        {"label": label, "href": reverse(name, args=[*args, kind]) + asked}
        for kind, label in (("csv", "CSV"), ("xlsx", "XLSX (Excel)"))
    ]


@needs("measure.read")
def export(request: PageRequest, form: str) -> HttpResponse:
    """Send the list, narrowed as it is on the page, as a file."""
    _, chosen = _chosen(request)
    rows = presenters.export_rows(queries.listed(request.access, chosen))
    return sent(form, "measures", presenters.EXPORT_HEAD, rows)


@needs("measure.read")
def export_readings(request: PageRequest, public_id: str, form: str) -> HttpResponse:
    """Send the readings of one measure as a file."""
    measure = found_or_404(request, public_id)
    (series,) = queries.series_of(request.access, [measure])
    return sent(form, "readings", presenters.READINGS_HEAD, presenters.reading_rows(series))


def sent(form: str, name: str, head: Any, rows: Any) -> HttpResponse:
    """Return a table as a CSV or XLSX file; raises Http404 for any other form."""
    if form not in ("csv", "xlsx"):
        raise Http404("A list can be taken away as csv or xlsx.")
    body = b"".join(csv_lines(head, rows)) if form == "csv" else xlsx_bytes(head, rows)
    kind = "text/csv; charset=utf-8" if form == "csv" else XLSX
    disposition = f'attachment; filename="{name}.{form}"'
    return HttpResponse(body, content_type=kind, headers={"Content-Disposition": disposition})


@needs("measure.read")
def measure(request: PageRequest, public_id: str) -> HttpResponse:
    """Show one measure: what it shows, its chart, its figures, and what it means."""
    found = found_or_404(request, public_id)
    (series,) = queries.series_of(request.access, [found])
    page = MeasurePage.of(series, thread.trials_of(found), queries.elsewhere(request.council, found))
    facts = {
        "measure": found, "page": page, "heading": found.title, "caption": "Measure", "lead": page.sentence,
        "history": history_rows(lines_about(request.council, [found], limit=20)),
        "exports": exports(request, "measure_export", public_id),
        "may_write": request.access.may("measure.write"),
        "holds_back": queries.holds_back(request.access, found),
    }  # fmt: skip
    return render(request, "measures/measure.html", facts)


@needs("measure.write")
def define(request: PageRequest) -> HttpResponse:
    """Ask what is to be measured, and define it."""
    form = MeasureForm(typed(request), choices=_choices(request))
    facts = {
        "form": form, "heading": "Define a measure", "submit": "Define the measure",
        "intro": "A measure is a question that numbers answer, month by month.", "cancel_url": reverse("measures"),
    }  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.define(
                council=request.council,
                definition=_definition(request, form),
                by=request.user,
                at=timezone.now(),
            )
        except actions.TitleTaken as refusal:
            form.add_error("title", str(refusal))
        else:
            messages.success(request, "The measure is defined. Now give it readings.")
            return redirect("measure", made.public_id)
    return render(request, "measures/define.html", facts)


@needs("measure.write")
def redefine(request: PageRequest, public_id: str) -> HttpResponse:
    """Change what a measure says of itself."""
    found = found_or_404(request, public_id)
    form = MeasureForm(typed(request), initial=_as_typed(found), choices=_choices(request))
    facts = {
        "form": form, "heading": "Change this measure", "cancel_url": reverse("measure", args=[public_id]),
        "intro": "What it said before is kept in its history. Readings stay as they are.",
    }  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            actions.redefine(measure=found, definition=_definition(request, form), by=request.user)
        except actions.TitleTaken as refusal:
            form.add_error("title", str(refusal))
        else:
            messages.success(request, "The measure is changed.")
            return redirect("measure", public_id)
    return render(request, "measures/define.html", facts)


def _choices(request: PageRequest) -> dict[str, list[tuple[str, str]]]:
    council = request.council
    return {
        "owner": [(one.email, one.name) for one in members(council, today=timezone.localdate())],
        "theme": [(one.public_id, one.label) for one in thread.themes(council)],
        "subject": [(one.public_id, one.name) for one in thread.subjects(council)[:200]],
        "published": [(key, f"{key.upper()}: {one.title[:90]}") for key, one in ascof.measures().items()],
    }


PLAIN = (
    "title", "numerator_words", "denominator_words", "unit", "direction", "chart", "every", "target", "source",
    "caveat",
)  # fmt: skip


def _definition(request: PageRequest, form: MeasureForm) -> dict[str, object]:
    given = form.cleaned_data
    people = {one.email: one for one in members(request.council, today=timezone.localdate())}
    definition = {name: given[name] for name in PLAIN} | {
        "owner": people.get(given["owner"]),
        "live": _live(given),
    }
    if given["live_kind"] in ("theme", "score"):
        definition |= {"unit": "percent", "chart": "p", "every": "month"}
    if given["live_kind"] == "ascof":
        definition |= {"chart": "xmr", "every": "year"}
    return definition


def _live(given: dict[str, Any]) -> str:
    parts = {
        "theme": f"theme:{given['theme']}", "score": "score:poor", "ascof": f"ascof:{given['published']}",
    }  # fmt: skip
    live = parts.get(given["live_kind"], "")
    counted = given["live_kind"] in ("theme", "score")
    return f"{live};subject:{given['subject']}" if counted and given["subject"] else live


def _as_typed(measure: Measure) -> dict[str, object]:
    asked = dict(part.partition(":")[::2] for part in measure.live.split(";") if part)
    kind = next((key for key in ("theme", "score", "ascof") if key in asked), "")
    typed = {name: getattr(measure, name) for name in PLAIN}
    return typed | {
        "owner": measure.owner.email if measure.owner else "", "live_kind": kind,
        "theme": asked.get("theme", ""), "subject": asked.get("subject", ""), "published": asked.get("ascof", ""),
    }  # fmt: skip
