"""The pages that bring a file in: send, say which column is which, look, accept, undo."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from goldenthread.domain.importing import Refused
from goldenthread.foundation.files.exports import csv_lines
from goldenthread.foundation.files.store import Gone, TooBig
from goldenthread.foundation.history.queries import lines_about
from goldenthread.foundation.imports import actions, queries, reading
from goldenthread.foundation.imports.forms import ColumnsForm, UploadForm, places
from goldenthread.foundation.imports.kinds import ImportKind, kinds
from goldenthread.foundation.imports.models import Import, State
from goldenthread.foundation.imports.presenters import ArrivalRow, Preview, history_rows, outcome
from goldenthread.foundation.permissions.access import PageRequest, needs
from goldenthread.ports.registry import NotShelved
from goldenthread.ui.paging import CappedPaginator

PER_PAGE = 25
NOT_NOW = (
    actions.BeingAccepted,
    actions.NothingToAccept,
    actions.NotAccepted,
    actions.StillHanging,
    Refused,
    Gone,
)


def _kind(request: PageRequest, key: str) -> ImportKind:
    """Return a kind of rows this person may bring in; 404 for one nobody takes, 403 for one that is not theirs."""
    try:
        kind = kinds.get(key)
    except NotShelved as unknown:
        raise Http404 from unknown
    if not request.access.may(kind.verb):
        raise PermissionDenied
    return kind


def _arrival(request: PageRequest, public_id: str) -> tuple[Import, ImportKind]:
    try:
        found = queries.arrival(request.council, public_id)
    except Import.DoesNotExist as missing:
        raise Http404 from missing
    return found, _kind(request, found.kind)


@needs("imports.use")
@require_GET
def arrivals(request: PageRequest) -> HttpResponse:
    """List the files that came in."""
    page = CappedPaginator(queries.arrivals(request.council), PER_PAGE).get_page(request.GET.get("page"))
    mine = [kind for kind in kinds.all() if request.access.may(kind.verb)]
    rows = [ArrivalRow.of(one, kinds.get(one.kind)) for one in page]
    facts = {"page": page, "rows": rows, "kinds": mine, "heading": "Files brought in"}
    return render(request, "imports/arrivals.html", facts)


@needs("imports.use")
def upload(request: PageRequest, key: str) -> HttpResponse:
    """Take a file, and lead to its preview or to the choice of its columns."""
    kind = _kind(request, key)
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        sent = actions.Sent(
            form.cleaned_data["file"].name, form.cleaned_data["file"].chunks(), form.cleaned_data["source"]
        )
        try:
            found = actions.upload(
                council=request.council, kind=key, sent=sent, by=request.user, at=timezone.now()
            )
            return redirect("import" if found.columns else "import_columns", found.public_id)
        except (Refused, TooBig) as refusal:
            form.add_error("file", str(refusal))
    facts = {
        "form": form,
        "kind": kind,
        "heading": f"Bring in {kind.many} from a file",
        "submit": "Look at the file",
    }
    return render(request, "imports/upload.html", {**facts, "upload": True, "cancel_url": reverse("imports")})


@needs("imports.use")
def columns(request: PageRequest, public_id: str) -> HttpResponse:
    """Ask which column holds what, and look through the file again."""
    found, kind = _arrival(request, public_id)
    if found.state != State.UPLOADED:
        return redirect("import", public_id)
    try:
        header = reading.header_of(found)
        first = found.columns or reading.recognised(found, header)[0]
    except (Refused, Gone) as refusal:
        messages.error(request, str(refusal))
        return redirect("imports")
    wanted = reading.importer_of(found).fields
    form = ColumnsForm(request.POST or None, wanted=wanted, header=header, initial=places(first, header))
    if request.method == "POST" and form.is_valid():
        try:
            actions.choose_columns(arrival=found, columns=form.columns(), by=request.user, at=timezone.now())
            return redirect("import", public_id)
        except (Refused, actions.NothingToAccept) as refusal:
            form.add_error(None, str(refusal))
    facts = {"form": form, "arrival": found, "kind": kind, "submit": "Look at the file"}
    return render(request, "imports/columns.html", {**facts, "heading": "Which column holds what?"})


@needs("imports.use")
@require_GET
def arrival(request: PageRequest, public_id: str) -> HttpResponse:
    """Show what a file would bring, or what became of it."""
    found, kind = _arrival(request, public_id)
    if found.state == State.UPLOADED and not found.columns:
        return redirect("import_columns", public_id)
    problems = CappedPaginator(queries.problems(found), PER_PAGE).get_page(request.GET.get("page"))
    facts = {"arrival": found, "kind": kind, "page": problems, "outcome": outcome(found, kind)}
    facts["history"] = history_rows(lines_about(request.council, [found]))
    if found.state == State.UPLOADED:
        preview = Preview.of(found, kind, reading.importer_of(found).fields)
        return render(
            request, "imports/preview.html", {**facts, "preview": preview, "earlier": queries.earlier(found)}
        )
    return render(request, "imports/arrival.html", {**facts, "row": ArrivalRow.of(found, kind)})


@needs("imports.use")
@require_POST
def accept(request: PageRequest, public_id: str) -> HttpResponse:
    """Bring the rows of a file in."""
    return _decide(request, public_id, actions.accept)


@needs("imports.use")
@require_POST
def set_aside(request: PageRequest, public_id: str) -> HttpResponse:
    """Decide not to bring a file in."""
    return _decide(request, public_id, actions.set_aside)


@needs("imports.use")
def undo(request: PageRequest, public_id: str) -> HttpResponse:
    """Ask whether to take the rows of a file away, and do it."""
    found, kind = _arrival(request, public_id)
    if request.method == "POST":
        return _decide(request, public_id, actions.undo)
    facts = {"arrival": found, "kind": kind, "heading": f"Undo {found.file_name}?", "danger": True}
    facts |= {"submit": "Undo this file", "cancel_url": reverse("import", args=[public_id])}
    return render(
        request, "imports/undo.html", {**facts, "count": kind.counted(found.rows_good - found.rows_known)}
    )


@needs("imports.use")
@require_GET
def problems(request: PageRequest, public_id: str) -> StreamingHttpResponse:
    """Give what is wrong with a file's rows, as CSV."""
    found, _ = _arrival(request, public_id)
    lines = ((one.row or "", one.field, one.sentence) for one in queries.problems(found).iterator())
    pieces = csv_lines(("Row", "Column", "What is wrong, and the mend"), lines)
    response = StreamingHttpResponse(pieces, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="what-to-mend.csv"'
    return response


def _decide(request: PageRequest, public_id: str, action: Callable[..., Import]) -> HttpResponse:
    found, kind = _arrival(request, public_id)
    try:
        found = action(arrival=found, by=request.user, at=timezone.now())
        messages.success(request, outcome(found, kind))
    except NOT_NOW as refusal:
        messages.error(request, str(refusal))
    return redirect("import", public_id)
