"""What a watchdog and a monitor ask."""

from hmac import compare_digest

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from prometheus_client import CONTENT_TYPE_LATEST

from goldenthread.foundation.operations import metrics, readiness
from goldenthread.foundation.permissions.access import open_to_all


@open_to_all(
    "A watchdog asks whether people can be taken in; it learns which question failed, and nothing else."
)
def ready(request: HttpRequest) -> JsonResponse:
    """Say whether everything needed is there: 200, or 503 with the questions that failed."""
    failed = {key: fault for key, fault in readiness.answers().items() if fault}
    state = {"status": "ready" if not failed else "not ready", "failed": sorted(failed)}
    return JsonResponse(state, status=503 if failed else 200)


@open_to_all("Only a monitor that knows the token gets figures; to everybody else there is no such page.")
def figures(request: HttpRequest) -> HttpResponse:
    """Give the figures to whoever sends the token; 404 to others, and to all while no token is set."""
    wanted = f"Bearer {settings.METRICS_TOKEN}".encode()
    given = request.headers.get("Authorization", "").encode()
    if not settings.METRICS_TOKEN or not compare_digest(wanted, given):
        raise Http404
    return HttpResponse(metrics.written(), content_type=CONTENT_TYPE_LATEST)
