"""The pages for people and their access, for a first password, and for where somebody is signed in."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.tokens import default_token_generator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlsafe_base64_decode, urlsafe_base64_encode
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from goldenthread.foundation.people import queries
from goldenthread.foundation.people.models import Membership, User
from goldenthread.foundation.permissions.access import PageRequest, needs, open_to_all
from goldenthread.foundation.permissions.roles import ROLES
from goldenthread.foundation.sign_in import grants, sessions
from goldenthread.foundation.sign_in.people_forms import AccessForm, PasswordForm
from goldenthread.ui.paging import CappedPaginator

PER_PAGE = 50


@needs("people.manage")
@require_GET
def everybody(request: PageRequest) -> HttpResponse:
    """List who has which access."""
    rows = queries.access_rows(request.council, today=timezone.localdate())
    page = CappedPaginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    shown = [
        {
            "access": one, "roles": ", ".join(ROLES[key].label for key in one.roles if key in ROLES) or "None",
            "how": "By group" if one.given == Membership.BY_GROUP else "By hand",
        }
        for one in page
    ]  # fmt: skip
    return render(request, "sign_in/people.html", {"page": page, "rows": shown, "heading": "People"})


@needs("people.manage")
def add(request: PageRequest) -> HttpResponse:
    """Give somebody access, opening an account for whoever is new."""
    form = AccessForm(request.POST or None, teams=queries.teams(request.council))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        place = given["team"]
        grant = grants.Grant(
            given["role"], queries.team(request.council, place) if place else None,
            given["starts_on"] or timezone.localdate(), given["ends_on"],
        )  # fmt: skip
        if grant.ends_on and grant.ends_on < grant.starts_on:
            form.add_error("ends_on", "The last day must not be before the first.")
        else:
            user, new = grants.admit(
                council=request.council,
                email=given["email"],
                name=given["name"],
                grant=grant,
                by=request.user,
            )
            return _invited(request, user) if new else redirect("people")
    facts = {
        "form": form,
        "heading": "Give somebody access",
        "cancel_url": reverse("people"),
        "submit": "Give access",
    }
    return render(request, "layouts/form.html", facts)


def _invited(request: PageRequest, user: User) -> HttpResponse:
    uid = urlsafe_base64_encode(str(user.pk).encode())
    place = reverse("people_welcome", args=[uid, default_token_generator.make_token(user)])
    return render(
        request, "sign_in/invited.html", {"person": user, "link": request.build_absolute_uri(place)}
    )


def _membership(request: PageRequest, public_id: str) -> Membership:
    try:
        return queries.membership(request.council, public_id)
    except Membership.DoesNotExist as missing:
        raise Http404 from missing


@needs("people.manage")
@require_http_methods(["GET", "POST"])
def end_access(request: PageRequest, public_id: str) -> HttpResponse:
    """End what somebody has, after asking."""
    one = _membership(request, public_id)
    if request.method == "POST":
        grants.end_access(membership=one, today=timezone.localdate(), by=request.user)
        messages.success(request, f"{one.user.name}’s access is ended. Their next page is refused.")
        return redirect("people")
    facts = {
        "heading": f"End {one.user.name}’s access?", "danger": True, "submit": "End it now", "cancel_url": reverse("people"),
        "intro": "It counts from their next page. The history keeps that they had it.",
    }  # fmt: skip
    return render(request, "layouts/confirm.html", facts)


@needs("people.manage")
@require_POST
def end_theirs(request: PageRequest, public_id: str) -> HttpResponse:
    """Sign somebody out everywhere."""
    one = _membership(request, public_id)
    count = sessions.end(user=one.user, by=request.user, council=request.council)
    messages.success(request, f"{one.user.name} is signed out on {count} device{'' if count == 1 else 's'}.")
    return redirect("people")


@open_to_all("A new person has no password yet; the link works once.")
@require_http_methods(["GET", "POST"])
def welcome(request: HttpRequest, uid: str, token: str) -> HttpResponse:
    """Let a new person choose a password, once."""
    try:
        user = queries.by_key(int(urlsafe_base64_decode(uid)))
    except (ValueError, OverflowError):
        user = None
    if user is None or user.has_usable_password() or not default_token_generator.check_token(user, token):
        raise Http404
    form = PasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        grants.choose_password(user=user, password=form.cleaned_data["password"])
        messages.success(request, "Your password is set. Sign in with it.")
        return redirect("account_login")
    facts = {"form": form, "heading": f"Welcome, {user.first_name}", "submit": "Set my password"}
    return render(request, "layouts/form.html", facts)


@needs("home.read")
@require_GET
def yours(request: PageRequest) -> HttpResponse:
    """Show where this person is signed in."""
    here = request.session.session_key
    rows = [{"one": row, "here": row.session_key == here} for row in sessions.open_ones(request.user)]
    return render(request, "sign_in/yours.html", {"rows": rows})


@needs("home.read")
@require_POST
def end_yours(request: PageRequest) -> HttpResponse:
    """End one of this person's own sign-ins, or all but this one."""
    only, here = request.POST.get("only", "")[:16], request.session.session_key or ""
    count = sessions.end(user=request.user, by=request.user, council=request.council, only=only, keep=here)
    messages.success(request, f"{count} sign-in{' is' if count == 1 else 's are'} ended.")
    return redirect("your_sign_ins")
