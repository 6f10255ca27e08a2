"""The pages of comments: each parses, acts through actions or asks through queries, and answers."""

from __future__ import annotations

import io
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from goldenthread.foundation.files.exports import csv_lines, xlsx_file
from goldenthread.foundation.history.actions import note_read
from goldenthread.foundation.history.queries import lines_about
from goldenthread.foundation.people import queries as people
from goldenthread.foundation.permissions.access import WHOLE_COUNCIL, PageRequest, demand, needs
from goldenthread.slices.feedback import actions, presenters, queries
from goldenthread.slices.feedback.forms import (
    CommentForm,
    CommentsFilter,
    HeardForm,
    JoinForm,
    LearningForm,
    ThemeForm,
)
from goldenthread.slices.feedback.presenters import CommentRow, ThemeLine
from goldenthread.thread import actions as thread
from goldenthread.thread import queries as ask
from goldenthread.ui.paging import CappedPaginator

PER_PAGE = 25
MOST_ROWS_AWAY = 100_000
SORTS = {"said_on": "oldest", "-said_on": "newest"}
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _voice(request: PageRequest, public_id: str, verb: str = "voice.read") -> Any:
    """Return a voice this person may use `verb` on; anything else does not exist."""
    try:
        found = queries.voice(request.access, public_id)
    except queries.NoSuchComment as missing:
        raise Http404(str(missing)) from missing
    demand(request.access, verb, team_path=found.team.path if found.team else "")
    return found


def _filtered(request: PageRequest, choices: queries.Choices) -> tuple[CommentsFilter, Any]:
    """Return the filter as it was asked for, and the comments it leaves."""
    form = CommentsFilter(request.GET, choices=choices)
    form.is_valid()
    good = {
        "subject" if key == "service" else key: value for key, value in form.cleaned_data.items() if value
    }
    chosen = ask.VoiceFilter(**good, sort=SORTS.get(request.GET.get("sort", ""), "newest"))
    return form, ask.voices(request.access, chosen)


@needs("voice.read")
@require_GET
def comments(request: PageRequest) -> HttpResponse:
    """List comments: narrowed, in order, a page at a time."""
    form, found = _filtered(request, queries.choices(request.access))
    page = CappedPaginator(found, PER_PAGE).get_page(request.GET.get("page"))
    voices = list(page.object_list)
    links, learned = ask.themes_of(request.council, voices), queries.in_learnings(request.council, voices)
    rows = [CommentRow.of(one, links.get(one.pk, []), in_learning=one.pk in learned) for one in voices]
    facts = {
        "filter_form": form,
        "page": page,
        "rows": rows,
        "exports": _exports(request),
        "heading": "Comments",
    }
    facts["may"] = {"answer": request.access.may("voice.answer"), "write": request.access.may("feedback.write"),
                    "import": request.access.may("feedback.import")}  # fmt: skip
    return render(request, "feedback/comments.html", facts)


def _exports(request: PageRequest) -> list[dict[str, str]]:
    if not request.access.may("feedback.export"):
        return []
    asked = QueryDict(mutable=True)
    asked.update({key: request.GET[key] for key in request.GET if key != "page"})
    forms = (("csv", "CSV"), ("xlsx", "XLSX (Excel)"))
    return [
        {"label": label, "href": f"{reverse('feedback_export', args=[form])}?{asked.urlencode()}"}
        for form, label in forms
    ]


