"""Finds the council an address is about, and sends the headers every page carries."""

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.urls import get_script_prefix, set_script_prefix
from django.utils.cache import add_never_cache_headers

from goldenthread.foundation.tenancy import queries
from goldenthread.foundation.tenancy.models import Council

Answer = Callable[[HttpRequest], HttpResponse]
POWERS = "camera", "display-capture", "geolocation", "microphone", "payment", "serial", "usb"


class ArrivingRequest(HttpRequest):
    """A request that may be for a page of a council, or for the front door."""

    council: Council | None


class CouncilRequest(ArrivingRequest):
    """A request for a page of one council."""

    council: Council


class CouncilMiddleware:
    """Reads the council from the host name, else from `/c/<slug>/`, and takes that part off the address.

    With the prefix handed to Django as the script prefix, every `reverse()` gives addresses inside the council.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: ArrivingRequest) -> HttpResponse:
        """Answer inside the council, and leave the prefix as it was found."""
        before = get_script_prefix()
        try:
            self.enter(request)
            return self.get_response(request)
        finally:
            set_script_prefix(before)

    def enter(self, request: ArrivingRequest) -> None:
        """Set `request.council`, None at the front door; an unknown council is left in the address, for a 404."""
        request.council = None
        parts = request.path_info.split("/", 3)
        if len(parts) == 4 and parts[1] == "c":
            council = queries.by_slug(parts[2])
            prefix, rest = f"/c/{parts[2]}/", f"/{parts[3]}"
        else:
            council = queries.by_host(request.get_host().split(":")[0])
            prefix, rest = "/", request.path_info
        if council:
            request.council = council
            request.path_info = rest
            request.urlconf = settings.COUNCIL_URLCONF
            set_script_prefix(prefix)


class ReadableMiddleware:
    """Refuses an address with a NUL in it, which PostgreSQL would stumble over wherever it was asked for."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, or raise BadRequest: no key, word or number of ours holds a NUL."""
        if "\0" in request.path or "%00" in request.META.get("QUERY_STRING", ""):
            raise BadRequest("The address holds a NUL.")
        return self.get_response(request)


class HeadersMiddleware:
    """Sends what Django does not: no powers, no caching of anything a person may see, no embedding."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, with the headers added."""
        response = self.get_response(request)
        response["Permissions-Policy"] = ", ".join(f"{power}=()" for power in POWERS)
        response["Cross-Origin-Resource-Policy"] = "same-origin"
        response["Cross-Origin-Embedder-Policy"] = "require-corp"
        response["X-Robots-Tag"] = "noindex"
        if "Cache-Control" not in response:
            add_never_cache_headers(response)
            response["Cache-Control"] = "no-store"
        return response
