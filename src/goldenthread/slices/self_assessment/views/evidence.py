"""Evidence: the list and its export, one item, filing, linking more, looking at it again."""

from __future__ import annotations

import io
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from goldenthread.foundation.files.exports import csv_lines, xlsx_file
from goldenthread.foundation.history.queries import lines_about
from goldenthread.foundation.permissions.access import PageRequest, needs
from goldenthread.slices.self_assessment import actions, queries
from goldenthread.slices.self_assessment.forms import EvidenceFilter, EvidenceForm, LinkForm, RenewForm
from goldenthread.slices.self_assessment.presenters import evidence as words
from goldenthread.slices.self_assessment.views import asking
from goldenthread.thread import actions as thread
from goldenthread.thread import queries as ask
from goldenthread.thread.addresses import page_for
from goldenthread.ui.paging import CappedPaginator

PER_PAGE = 25
MOST_ROWS_AWAY = 100_000
MOST_CHOICES = 100
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _filtered(request: PageRequest, chosen: queries.Shelved) -> tuple[EvidenceFilter, Any]:
    """Return the filter as it was asked for, and the evidence it leaves."""
    form = EvidenceFilter(request.GET, framework=chosen.framework)
    form.is_valid()
    good = {key: value for key, value in form.cleaned_data.items() if value}
    wanted = ask.EvidenceFilter(**good, framework=chosen.key, sort=request.GET.get("sort", "-dated_on"))
    return form, queries.evidence(request.access, wanted, today=timezone.localdate())


@needs("assessment.read")
@require_GET
def evidence_list(request: PageRequest) -> HttpResponse:
    """List the evidence this person may read: narrowed, in order, a page at a time."""
    chosen, today = asking.framework(request.GET.get("framework", "")), timezone.localdate()
    form, found = _filtered(request, chosen)
    page = CappedPaginator(found, PER_PAGE).get_page(request.GET.get("page"))
    facts = {
        "heading": "Evidence", "filter_form": form, "page": page, "exports": _exports(request),
        "rows": [words.EvidenceRow.of(one, today=today, framework=chosen.key) for one in page.object_list],
        "file_href": page_for(request.access, "evidence_file"),
    }  # fmt: skip
    return render(request, "self_assessment/evidence_list.html", facts)


def _exports(request: PageRequest) -> list[dict[str, str]]:
    if not request.access.may("evidence.export"):
        return []
    asked = QueryDict(mutable=True)
    asked.update({key: request.GET[key] for key in request.GET if key != "page"})
    return [
        {"label": label, "href": f"{reverse('evidence_export', args=[form])}?{asked.urlencode()}"}
        for form, label in (("csv", "CSV"), ("xlsx", "XLSX (Excel)"))
    ]


