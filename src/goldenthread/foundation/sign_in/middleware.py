"""Ends a sign-in that is over, and keeps the list of open ones true."""

from collections.abc import Callable

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from goldenthread.foundation.sign_in import sessions


class SignedInMiddleware:
    """Stands behind the council's and before the access's: whoever's sign-in is over has none."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, as to a stranger when the sign-in is over."""
        if request.session.get("_auth_user_id"):
            now = timezone.now()
            if sessions.is_over(request.session, now):
                logout(request)
            elif sessions.needs_note(request.session, now) and request.user.is_authenticated:
                sessions.note(request, request.user, now)
        return self.get_response(request)
