"""The pages of messages: one's own notices, what goes out, its words and hours, and what comes in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from goldenthread.foundation.history.actions import note_read
from goldenthread.foundation.messaging import actions, queries
from goldenthread.foundation.messaging.forms import OutboxFilter, PreferencesForm, QuietHoursForm, WordingForm
from goldenthread.foundation.messaging.models import Notice, State
from goldenthread.foundation.messaging.topics import TOPICS
from goldenthread.foundation.permissions.access import PageRequest, needs
from goldenthread.ui.paging import CappedPaginator

PER_PAGE = 25


def _found(ask: Callable[..., Any], request: PageRequest, public_id: str) -> Any:
    if "\0" in public_id:
        raise Http404
    try:
        return ask(request.council, public_id)
    except ObjectDoesNotExist as missing:
        raise Http404 from missing


def leads_to(notice: Notice) -> str:
    """Return the address a notice leads to: it is kept as the page's name and a public id, or empty."""
    name, _, public_id = notice.href.partition(":")
    try:
        return reverse(name, args=[public_id] if public_id else []) if name else ""
    except NoReverseMatch:  # a page of an older release
        return ""


@needs("messages.own")
@require_GET
def notices(request: PageRequest) -> HttpResponse:
    """List a person's own notices."""
    page = CappedPaginator(queries.notices(request.council, request.user), PER_PAGE).get_page(
        request.GET.get("page")
    )
    rows = [{"notice": one, "href": leads_to(one)} for one in page]
    facts = {
        "heading": "Your notices",
        "page": page,
        "rows": rows,
        "unread": any(not one.read_at for one in page),
    }
    return render(request, "messaging/notices.html", facts)


@needs("messages.own")
@require_POST
def notices_read(request: PageRequest) -> HttpResponse:
    """Mark all of a person's notices as read."""
    many = actions.read_all(council=request.council, person=request.user, at=timezone.now())
    messages.success(request, f"{many} {'notice is' if many == 1 else 'notices are'} marked as read.")
    return redirect("notices")


@needs("messages.own")
def preferences(request: PageRequest) -> HttpResponse:
    """Ask how a person wants to hear of each topic."""
    ways = queries.ways_of(request.council, request.user)
    form = PreferencesForm(request.POST if request.method == "POST" else None, ways=ways)
    if request.method == "POST" and form.is_valid():
        actions.prefer(council=request.council, person=request.user, ways=form.cleaned_data)
        messages.success(request, "It is kept. You always find each notice here too.")
        return redirect("notices")
    facts = {"heading": "How we tell you", "form": form, "cancel_url": reverse("notices"),
             "intro": "Every notice is kept here. Say which of them should reach you by email too."}  # fmt: skip
    return render(request, "messaging/ask.html", facts)


@needs("messages.keep")
@require_GET
def outbox(request: PageRequest) -> HttpResponse:
    """List what goes out and how far it has come. The words of a message are not shown here."""
    form = OutboxFilter(request.GET)
    form.is_valid()
    rows = queries.outbox(request.council, form.cleaned_data.get("state", ""))
    page = CappedPaginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    lines = [
        {"message": one, "label": TOPICS[one.topic].label if one.topic in TOPICS else one.topic,
         "can_take_back": one.state == State.WAITING, "can_try_again": one.state == State.FAILED and bool(one.body)}
        for one in page
    ]  # fmt: skip
    return render(request, "messaging/outbox.html", {
        "heading": "Messages that go out", "page": page, "rows": lines, "filter_form": form,
        "quiet": queries.quiet_hours(request.council)})  # fmt: skip


def _pressed(request: PageRequest, public_id: str, act: Callable[[Any], None], said: str) -> HttpResponse:
    message = _found(queries.message, request, public_id)
    try:
        act(message)
    except actions.TooLate as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, said)
    return redirect("outbox")


@needs("messages.keep")
@require_POST
def take_back(request: PageRequest, public_id: str) -> HttpResponse:
    """Take back a message that has not gone."""
    return _pressed(
        request, public_id, lambda one: actions.take_back(message=one, by=request.user), "It is taken back."
    )


@needs("messages.keep")
@require_POST
def try_again(request: PageRequest, public_id: str) -> HttpResponse:
    """Send a message that could not be sent once more."""
    now = timezone.now()
    return _pressed(
        request,
        public_id,
        lambda one: actions.try_again(message=one, by=request.user, at=now),
        "It will be sent again.",
    )


@needs("messages.keep")
@require_GET
def wordings(request: PageRequest) -> HttpResponse:
    """List what the council says for each topic."""
    rows = [{"topic": topic, "subject": subject, "version": version}
            for topic, subject, version in queries.wordings(request.council)]  # fmt: skip
    return render(request, "messaging/wordings.html", {"heading": "Words of our messages", "rows": rows})


@needs("messages.keep")
def wording(request: PageRequest, topic: str) -> HttpResponse:
    """Ask for new words for a topic; what was sent keeps the words it was sent with."""
    if topic not in TOPICS:
        raise Http404
    chosen = TOPICS[topic]
    subject, body, _ = queries.wording(request.council, chosen)
    form = WordingForm(
        request.POST if request.method == "POST" else None,
        topic=chosen,
        initial={"subject": subject, "body": body},
    )
    if request.method == "POST" and form.is_valid():
        actions.reword(
            council=request.council, topic=topic, by=request.user, at=timezone.now(), **form.cleaned_data
        )
        messages.success(request, "The new words are used from now on.")
        return redirect("wordings")
    facts = {"heading": chosen.label, "form": form, "cancel_url": reverse("wordings"),
             "intro": "Messages that were sent keep the words they were sent with."}  # fmt: skip
    return render(request, "messaging/ask.html", facts)


@needs("messages.keep")
def quiet_hours(request: PageRequest) -> HttpResponse:
    """Ask when the council sends nothing that is not urgent."""
    now = queries.quiet_hours(request.council)
    initial = {"starts_at": now.starts_at, "ends_at": now.ends_at, "weekends": now.weekends} if now else {}
    form = QuietHoursForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        actions.keep_quiet(council=request.council, by=request.user, **form.cleaned_data)
        messages.success(request, "The quiet hours are kept.")
        return redirect("outbox")
    facts = {"heading": "Quiet hours", "form": form, "cancel_url": reverse("outbox"),
             "intro": "Nothing is emailed in these hours, unless it is urgent. It waits until they end."}  # fmt: skip
    return render(request, "messaging/ask.html", facts)


@needs("messages.inbox")
@require_GET
def inbox(request: PageRequest) -> HttpResponse:
    """List what came in."""
    page = CappedPaginator(queries.inbox(request.council), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "messaging/inbox.html", {"heading": "Inbox", "page": page})


@needs("messages.inbox")
def received(request: PageRequest, public_id: str) -> HttpResponse:
    """Show one message that came in, and take that it has been dealt with."""
    found = _found(queries.received, request, public_id)
    if request.method == "POST":
        actions.deal_with(received=found, by=request.user, at=timezone.now())
        messages.success(request, "It is marked as dealt with.")
        return redirect("inbox")
    note_read(council=request.council, target=found, by=request.user)
    return render(
        request, "messaging/received.html", {"heading": found.subject or "No subject", "found": found}
    )
