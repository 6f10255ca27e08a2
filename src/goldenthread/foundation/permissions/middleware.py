"""Works out once for each request what the person may do here."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from goldenthread.foundation.people import queries
from goldenthread.foundation.permissions.access import Access, KnownRequest, signed_in


class AccessMiddleware:
    """Sets `request.access` on pages of a council."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: KnownRequest) -> HttpResponse:
        """Answer, with the access worked out."""
        council = getattr(request, "council", None)
        request.access = None
        if council is not None:
            request.access = Access(council=council, user=None)
            if signed_in(request):
                mine = queries.memberships(request.user, council, today=timezone.localdate())
                request.access = Access.of(request.user, council, mine)
        return self.get_response(request)
