"""The public page: you said, we did, and whether it worked."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from goldenthread.foundation.permissions.access import open_to_all
from goldenthread.thread import queries
from goldenthread.thread.presenters.public import Entry


@open_to_all("People read what became of what they said without an account; nothing on it names anybody.")
def you_said_we_did(request: HttpRequest) -> HttpResponse:
    """Show the published replies, newest first: no account, no cookie, counts only as the public may see them."""
    council = getattr(request, "council", None)
    if council is None:
        raise Http404
    easy = request.GET.get("easy") == "1"
    told = queries.published_replies(council, limit=30)
    changes = [one.improvement for one in told if one.improvement]
    verdicts = queries.newest_verdicts(council, changes)
    trials = queries.trials_told_of(council, changes)
    behind = queries.people_behind(council, [one.learning for one in told])
    entries = [
        Entry.of(
            one,
            verdict=queries.verdict_of(verdicts, one),
            trials=trials.get(one.improvement_id or 0, []),
            people=behind.get(one.learning_id, 0),
            easy=easy,
        )
        for one in told
    ]
    facts = {"heading": "You said, we did", "entries": entries, "easy": easy, "council_name": council.name}
    return render(request, "thread/you_said_we_did.html", facts)
