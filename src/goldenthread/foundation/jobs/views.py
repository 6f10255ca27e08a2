"""The list of a council's jobs, and the page of one, to which whoever started it can come back."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from goldenthread.foundation.history.queries import lines_about
from goldenthread.foundation.history.words import words_for
from goldenthread.foundation.jobs import actions, queries
from goldenthread.foundation.jobs.forms import JobFilter
from goldenthread.foundation.jobs.models import OPEN, Job, State
from goldenthread.foundation.jobs.presenters import JobRow
from goldenthread.foundation.permissions.access import PageRequest, needs
from goldenthread.ui.paging import CappedPaginator, in_rows

PER_PAGE = 25
LOOK_AGAIN = 5  # seconds after which a page looks again by itself while something runs


@needs("jobs.manage")
@require_GET
def jobs(request: PageRequest) -> HttpResponse:
    """List the council's jobs; the page looks again by itself only while one of those shown runs."""
    form = JobFilter(request.GET)
    chosen = form.cleaned_data if form.is_valid() else {"state": "", "kind": ""}
    found = queries.jobs_of(request.council, **chosen)
    page = CappedPaginator(found, PER_PAGE).get_page(request.GET.get("page"))
    runs = any(one.state == State.RUNNING for one in page.object_list)
    rows = in_rows(page, JobRow.of)
    facts = {"heading": "Jobs", "page": rows, "filter_form": form, "refresh": LOOK_AGAIN * 2 if runs else 0}
    return render(request, "jobs/jobs.html", facts)


@needs("jobs.mine")
@require_GET
def job(request: PageRequest, public_id: str) -> HttpResponse:
    """Show how far a job is and what became of it."""
    found = _job(request, public_id)
    lines = lines_about(request.council, [found])
    history = [
        {"at": one.at, "what": words_for(one.verb).capitalize(), "by": str(one.by or "")} for one in lines
    ]
    facts = {"row": JobRow.of(found), "history": history, "keeper": request.access.may("jobs.manage")}
    return render(request, "jobs/job.html", {**facts, "refresh": LOOK_AGAIN if found.state in OPEN else 0})


@needs("jobs.mine")
@require_POST
def cancel(request: PageRequest, public_id: str) -> HttpResponse:
    """Cancel a job that waits, or ask one that runs to stop."""
    try:
        found = actions.cancel(job=_job(request, public_id), by=request.user, at=timezone.now())
        ended = found.state == State.CANCELLED
        messages.success(request, "The job is cancelled." if ended else "The job was asked to stop.")
    except actions.NotOpen as refusal:
        messages.error(request, str(refusal))
    return redirect("job", public_id)


@needs("jobs.mine")
@require_POST
def retry(request: PageRequest, public_id: str) -> HttpResponse:
    """Let a job that stopped be tried again."""
    try:
        actions.retry(job=_job(request, public_id), by=request.user, at=timezone.now())
        messages.success(request, "The job waits for its turn again.")
    except actions.NotEnded as refusal:
        messages.error(request, str(refusal))
    return redirect("job", public_id)


def _job(request: PageRequest, public_id: str) -> Job:
    """Return a job this person started or may look after; to all others it does not exist."""
    try:
        found = queries.job(request.council, public_id)
    except Job.DoesNotExist as missing:
        raise Http404 from missing
    if found.created_by_id != request.user.pk and not request.access.may("jobs.manage"):
        raise Http404
    return found
