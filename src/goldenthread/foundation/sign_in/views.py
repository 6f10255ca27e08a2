"""The way out to a council's sign-in service and back, and the page where it is set up."""

from __future__ import annotations

from typing import Any

from allauth.account.internal.decorators import login_not_required
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from goldenthread.foundation.history.queries import lines_about
from goldenthread.foundation.people.queries import team as team_of
from goldenthread.foundation.people.queries import teams as teams_of
from goldenthread.foundation.permissions.access import PageRequest, needs, open_to_all
from goldenthread.foundation.permissions.roles import ROLES
from goldenthread.foundation.sign_in import actions, discovery, queries
from goldenthread.foundation.sign_in.adapter import sorry
from goldenthread.foundation.sign_in.forms import RuleForm, ServiceForm
from goldenthread.foundation.sign_in.models import SignInService
from goldenthread.foundation.sign_in.provider import StrictAdapter
from goldenthread.foundation.sign_in.web import Refused

FACTS = ("name", "server_url", "client_id", "subject_claim", "groups_claim", "is_on")


@open_to_all("Whoever wants to sign in has not signed in yet.")
@login_not_required
@require_GET
def leave(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Send a person to their council's sign-in service."""
    return _with_service(OAuth2LoginView, request, provider_id)


@open_to_all("Whoever comes back from the sign-in service has not signed in yet.")
@login_not_required
@require_GET
def come_back(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Let in whoever comes back with a good sign-in."""
    return _with_service(OAuth2CallbackView, request, provider_id)


def _with_service(view: Any, request: HttpRequest, provider_id: str) -> HttpResponse:
    try:
        answer: HttpResponse = view.adapter_view(StrictAdapter(request, provider_id))(request)
    except SocialApp.DoesNotExist as unknown:
        raise Http404 from unknown
    except Refused as wrong:
        return sorry(request, str(wrong))
    return answer


@needs("sign_in.manage")
@require_GET
def overview(request: PageRequest) -> HttpResponse:
    """Show the sign-in service and what each group gives."""
    return _overview(request, RuleForm(teams=teams_of(request.council)))


def _overview(request: PageRequest, form: RuleForm) -> HttpResponse:
    service = queries.service_of(request.council)
    rules = [
        {"id": one.public_id, "value": one.value, "role": ROLES[one.role].label, "team": one.team}
        for one in queries.rules_of(request.council)
    ]
    back = ""
    if service:
        back = request.build_absolute_uri(reverse("openid_connect_callback", args=[service.public_id]))
    lines = lines_about(request.council, [service]) if service else []
    facts = {"service": service, "rules": rules, "form": form, "back": back, "lines": lines}
    return render(request, "sign_in/overview.html", facts)


@needs("sign_in.manage")
def change(request: PageRequest) -> HttpResponse:
    """Take the service's address, client ID and secret."""
    service = queries.service_of(request.council)
    before = {name: getattr(service, name) for name in FACTS} if service else None
    form = ServiceForm(request.POST or None, initial=before)
    if request.method == "POST" and form.is_valid():
        facts = {name: form.cleaned_data[name] for name in FACTS}
        actions.save_service(
            council=request.council, facts=facts, secret=form.cleaned_data["secret"], by=request.user
        )
        messages.success(request, "The sign-in service is saved. Try it.")
        return redirect("sign_in")
    facts = {"form": form, "heading": "Your council’s sign-in service", "cancel_url": reverse("sign_in")}
    return render(request, "layouts/form.html", facts)


@needs("sign_in.manage")
@require_POST
def try_it(request: PageRequest) -> HttpResponse:
    """Ask the service who it is, and say in a sentence what is wrong."""
    service = _service(request)
    tried = discovery.tried(service.server_url)
    (messages.success if tried.good else messages.error)(request, tried.sentence)
    return redirect("sign_in")


@needs("sign_in.manage")
@require_POST
def add_rule(request: PageRequest) -> HttpResponse:
    """Put a row on the table of groups."""
    service = _service(request)
    form = RuleForm(request.POST, teams=teams_of(request.council))
    if not form.is_valid():
        return _overview(request, form)
    place = form.cleaned_data["team"]
    actions.add_rule(
        service=service,
        value=form.cleaned_data["value"],
        role=form.cleaned_data["role"],
        team=team_of(request.council, place) if place else None,
        by=request.user,
    )
    return redirect("sign_in")


@needs("sign_in.manage")
@require_POST
def remove_rule(request: PageRequest) -> HttpResponse:
    """Take a row off the table of groups."""
    rules = {one.public_id: one for one in queries.rules_of(request.council)}
    rule = rules.get(request.POST.get("rule", ""))
    if rule is None:
        raise Http404
    actions.remove_rule(rule=rule, by=request.user)
    return redirect("sign_in")


def _service(request: PageRequest) -> SignInService:
    service = queries.service_of(request.council)
    if service is None:
        raise Http404
    return service
