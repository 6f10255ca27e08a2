"""How the sign-in library is fitted to a council's own service: who may come in, and what they get."""

from __future__ import annotations

import secrets
from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialApp
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from goldenthread.foundation.people import actions as people
from goldenthread.foundation.people.models import User
from goldenthread.foundation.people.queries import by_email
from goldenthread.foundation.sign_in import actions, queries
from goldenthread.foundation.sign_in.models import SignInService
from goldenthread.foundation.sign_in.secrets import unseal
from goldenthread.foundation.sign_in.web import GuardedSession, Refused

CANCELLED = "The sign-in was stopped before it was done."
UNKNOWN = "The sign-in did not come back as it left. Start again."


def sorry(request: HttpRequest, sentence: str, *, status: int = 403) -> HttpResponse:
    """Show why nobody was signed in, with the way that is left: a password."""
    return render(request, "sign_in/sorry.html", {"sentence": sentence}, status=status)


class CouncilServices(DefaultSocialAccountAdapter):
    """Knows one service: the one of the council whose page is asked for."""

    def list_apps(
        self, request: HttpRequest, provider: str | None = None, client_id: str | None = None
    ) -> list[SocialApp]:
        """Return the council's service when it is switched on."""
        council = getattr(request, "council", None)
        service = queries.service_of(council) if council else None
        if (
            service is None
            or not service.is_on
            or provider not in (None, "openid_connect", service.public_id)
        ):
            return []
        return [_app(service)]

    def get_requests_session(self) -> GuardedSession:
        """Return the only way out to a service."""
        return GuardedSession()

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Refuse: an account is opened by what a person's groups give, not by a form."""
        return False

    def populate_user(self, request: HttpRequest, sociallogin: Any, data: dict[str, Any]) -> Any:
        """Return the empty account as it is: what is shown of a person is set when their account is opened."""
        return sociallogin.user

    def get_connect_redirect_url(self, request: HttpRequest, socialaccount: Any) -> str:
        """Return to the person's own account."""
        return reverse("mfa_index")

    def on_authentication_error(
        self, request: HttpRequest, provider: Any, error: Any = None, exception: Any = None, extra_context: Any = None
    ) -> None:  # fmt: skip
        """Answer with one sentence, whatever went wrong."""
        refused = isinstance(exception, Refused)
        sentence = str(exception) if refused else CANCELLED if error == "cancelled" else UNKNOWN
        raise ImmediateHttpResponse(sorry(request, sentence))

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Make the person's access what their groups give now; whoever gets nothing is told so, and not let in."""
        claims: dict[str, Any] = sociallogin.claims
        if not secrets.compare_digest(str(claims.get("nonce", "")), str(sociallogin.state.get("nonce", " "))):
            raise ImmediateHttpResponse(sorry(request, UNKNOWN))
        if sociallogin.state.get("process") == "connect":
            return
        service = queries.service_of(request.council)  # type: ignore[attr-defined]
        if service is None:
            raise ImmediateHttpResponse(sorry(request, UNKNOWN))
        try:
            self._let_in(request, service, sociallogin, claims)
        except Refused as wrong:
            raise ImmediateHttpResponse(sorry(request, str(wrong))) from wrong

    def _let_in(
        self, request: HttpRequest, service: SignInService, login: Any, claims: dict[str, Any]
    ) -> None:
        groups, today = groups_of(claims, service.groups_claim), timezone.localdate()
        known = login.is_existing
        if known and not login.user.is_active:
            raise Refused("Your account here is closed. Ask the person who looks after accounts.")
        if not known and not any(rule.value in groups for rule in queries.rules_of(service.council)):
            raise ImmediateHttpResponse(nothing_for_you(request, service))
        with transaction.atomic():
            if not known:
                login.user = opened(claims)
                login.save(request, connect=True)
            changed = actions.apply_groups(service=service, user=login.user, groups=groups, today=today)
        if not changed.held:
            raise ImmediateHttpResponse(nothing_for_you(request, service))


def _app(service: SignInService) -> SocialApp:
    facts = {"server_url": service.server_url, "subject_claim": service.subject_claim}
    return SocialApp(
        provider="openid_connect", provider_id=service.public_id, name=service.name,
        client_id=service.client_id, secret=unseal(service.sealed_secret), settings=facts,
    )  # fmt: skip


def nothing_for_you(request: HttpRequest, service: SignInService) -> HttpResponse:
    """Tell a person whose groups give nothing here, and whom to ask."""
    return render(request, "sign_in/nothing.html", {"service": service}, status=403)


def groups_of(claims: dict[str, Any], name: str) -> set[str]:
    """Return the values of a claim that is a list, or one word; raises Refused when the service left them out.

    Microsoft Entra leaves the list out of the card when somebody is in more than 200 groups, and says so.
    """
    left_out = claims.get("_claim_names")
    if isinstance(left_out, dict) and name in left_out:
        raise Refused(
            "You are in more groups than your sign-in service can tell us. Ask for app roles to be used."
        )
    found = claims.get(name, [])
    rows = [found] if isinstance(found, str) else found if isinstance(found, list) else []
    return {row for row in rows if isinstance(row, str)}


def opened(claims: dict[str, Any]) -> User:
    """Open an account for somebody new; raises Refused when their address is missing or belongs to an account here.

    The address is only for showing and for letters: nobody is ever recognised by it.
    """
    email = str(claims.get("email") or claims.get("preferred_username") or "").lower()
    try:
        validate_email(email)
    except ValidationError as wrong:
        raise Refused(
            "Your sign-in service did not tell us your email address. Ask for it to be sent."
        ) from wrong
    if by_email(email):
        raise Refused(
            "There is an account with your email address already. Sign in with its password, open Your account, "
            "and press Connect."
        )
    name = str(claims.get("name") or email.split("@")[0]).replace("\0", "")[:150]
    return people.open_account(email=email, name=name, password=None)
