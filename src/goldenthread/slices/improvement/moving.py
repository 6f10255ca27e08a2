"""Pages that move a change on: up the ladder, checked, tested, asked about, judged, and tied to a learning."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from goldenthread.foundation.permissions.access import PageRequest, needs
from goldenthread.slices.improvement import actions, queries
from goldenthread.slices.improvement.forms import JudgementForm, LearningForm, MoveForm, TestForm
from goldenthread.slices.improvement.presenters import foreseen
from goldenthread.slices.improvement.views import allowed, learning_choices, typed
from goldenthread.thread import queries as thread

WATCHED_ONLY = "neither"
MOST_MEASURES = 400


def _page(request: PageRequest, public_id: str, form: Any, **facts: Any) -> HttpResponse:
    back = {"form": form, "cancel_url": reverse("improvement", args=[public_id])}
    return render(request, facts.pop("template", "improvement/form.html"), back | facts)


@needs("improvement.write")
def move(request: PageRequest, public_id: str) -> HttpResponse:
    """Ask how far the change is, and move it there."""
    found = allowed(request, "improvement.write", public_id)
    form = MoveForm(typed(request), initial={"done": found.done, "proof": found.proof})
    if request.method == "POST" and form.is_valid():
        try:
            actions.move(improvement=found, by=request.user, **form.cleaned_data)
        except actions.ProofMissing as refusal:
            form.add_error("proof", str(refusal))
        else:
            messages.success(request, f"It is now: {found.get_done_display().lower()}.")
            return redirect("improvement", public_id)
    intro = "This says how far the work is. Whether it made a difference is asked of the figures, apart from this."
    return _page(request, public_id, form, heading="Move it on", caption=found.title, intro=intro)


@needs("improvement.check")
@require_POST
def check(request: PageRequest, public_id: str) -> HttpResponse:
    """Confirm that somebody else's change was done."""
    found = allowed(request, "improvement.check", public_id)
    try:
        actions.check(improvement=found, by=request.user)
    except actions.CheckedByAnother as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "You have checked that this was done.")
    return redirect("improvement", public_id)


@needs("improvement.write")
def learning(request: PageRequest, public_id: str) -> HttpResponse:
    """Ask which learning the change answers too."""
    found = allowed(request, "improvement.write", public_id)
    form = LearningForm(typed(request), learnings=learning_choices(request))
    if request.method == "POST" and form.is_valid():
        chosen = queries.learning(request.access, form.cleaned_data["learning"])
        assert chosen is not None  # it was on the list a moment ago
        actions.answer(improvement=found, learning=chosen, by=request.user)
        messages.success(request, "The improvement answers that learning too.")
        return redirect("improvement", public_id)
    return _page(request, public_id, form, heading="Answer another learning", caption=found.title)


@needs("improvement.test")
def measure(request: PageRequest, public_id: str) -> HttpResponse:
    """Ask which measure tests the change; say when a verdict could be known before anything is kept."""
    found = allowed(request, "improvement.test", public_id)
    usable = thread.measures(request.council).exclude(direction=WATCHED_ONLY)[:MOST_MEASURES]
    measures = {one.public_id: one for one in usable}
    form = TestForm(
        typed(request), initial={"measure": request.GET.get("measure", ""), "changed_on": found.starts_on},
        measures=[(one.public_id, one.title) for one in measures.values()],
    )  # fmt: skip
    promise = ""
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        test = actions.Test(**given | {"measure": measures[given["measure"]]})
        if "look" not in request.POST:
            actions.put_to_test(improvement=found, test=test, by=request.user, at=timezone.now())
            messages.success(request, "The measure tests this improvement from now on.")
            return redirect("improvement", public_id)
        promise = _promise(test)
    return _page(
        request, public_id, form, template="improvement/measure.html", heading="Choose a measure to test it",
        caption=found.title, promise=promise, no_measures=not measures,
    )  # fmt: skip


def _promise(test: actions.Test) -> str:
    readings = thread.readings_of(test.measure.council, [test.measure])[test.measure.pk]
    said = thread.foresee(
        readings, direction=test.measure.direction, changed_on=test.changed_on,
        smallest_change=test.smallest_change, bedding_in_months=test.bedding_in_months,
    )  # fmt: skip
    return foreseen(said, today=timezone.localdate())


@needs("improvement.test")
@require_POST
def verdict(request: PageRequest, public_id: str, trial_id: str) -> HttpResponse:
    """Ask whether the change worked, and keep the answer."""
    found = allowed(request, "improvement.test", public_id)
    try:
        trial = queries.trial(found, trial_id)
    except queries.ImprovementMissing as missing:
        raise Http404(str(missing)) from missing
    said = actions.ask(trial=trial, by=request.user, at=timezone.now())
    messages.success(request, f"The answer today is: {said.word}. It is kept with the readings it came from.")
    return redirect("improvement", public_id)


@needs("improvement.judge")
def judge(request: PageRequest, public_id: str) -> HttpResponse:
    """Ask for a judgement from several kinds of proof, with its limits."""
    found = allowed(request, "improvement.judge", public_id)
    trials = {one.public_id: one for one in thread.trials_of(found)}
    if not trials:
        messages.error(
            request, "Choose a measure first: a judgement stands beside what figures can and cannot say."
        )
        return redirect("improvement_measure", public_id)
    form = JudgementForm(typed(request), trials=[(key, one.measure.title) for key, one in trials.items()])
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            actions.judge(
                trial=trials[given["trial"]], word=given["word"], limits=given["limits"], by=request.user,
                paragraph=_resting_on(given["paragraph"], given["proofs"]), at=timezone.now(),
            )  # fmt: skip
        except actions.LimitsMissing as refusal:
            form.add_error("limits", str(refusal))
        else:
            messages.success(request, "Your judgement is kept, with your name and its limits.")
            return redirect("improvement", public_id)
    intro = "Where numbers are small, or the change is a way of working, a person may judge: say on what, and its limits."
    return _page(request, public_id, form, heading="Record a judgement", caption=found.title, intro=intro)


def _resting_on(paragraph: str, proofs: list[str]) -> str:
    return f"{paragraph.strip()} It rests on {', '.join(proofs[:-1])} and {proofs[-1]}."
