"""The list of themes, the file of it, and the button that lets the models read."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from goldenthread.foundation.files.exports import csv_lines, xlsx_bytes
from goldenthread.foundation.permissions.access import PageRequest, needs
from goldenthread.slices.themes import actions, presenters, queries
from goldenthread.slices.themes.forms import ThemesFilter
from goldenthread.slices.themes.presenters import ThemeRow
from goldenthread.slices.themes.queries import ThemeFilter

PER_PAGE = 25
AT_ONE_PRESS = 2_000  # comments: some seconds of work
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@needs("theme.read")
@require_GET
def themes(request: PageRequest) -> HttpResponse:
    """List the themes: how often, how it moves, how sure."""
    form, chosen = _chosen(request)
    access = request.access
    rules = queries.rules(request.council)
    found = queries.listed(access, chosen, today=timezone.localdate(), found=rules)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    all_voices = queries.reads_all(access)
    unread = queries.unread(request.council, rules).total if access.may("theme.write") else 0
    facts = {
        "heading": "Themes", "filter_form": form, "page": page, "exports": _exports(request),
        "rows": [ThemeRow.of(one, all_voices=all_voices) for one in page], "all_voices": all_voices,
        "may_write": access.may("theme.write"), "may_confirm": access.may("theme.confirm"),
        "unread": presenters.unread_words(unread, AT_ONE_PRESS) if unread else "",
        "narrowed": any(form.data.values()),
    }  # fmt: skip
    return render(request, "themes/list.html", facts)


def _chosen(request: PageRequest) -> tuple[ThemesFilter, ThemeFilter]:
    lists = [(key, presenters.taxonomy_words(key)) for key in queries.taxonomies(request.council)]
    form = ThemesFilter(request.GET, taxonomies=lists)
    form.is_valid()
    given = form.cleaned_data
    return form, ThemeFilter(
        taxonomy=given.get("taxonomy", ""), words=given.get("words", ""), retired=given.get("state") == "retired",
        sort=request.GET.get("sort", "") or "-confirmed",
    )  # fmt: skip


def _exports(request: PageRequest) -> list[dict[str, str]]:
    if not request.access.may("theme.export"):
        return []
    asked = f"?{request.GET.urlencode()}" if request.GET else ""
    return [
        {"label": label, "href": reverse("themes_export", args=[kind]) + asked}
        for kind, label in (("csv", "CSV"), ("xlsx", "XLSX (Excel)"))
    ]


@needs("theme.export")
@require_GET
def export(request: PageRequest, form: str) -> HttpResponse:
    """Send the list, narrowed as it is on the page, as a file; a line of history says so."""
    if form not in ("csv", "xlsx"):
        raise Http404("A list can be taken away as csv or xlsx.")
    _, chosen = _chosen(request)
    rows = presenters.export_rows(queries.listed(request.access, chosen, today=timezone.localdate()))
    actions.note_export(council=request.council, by=request.user, form=form)
    head = presenters.EXPORT_HEAD
    body = b"".join(csv_lines(head, rows)) if form == "csv" else xlsx_bytes(head, rows)
    kind = "text/csv; charset=utf-8" if form == "csv" else XLSX
    disposition = f'attachment; filename="themes.{form}"'
    return HttpResponse(body, content_type=kind, headers={"Content-Disposition": disposition})


@needs("theme.write")
@require_POST
def suggest(request: PageRequest) -> HttpResponse:
    """Let the models read some comments that they have not read yet."""
    done = actions.suggest_by_every_finder(council=request.council, by=request.user, most=AT_ONE_PRESS)
    messages.success(request, presenters.read_words(done.comments, done.suggestions, more=done.more))
    return redirect("themes")
