"""What surrounds every request: its line in the log, the sign on the door, and limits on what is dear."""

from __future__ import annotations

import hashlib
import hmac
import logging
import secrets
import time
from collections.abc import Callable, Iterator
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from goldenthread.foundation.operations import limits, maintenance, metrics
from goldenthread.foundation.operations.limits import Limit, doorkeeper
from goldenthread.foundation.people.models import User

Answer = Callable[[HttpRequest], HttpResponse]
log = logging.getLogger("goldenthread.requests")
ALWAYS_OPEN = ("/health/", "/metrics/", "/static/")
NOWHERE = "none"


class LineMiddleware:
    """Writes one line for each request, and counts it: no address, no query string, no name."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, and write down how it went."""
        began = time.perf_counter()
        response = self.get_response(request)
        seconds = time.perf_counter() - began
        match = request.resolver_match
        route = (match.view_name if match else "") or NOWHERE
        metrics.count(route=route, method=request.method or "", status=response.status_code, seconds=seconds)
        user, council = _person(request), getattr(request, "council", None)
        facts: dict[str, Any] = {"event": "request", "route": route, "method": request.method}
        facts |= {"status": response.status_code, "ms": round(seconds * 1000)}
        if (
            user is not None
        ):  # of somebody who has not signed in nothing is kept by which two requests could be joined
            facts |= {"person": mark_of(user), "request_id": secrets.token_hex(8)}
            facts |= {"council": council.slug} if council else {}
        log.info("request", extra=facts)
        return response


class DoorMiddleware:
    """Shows the sign while the house is closed; health and metrics answer all the same."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, or say when to come back."""
        now = timezone.now()
        sign = None if request.path_info.startswith(ALWAYS_OPEN) else maintenance.sign(now=now)
        if sign is None:
            return self.get_response(request)
        page = render(None, "503.html", {"words": sign.words}, status=503)
        page["Retry-After"] = str(max(60, round((sign.until_at - now).total_seconds())))
        return page


class LimitMiddleware:
    """Slows down whoever signs in, sends files, takes exports or reads public pages too often."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *view: Any) -> HttpResponse | None:
        """Refuse with a page that says when to try again."""
        if not settings.RATE_LIMITS:
            return None
        now = time.monotonic()
        wait = max((doorkeeper.wait(limit, caller, now=now) for limit, caller in _due(request)), default=0)
        if not wait:
            return None
        page = render(request, "429.html", {"seconds": wait}, status=429)
        page["Retry-After"] = str(wait)
        return page


def mark_of(user: User) -> str:
    """Return 16 hex letters by which lines of one person are known to belong together; they name nobody."""
    words = f"log\n{user.pk}".encode()
    return hmac.new(settings.SECRET_KEY.encode(), words, hashlib.sha256).hexdigest()[:16]


def _person(request: HttpRequest) -> User | None:
    access = getattr(request, "access", None)
    return access.user if access is not None else None


def _due(request: HttpRequest) -> Iterator[tuple[Limit, str]]:
    """Yield each limit that a request counts against, and whose count it is."""
    route = (request.resolver_match.view_name if request.resolver_match else "") or NOWHERE
    user, address = _person(request), _address(request)
    if route == "account_login" and request.method == "POST":
        yield limits.SIGN_IN_NAME, request.POST.get("login", "").strip().lower()
        yield limits.SIGN_IN_ADDRESS, address
    elif user is None:
        yield limits.PUBLIC, address
    elif request.method == "POST" and request.content_type == "multipart/form-data":
        yield limits.UPLOAD, str(user.pk)
    elif "export" in route:
        yield limits.EXPORT, str(user.pk)


def _address(request: HttpRequest) -> str:
    """Return where a request comes from: behind our proxy, the address that it wrote last."""
    through = request.META.get("HTTP_X_FORWARDED_FOR", "") if settings.SECURE_PROXY_SSL_HEADER else ""
    return through.rsplit(",", 1)[-1].strip() or request.META.get("REMOTE_ADDR", "")