@needs("feedback.export")
@require_GET
def export(request: PageRequest, form: str) -> HttpResponse:
    """Give the narrowed list as CSV or XLSX, with names masked; a line of history says so."""
    if form not in ("csv", "xlsx"):
        raise Http404
    _, found = _filtered(request, queries.choices(request.access))
    lines = queries.in_batches(request.council, found[:MOST_ROWS_AWAY], presenters.export_row)
    actions.note_export(council=request.council, by=request.user, form=form)
    if form == "csv":
        response: Any = StreamingHttpResponse(
            csv_lines(presenters.export_head(), lines), content_type="text/csv"
        )
    else:
        book = io.BytesIO()
        xlsx_file(book, presenters.export_head(), lines)
        response = HttpResponse(book.getvalue(), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="comments.{form}"'
    return response


@needs("voice.read")
@require_GET
def comment(request: PageRequest, public_id: str) -> HttpResponse:
    """Show one comment: the words, what they are about, what happened since, and what can be done."""
    voice = _voice(request, public_id)
    return render(request, "feedback/comment.html", _facts(request, voice))


def _facts(request: PageRequest, voice: Any, **more: Any) -> dict[str, Any]:
    access, path = request.access, voice.team.path if voice.team else ""
    links = ask.themes_of(request.council, [voice]).get(voice.pk, [])
    threads = ask.threads_of(voice)
    state, colour = presenters.state_of(voice, in_learning=bool(threads))
    facts = {
        "voice": voice, "facts": presenters.facts(voice), "themes": [ThemeLine.of(link) for link in links],
        "threads": threads, "state": state, "colour": colour, "waiting": not (threads or voice.heard_at),
        "history": presenters.history_rows(lines_about(request.council, [voice])),
        "heading": f"{voice.get_kind_display()} of {presenters.said(voice)}",
        "danger_title": presenters.DANGER_TITLE, "danger": presenters.DANGER,
        "other_theme": "It is about something else" if links else "Say what it is about",
        "may_answer": access.may("voice.answer", team_path=path),
        "may_read_original": access.may("voice.read_original", team_path=path),
    }  # fmt: skip
    if facts["may_answer"]:
        facts["theme_form"] = ThemeForm(themes=queries.theme_choices(access))
        facts["join_form"] = JoinForm(learnings=queries.joinable(access))
        facts["heard_form"] = HeardForm()
    return {**facts, **more}


@needs("voice.read_original")
@require_GET
def as_said(request: PageRequest, public_id: str) -> HttpResponse:
    """Show the words as they were said, and leave a line that somebody read them."""
    voice = _voice(request, public_id, "voice.read_original")
    note_read(council=request.council, target=voice, by=request.user)
    return render(
        request, "feedback/as_said.html", {"voice": voice, "heading": "The words as they were said"}
    )


@needs("voice.answer")
@require_POST
def heard(request: PageRequest, public_id: str) -> HttpResponse:
    """Say that a comment was heard; of one that may be about danger, say what was done first."""
    voice, now = _voice(request, public_id, "voice.answer"), timezone.now()
    form = HeardForm(request.POST)
    if voice.danger and not form.is_valid():
        return render(
            request, "feedback/comment.html", _facts(request, voice, heard_form=form, form=form), status=400
        )
    if voice.danger:
        actions.settle_danger(voice=voice, reason=form.cleaned_data["reason"], by=request.user, at=now)
    else:
        actions.thank(council=request.council, voices=[voice], by=request.user, at=now)
    messages.success(request, "Marked as heard, with thanks.")
    return redirect("feedback_voice", public_id)


@needs("voice.answer")
@require_POST
def about(request: PageRequest, public_id: str) -> HttpResponse:
    """Decide what a comment is about: confirm a suggestion, say it is not so, or choose another theme."""
    voice = _voice(request, public_id, "voice.answer")
    form = ThemeForm(request.POST, themes=queries.theme_choices(request.access))
    if not form.is_valid():
        return render(
            request, "feedback/comment.html", _facts(request, voice, theme_form=form, form=form), status=400
        )
    theme = ask.find_theme(request.council, form.cleaned_data["theme"])
    if theme is None:
        raise Http404
    decide = thread.reject_theme if request.POST.get("decision") == "reject" else thread.confirm_theme
    decide(voice=voice, theme=theme, by=request.user, at=timezone.now())
    messages.success(
        request, f"Kept: {presenters.decided(theme.label, rejected=decide is thread.reject_theme)}"
    )
    return redirect("feedback_voice", public_id)


@needs("voice.answer")
@require_POST
def join(request: PageRequest, public_id: str) -> HttpResponse:
    """Add a comment to what a learning is drawn from."""
    voice = _voice(request, public_id, "voice.answer")
    form = JoinForm(request.POST, learnings=queries.joinable(request.access))
    if not form.is_valid():
        return render(
            request, "feedback/comment.html", _facts(request, voice, join_form=form, form=form), status=400
        )
    learning = ask.learning(request.council, form.cleaned_data["learning"])
    thread.join_learning(learning=learning, sources=[voice], by=request.user)
    messages.success(request, "Added to the learning.")
    return redirect("feedback_voice", public_id)


@needs("voice.answer")
@require_POST
def many(request: PageRequest) -> HttpResponse:
    """Do one thing to the comments that were ticked: say they were heard, or draw one learning from them."""
    ids = request.POST.getlist("chosen")[:PER_PAGE]
    back = reverse("feedback") + presenters.query_only(request.POST.get("back", ""))
    if not ids:
        messages.error(request, "Tick at least one comment first.")
        return redirect(back)
    if request.POST.get("do") == "learn":
        asked = QueryDict(mutable=True)
        asked.setlist("voice", ids)
        return redirect(f"{reverse('feedback_learning')}?{asked.urlencode()}")
    voices = list(queries.chosen(request.access, ids))
    marked, left = actions.thank(council=request.council, voices=voices, by=request.user, at=timezone.now())
    messages.add_message(
        request, messages.WARNING if left else messages.SUCCESS, presenters.thanked(marked, left)
    )
    return redirect(back)


@needs("voice.answer")
def draw_learning(request: PageRequest) -> HttpResponse:
    """Write down what should be different, drawn from comments and themes."""
    given = request.POST if request.method == "POST" else request.GET
    voices, themes = queries.sources(request.access, given.getlist("voice"), given.getlist("theme"))
    form = LearningForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        lesson = thread.Lesson(**form.cleaned_data, team=queries.shared_team(voices))
        try:
            learning = thread.draw_learning(
                council=request.council,
                lesson=lesson,
                sources=[*voices, *themes],
                by=request.user,
                at=timezone.now(),
            )
            return redirect("thread", learning.public_id)
        except thread.NothingBehindIt as refusal:
            form.add_error(None, str(refusal))
    rows = [CommentRow.of(one, [], in_learning=False) for one in voices]
    facts: dict[str, Any] = {"form": form, "rows": rows, "themes": themes, "heading": "Record a learning"}
    return render(
        request,
        "feedback/learning.html",
        {**facts, "submit": "Record this learning", "cancel_url": reverse("feedback")},
    )


@needs("feedback.write")
def add(request: PageRequest) -> HttpResponse:
    """Write down what somebody said."""
    access = request.access
    form = CommentForm(
        request.POST or None, teams=queries.team_choices(access, "feedback.write"), latest=timezone.localdate(),
        whole_council=access.reach("feedback.write") == WHOLE_COUNCIL,
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        team = people.team(request.council, given.pop("team")) if given["team"] else None
        heard = actions.Heard(**{**given, "team": team})
        voice = actions.add_comment(council=request.council, heard=heard, by=request.user, at=timezone.now())
        messages.success(request, "Kept. Thank you for writing it down.")
        return redirect("feedback_voice", voice.public_id)
    facts = {"form": form, "heading": "Write down a comment", "submit": "Keep this comment"}
    return render(request, "feedback/add.html", {**facts, "cancel_url": reverse("feedback")})
