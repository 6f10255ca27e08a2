"""Who did what, for those who look after the trail, and whether it is as it was sealed."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import cached_property

from goldenthread.foundation.history import chain
from goldenthread.foundation.history import queries as lines
from goldenthread.foundation.history.words import VERBS
from goldenthread.foundation.people.queries import members
from goldenthread.foundation.permissions.access import PageRequest, needs
from goldenthread.thread.forms import HistoryFilter
from goldenthread.thread.presenters.history import Line, head_words
from goldenthread.ui.paging import in_rows

PER_PAGE = 50


class CappedPages(Paginator):
    """Pages of a list too long to count whole: it counts no further than it will show."""

    @cached_property
    def count(self) -> int:
        """Return how many lines there are, at most one more than it will show."""
        rows: Any = self.object_list  # typed by Django as anything that can be cut into pages
        return lines.count_up_to(rows)


@needs("history.read")
def history(request: PageRequest) -> HttpResponse:
    """List who did what, newest first, narrowed by what, whom and when; reads of people's words are lines too."""
    people = [(str(one.pk), one.name) for one in members(request.council, today=timezone.localdate())]
    form = HistoryFilter(request.GET or None, verbs=sorted(VERBS.items(), key=lambda v: v[1]), people=people)
    chosen = form.cleaned_data if form.is_bound and form.is_valid() else {}
    rows = lines.lines_of(request.council, **{key: value for key, value in chosen.items() if value})
    page = in_rows(CappedPages(rows, PER_PAGE).get_page(request.GET.get("page")), Line.of)
    facts = {
        "heading": "History", "page": page, "filter_form": form, "many": page.paginator.count > lines.MOST,
        "head": head_words(chain.signed_head(request.council), waiting=lines.unsealed(request.council)),
    }  # fmt: skip
    return render(request, "thread/history.html", facts)
