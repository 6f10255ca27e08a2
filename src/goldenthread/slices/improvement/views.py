"""The list of changes, the page of one, and starting it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from goldenthread.foundation.files.exports import csv_lines, xlsx_bytes
from goldenthread.foundation.history.queries import lines_about
from goldenthread.foundation.people.queries import members, teams
from goldenthread.foundation.permissions.access import WHOLE_COUNCIL, PageRequest, needs
from goldenthread.slices.improvement import actions, presenters, queries
from goldenthread.slices.improvement.forms import ListFilter, StartForm
from goldenthread.slices.improvement.presenters import ImprovementPage, ImprovementRow, TrialBox
from goldenthread.slices.improvement.queries import ImprovementFilter
from goldenthread.thread import queries as thread
from goldenthread.thread.presenters.history import history_rows
from goldenthread.thread.series import Series, readable

if TYPE_CHECKING:
    from goldenthread.thread.models import Improvement

PER_PAGE = 25
MOST_EXPORTED = 10_000
MOST_BOXES = 10
MOST_LEARNINGS = 100
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def typed(request: PageRequest) -> QueryDict | None:
    """Return what was sent, however little it was, or None when the page is only asked for."""
    return request.POST if request.method == "POST" else None


def found_or_404(request: PageRequest, public_id: str) -> Improvement:
    """Return the change at an address, or raise Http404."""
    try:
        return queries.one(request.council, public_id)
    except queries.ImprovementMissing as missing:
        raise Http404(str(missing)) from missing


def may(request: PageRequest, verb: str, improvement: Improvement) -> bool:
    """Say whether this person may do this to this change: within their reach, or because they lead it."""
    access, team = request.access, improvement.team
    if access.may(verb, team_path=team.path if team else ""):
        return True
    return improvement.owner_id == request.user.pk and access.may(verb)


def allowed(request: PageRequest, verb: str, public_id: str) -> Improvement:
    """Return the change at an address; raises PermissionDenied when this person may not do this to it."""
    found = found_or_404(request, public_id)
    if not may(request, verb, found):
        raise PermissionDenied
    return found


@needs("improvement.read")
def improvements(request: PageRequest) -> HttpResponse:
    """List the changes: who leads, by when, how far, and whether each made a difference."""
    form, chosen = _chosen(request)
    today = timezone.localdate()
    page = Paginator(queries.listed(request.council, chosen, today=today), PER_PAGE).get_page(
        request.GET.get("page")
    )
    asked = f"?{request.GET.urlencode()}" if request.GET else ""
    facts = {
        "heading": "Improvements", "page": page, "rows": [ImprovementRow.of(row, today=today) for row in page],
        "filter_form": form, "may_write": request.access.may("improvement.write"),
        "narrowed": any(form.data.values()),
        "exports": [
            {"label": label, "href": reverse("improvements_export", args=[kind]) + asked}
            for kind, label in (("csv", "CSV"), ("xlsx", "XLSX (Excel)"))
        ],
    }  # fmt: skip
    return render(request, "improvement/list.html", facts)


def _chosen(request: PageRequest) -> tuple[ListFilter, ImprovementFilter]:
    people = [(person.email, person.name) for person in queries.owners(request.council)]
    form = ListFilter(request.GET, people=people)
    form.is_valid()
    given = {name: form.cleaned_data.get(name, "") for name in ("words", "owner", "state", "verdict")}
    return form, ImprovementFilter(**given, sort=request.GET.get("sort", "due"))


@needs("improvement.read")
def export(request: PageRequest, form: str) -> HttpResponse:
    """Send the list, narrowed as it is on the page, as a CSV or XLSX file."""
    if form not in ("csv", "xlsx"):
        raise Http404("A list can be taken away as csv or xlsx.")
    _, chosen = _chosen(request)
    found = queries.listed(request.council, chosen, today=timezone.localdate())[:MOST_EXPORTED]
    head, rows = presenters.EXPORT_HEAD, presenters.export_rows(found)
    body = b"".join(csv_lines(head, rows)) if form == "csv" else xlsx_bytes(head, rows)
    kind = "text/csv; charset=utf-8" if form == "csv" else XLSX
    disposition = f'attachment; filename="improvements.{form}"'
    return HttpResponse(body, content_type=kind, headers={"Content-Disposition": disposition})


@needs("improvement.read")
def improvement(request: PageRequest, public_id: str) -> HttpResponse:
    """Show one change: its aim, its chart, whether we can tell yet, and how far it is."""
    found = found_or_404(request, public_id)
    today = timezone.localdate()
    page = ImprovementPage.of(found, _boxes(request, found), thread.around(found), today=today)
    verbs = ("write", "check", "test", "judge")
    facts: dict[str, Any] = {
        "improvement": found, "page": page, "heading": found.title, "caption": "Improvement", "lead": found.aim,
        "history": history_rows(lines_about(request.council, [found], limit=20)),
        **{f"may_{verb}": may(request, f"improvement.{verb}", found) for verb in verbs},
    }  # fmt: skip
    facts["may_check"] = facts["may_check"] and found.done == "done"
    return render(request, "improvement/improvement.html", facts)


def _boxes(request: PageRequest, found: Improvement) -> list[TrialBox]:
    trials = thread.trials_of(found)[:MOST_BOXES]
    verdicts = thread.verdicts_of(found.council, trials)
    readings = thread.readings_of(found.council, [one.measure for one in trials])
    today = timezone.localdate()
    return [
        TrialBox.of(
            one,
            Series.of(one.measure, readable(request.access, one.measure, readings[one.measure_id])),
            verdicts[one.pk],
            due=queries.is_due(one, verdicts[one.pk], readings[one.measure_id], today),
            today=today,
        )
        for one in trials
    ]


@needs("improvement.write")
def start(request: PageRequest) -> HttpResponse:
    """Ask what will change, and start it; `?learning=` says which learning it answers."""
    asked = request.GET.get("learning", "")
    form = StartForm(typed(request), initial={"learning": asked}, choices=_choices(request, asked))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        made = actions.start(
            council=request.council, plan=_plan(request, given),
            learning=queries.learning(request.access, given["learning"]), by=request.user, at=timezone.now(),
        )  # fmt: skip
        messages.success(request, "The improvement is started. Next, choose a measure to test it.")
        return redirect("improvement", made.public_id)
    facts = {
        "form": form, "heading": "Start an improvement", "submit": "Start the improvement",
        "intro": "Say what will change because of what people said, who leads it, and by when.",
        "cancel_url": reverse("improvements"),
    }  # fmt: skip
    return render(request, "improvement/form.html", facts)


def _plan(request: PageRequest, given: dict[str, Any]) -> actions.Plan:
    people = {one.email: one for one in members(request.council, today=timezone.localdate())}
    team = next((one for one in teams(request.council) if one.public_id == given["team"]), None)
    names = ("title", "aim", "kind", "starts_on", "due_on", "co_produced_with")
    return actions.Plan(owner=people[given["owner"]], team=team, **{name: given[name] for name in names})


def learning_choices(request: PageRequest, asked: str = "") -> list[tuple[str, str]]:
    """Return the newest learnings of this person's reach to choose from, the one that was asked for among them."""
    rows = list(queries.learnings(request.access)[:MOST_LEARNINGS])
    if asked and asked not in {one.public_id for one in rows}:
        rows += filter(None, [queries.learning(request.access, asked)])
    return [(one.public_id, one.sentence) for one in rows]


def _choices(request: PageRequest, asked: str) -> dict[str, list[tuple[str, str]]]:
    reach = request.access.reach("improvement.write")
    whole = reach == WHOLE_COUNCIL
    mine = teams(request.council, prefixes=None if whole else reach)
    return {
        "learning": learning_choices(request, asked),
        "owner": [(one.email, one.name) for one in members(request.council, today=timezone.localdate())],
        "team": ([("", "Whole council")] if whole else []) + [(one.public_id, one.name) for one in mine],
    }