@needs("evidence.export")
@require_GET
def export(request: PageRequest, form: str) -> HttpResponse:
    """Give the narrowed list as CSV or XLSX; a line of history says so."""
    if form not in ("csv", "xlsx"):
        raise Http404
    chosen, today = asking.framework(request.GET.get("framework", "")), timezone.localdate()
    _, found = _filtered(request, chosen)
    items = queries.in_batches(found[:MOST_ROWS_AWAY])
    lines = (words.export_row(one, chosen.key, today=today) for one in items)
    actions.note_export(council=request.council, by=request.user, form=form)
    if form == "csv":
        response: Any = StreamingHttpResponse(csv_lines(words.export_head(), lines), content_type="text/csv")
    else:
        book = io.BytesIO()
        xlsx_file(book, words.export_head(), lines)
        response = HttpResponse(book.getvalue(), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="evidence.{form}"'
    return response


@needs("assessment.read")
@require_GET
def item(request: PageRequest, public_id: str) -> HttpResponse:
    """Show one item: what it says, what it shows and supports, and whether it still holds."""
    found, access, today = asking.evidence(request, public_id), request.access, timezone.localdate()
    chosen, may_read = asking.framework(), access.may("thread.read")
    state, until, colour = words.expiry(found, today=today)
    facts = {
        "item": found, "heading": found.title, "state": state, "until": until, "colour": colour,
        "link": words.safe_link(found.link), "facts": words.facts_of(found),
        "statements": words.statement_links(found, chosen.key, chosen.framework),
        "shown": [words.Shown.of(one, access) for one in ask.nodes_shown(access, found)],
        "threads": ask.threads_of(found) if may_read else [],
        "link_href": page_for(access, "evidence_link", args=(public_id,)),
        "renew_href": page_for(access, "evidence_renew", args=(public_id,)),
        "node_href": page_for(access, "node_page", args=("evidence", public_id)),
        "history": words.history_rows(lines_about(request.council, [found])) if may_read else [],
    }  # fmt: skip
    return render(request, "self_assessment/evidence.html", facts)


@needs("evidence.file")
def file(request: PageRequest) -> HttpResponse:
    """Ask for an item of evidence; the address may name what it shows, and the statement it supports."""
    chosen, today = asking.framework(request.GET.get("framework", "")), timezone.localdate()
    shows = asking.nodes_named(request)
    people = {str(one.pk): one for one in queries.owners(request.council, today=today)}
    first = {
        "owner": str(request.user.pk),
        "statements": request.GET.getlist("statement"),
        "sensitivity": "council",
    }
    form = EvidenceForm(
        request.POST or None, framework=chosen.framework, latest=today, initial=first,
        owners=[(key, str(one)) for key, one in people.items()],
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        return _filed(request, chosen, form.cleaned_data, shows, people)
    facts = {
        "form": form, "heading": "File evidence", "submit": "File this evidence",
        "shows": [words.Shown.of(one, request.access) for one in shows],
        "cancel_url": reverse("evidence_list"),
    }  # fmt: skip
    return render(request, "self_assessment/file.html", facts)


def _filed(
    request: PageRequest, chosen: queries.Shelved, given: dict, shows: list, people: dict
) -> HttpResponse:
    supports = [(chosen.key, key) for key in given.pop("statements")]
    proof = actions.Proof(**{**given, "owner": people[given["owner"]]})
    filed = actions.file_proof(
        council=request.council, proof=proof, proves=thread.Proves(shows=shows, supports=supports),
        by=request.user, at=timezone.now(),
    )  # fmt: skip
    messages.success(request, "The evidence is filed.")
    return redirect("evidence_page", filed.public_id)


@needs("evidence.file")
def link(request: PageRequest, public_id: str) -> HttpResponse:
    """Ask what more an item supports and shows; links already there stay."""
    found, chosen = asking.evidence(request, public_id), asking.framework()
    nodes = _linkable(request)
    choices = {kind: [(key, str(one)) for key, one in there.items()] for kind, there in nodes.items()}
    form = LinkForm(request.POST or None, framework=chosen.framework, nodes=choices)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        supports = [(chosen.key, key) for key in given.pop("statements")]
        shows = [nodes[kind][key] for kind, key in given.items() if key]
        thread.link_evidence(evidence=found, proves=thread.Proves(shows, supports), by=request.user)
        messages.success(request, "The links are kept.")
        return redirect("evidence_page", public_id)
    facts = {
        "form": form, "heading": "What more does it support or show?", "item": found, "submit": "Link them",
        "cancel_url": reverse("evidence_page", args=[public_id]),
    }  # fmt: skip
    return render(request, "self_assessment/about_item.html", facts)


def _linkable(request: PageRequest) -> dict[str, dict[str, Any]]:
    """Return what can be linked, the newest or next due of each kind, by key."""
    rows = {
        "learning": ask.learnings(request.council),
        "improvement": ask.improvements(request.council),
        "measure": ask.measures(request.council),
    }
    return {kind: {one.public_id: one for one in there[:MOST_CHOICES]} for kind, there in rows.items()}


@needs("evidence.file")
def renew(request: PageRequest, public_id: str) -> HttpResponse:
    """Ask whether an item still holds, and until when; its dates before are kept in the history."""
    found, today = asking.evidence(request, public_id), timezone.localdate()
    form = RenewForm(request.POST or None, latest=today, initial={"dated_on": today})
    if request.method == "POST" and form.is_valid():
        thread.renew_evidence(evidence=found, by=request.user, **form.cleaned_data)
        messages.success(request, "Kept: it was looked at again, and still holds.")
        return redirect("evidence_page", public_id)
    facts = {
        "form": form, "heading": "Does it still hold?", "item": found, "submit": "It still holds",
        "cancel_url": reverse("evidence_page", args=[public_id]),
    }  # fmt: skip
    return render(request, "self_assessment/about_item.html", facts)
