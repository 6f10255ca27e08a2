"""The page of one theme."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from goldenthread.domain.theme_trust import SURE_ENOUGH
from goldenthread.foundation.history.queries import lines_about
from goldenthread.foundation.permissions.access import PageRequest, needs
from goldenthread.slices.themes import presenters, queries
from goldenthread.slices.themes.presenters import QuoteRow, ThemePage
from goldenthread.thread import queries as ask
from goldenthread.thread.presenters.history import history_rows

QUOTES = 5


@needs("theme.read")
@require_GET
def theme(request: PageRequest, public_id: str) -> HttpResponse:
    """Show what a theme means, how often people speak of it, how sure that is, and what came of it."""
    access = request.access
    try:
        facts, months = queries.one(access, public_id, today=timezone.localdate())
    except ask.NodeMissing as missing:
        raise Http404(str(missing)) from missing
    found = facts.theme
    page = ThemePage.of(facts, months, all_voices=queries.reads_all(access))
    shown = {
        "theme": found, "page": page, "heading": found.label, "lead": page.lead,
        "caption": f"Theme · {presenters.taxonomy_words(found.taxonomy)}",
        "quotes": [QuoteRow.of(one) for one in ask.spoken_of(access, found, most=QUOTES, sure=SURE_ENOUGH)],
        "threads": ask.threads_of(found), "all_voices": queries.reads_all(access),
        "history": history_rows(lines_about(request.council, [found], limit=20)),
        "may_write": access.may("theme.write"), "may_confirm": access.may("theme.confirm"),
        "may_learn": access.may("voice.answer"), "waiting": found.waiting,  # type: ignore[attr-defined]
    }  # fmt: skip
    return render(request, "themes/theme.html", shown)
