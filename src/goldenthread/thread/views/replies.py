"""Writing replies, publishing them, and noting who has been told."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from goldenthread.foundation.permissions.access import PageRequest, needs
from goldenthread.thread import actions, queries
from goldenthread.thread.addresses import page_for
from goldenthread.thread.forms import ReplyForm, TellForm
from goldenthread.thread.models import Learning, Reply
from goldenthread.thread.presenters.replies import ReplyRow, told_words, voice_choices
from goldenthread.thread.presenters.words import short
from goldenthread.thread.views.asking import ask, typed
from goldenthread.thread.views.threads import find_of
from goldenthread.ui.paging import in_rows

PER_PAGE = 25


@needs("thread.read")
def replies(request: PageRequest) -> HttpResponse:
    """List the replies, newest first, published or not."""
    found = Paginator(queries.replies(request.council), PER_PAGE).get_page(request.GET.get("page"))
    page = in_rows(found, partial(ReplyRow.of, may_write=request.access.may("reply.write")))
    public = page_for(request.access, "you_said_we_did")
    return render(request, "thread/replies.html", {"heading": "Replies", "page": page, "public": public})


@needs("reply.write")
def reply_write(request: PageRequest, public_id: str) -> HttpResponse:
    """Ask what people said and what was done, to tell them."""
    learning, done = find_of(request, Learning, public_id), reverse("thread", args=[public_id])
    changes = {one.public_id: one for one in queries.improvements_of(learning)}
    form = ReplyForm(typed(request), improvements=[(key, one.title) for key, one in changes.items()])

    def act(given: dict[str, Any]) -> None:
        answer = actions.Answer(**{**given, "improvement": changes.get(given["improvement"])})
        actions.write_reply(learning=learning, answer=answer, by=request.user, at=timezone.now())

    page = {"heading": "Write a reply", "about": learning.sentence, "submit": "Save the reply", "back": done}
    return ask(
        request, form, act, done, said="The reply is written. Nobody sees it until it is published.", **page
    )


@needs("reply.write")
@require_POST
def reply_publish(request: PageRequest, public_id: str) -> HttpResponse:
    """Put a reply where its audience reads; one that is there already stays as it is."""
    reply = find_of(request, Reply, public_id)
    if reply.published_on is None:
        actions.publish_reply(reply=reply, by=request.user, on=timezone.localdate())
        messages.success(request, "The reply is published.")
    return redirect("thread", reply.learning.public_id)


@needs("reply.write")
def thread_tell(request: PageRequest, public_id: str) -> HttpResponse:
    """Ask which of the people behind a thread have been told, and by which reply."""
    learning, done = find_of(request, Learning, public_id), reverse("thread", args=[public_id])
    written = {one.public_id: one for one in queries.replies_of(learning)}
    if not written:
        return redirect("reply_write", public_id)
    waiting = {one.public_id: one for one in queries.untold_voices(request.access, learning)}
    form = TellForm(
        typed(request),
        replies=[(key, short(one.we_did)) for key, one in written.items()],
        voices=voice_choices(waiting.values()),
        initial={"reply": next(iter(written)), "voices": list(waiting)},
    )

    def act(given: dict[str, Any]) -> None:
        chosen = [waiting[key] for key in given["voices"]]
        actions.tell(reply=written[given["reply"]], voices=chosen, by=request.user, on=timezone.localdate())

    page = {
        "heading": "Tell the people who said this", "about": learning.sentence,
        "intro": told_words(*queries.told_count(request.access, learning), left=len(waiting)),
        "submit": "They have been told", "template": "thread/tell.html", "waiting": bool(waiting), "back": done,
    }  # fmt: skip
    return ask(request, form, act, done, said="It is noted who has been told.", **page)
