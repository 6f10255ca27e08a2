"""The overview of a framework, one statement, and the form for a score."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from goldenthread.foundation.permissions.access import PageRequest, needs
from goldenthread.slices.self_assessment import actions, queries
from goldenthread.slices.self_assessment.forms import ScoreForm
from goldenthread.slices.self_assessment.presenters import overview as at_a_glance
from goldenthread.slices.self_assessment.presenters.challenges import challenges, list_of
from goldenthread.slices.self_assessment.presenters.statement import ScoreFacts, by_category
from goldenthread.slices.self_assessment.views.asking import framework, placed
from goldenthread.thread import queries as ask
from goldenthread.thread.addresses import page_for

A_YEAR = timedelta(days=365)


@needs("assessment.read")
@require_GET
def overview(request: PageRequest) -> HttpResponse:
    """Show every statement with its score, its evidence, and how others were scored."""
    chosen, council = framework(request.GET.get("framework", "")), request.council
    scores = queries.newest_scores(council, chosen.key)
    before = queries.newest_scores(council, chosen.key, before=timezone.now() - A_YEAR)
    covered = queries.coverage(request.access, chosen.key, today=timezone.localdate())
    published = queries.published(council, chosen.key)
    rated = queries.rating_of(chosen.framework, scores)
    glance = at_a_glance.Glance(chosen.framework, chosen.key, scores, before, covered, published)
    facts = {
        "heading": "Self-assessment", "framework": chosen.framework, "themes": glance.themes(),
        "standing": at_a_glance.Standing.of(chosen.framework, scores, rated),
        "coverage": at_a_glance.Coverage.of(chosen.framework, covered),
        "others": at_a_glance.others_note(published),
        "frameworks": [one for one in queries.installed() if one.key != chosen.key],
        "may_file": request.access.may("evidence.file"),
    }  # fmt: skip
    return render(request, "self_assessment/overview.html", facts)


@needs("assessment.read")
@require_GET
def statement(request: PageRequest, framework: str, statement: str) -> HttpResponse:
    """Show one statement: what it is about, its scores, its evidence, and what the data questions."""
    chosen, found = placed(framework, statement)
    access, council, today = request.access, request.council, timezone.localdate()
    wanted = ask.EvidenceFilter(framework=framework, statement=statement)
    items = list(queries.evidence(access, wanted, today=today)[: queries.SHOWN_ON_A_STATEMENT])
    scores, published = (
        queries.scores_of(council, framework, statement),
        queries.published(council, framework),
    )
    facts = {
        "heading": f"{found.key} {found.title}", "statement": found, "framework": chosen.framework,
        "scores": [ScoreFacts.of(one, chosen.framework.score_words) for one in scores],
        "blocks": by_category(chosen.framework, items, today=today),
        "more": len(items) == queries.SHOWN_ON_A_STATEMENT, "list_href": list_of(framework, statement),
        "others": at_a_glance.share_of(published, statement),
        "others_note": at_a_glance.others_note(published),
        "score_href": page_for(access, "assessment_score", args=(framework, statement)),
        "file_href": page_for(access, "evidence_file", framework=framework, statement=statement),
        "questions": _questions(request, chosen, statement, items, scores),
    }  # fmt: skip
    return render(request, "self_assessment/statement.html", facts)


def _questions(
    request: PageRequest, chosen: queries.Shelved, statement: str, items: list, scores: list
) -> list | None:
    """Return what the data questions, or None for those who only visit."""
    if not request.access.may("evidence.read_inside"):
        return None
    return challenges(
        request.access, (chosen.key, chosen.framework, statement), items,
        ask.behind(request.council, items), scores[0] if scores else None, today=timezone.localdate(),
    )  # fmt: skip


@needs("assessment.score")
def score(request: PageRequest, framework: str, statement: str) -> HttpResponse:
    """Ask for a score of one statement, with the reason; earlier scores are kept."""
    chosen, found = placed(framework, statement)
    done = reverse("assessment_statement", args=[framework, statement])
    form = ScoreForm(request.POST or None, score_words=chosen.framework.score_words)
    if request.method == "POST" and form.is_valid():
        opinion = actions.Opinion(statement, **form.cleaned_data)
        actions.give_score(
            council=request.council, shelved=chosen, opinion=opinion, by=request.user, at=timezone.now()
        )
        messages.success(request, "The score is kept. Earlier scores stay as they were.")
        return redirect(done)
    facts = {
        "form": form, "heading": f"Score {found.key} {found.title}", "statement": found, "cancel_url": done,
        "submit": "Keep this score",
    }  # fmt: skip
    return render(request, "self_assessment/score.html", facts)
