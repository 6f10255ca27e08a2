"""The front door, help, the component gallery, and what a person sees when something goes wrong."""

import sys

from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from goldenthread.foundation.operations.disk import is_full
from goldenthread.foundation.people.queries import councils_of
from goldenthread.foundation.permissions.access import open_to_all, signed_in
from goldenthread.foundation.tenancy.models import Council
from goldenthread.foundation.tenancy.queries import all_councils
from goldenthread.ui import colours as palette
from goldenthread.ui import gallery as shown


@open_to_all("Choosing a council needs no account.")
def front_door(request: HttpRequest) -> HttpResponse:
    """Show the councils kept here; somebody who belongs to just one goes straight in."""
    if signed_in(request):
        mine = councils_of(request.user, today=timezone.localdate())
        if len(mine) == 1:
            return redirect(f"/c/{mine[0].slug}/")
    return render(request, "pages/front_door.html", {"councils": all_councils()})


@open_to_all("A watchdog asks whether the database answers; it learns nothing else.")
def health(request: HttpRequest) -> JsonResponse:
    """Say that the database answers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"status": "ok"})


@open_to_all("A style sheet says nothing about anybody.")
def colours(request: HttpRequest, slug: str) -> HttpResponse:
    """Return a council's three colours as a style sheet."""
    council = get_object_or_404(Council, slug=slug)
    sheet = palette.stylesheet(ink=council.ink, link=council.link, mark=council.mark)
    response = HttpResponse(sheet, content_type="text/css")
    response["Cache-Control"] = "public, max-age=300"
    return response


@open_to_all("The gallery shows made-up examples only.")
def gallery(request: HttpRequest) -> HttpResponse:
    """Show every component once."""
    return render(request, "ui/gallery.html", {"examples": shown.examples()})


@open_to_all("It shows nobody anything.")
def closed(request: HttpRequest) -> HttpResponse:
    """Say that there is no such page: the sign-in library has it, but nobody may use it here."""
    raise Http404


@open_to_all("Anybody may read how accessible this is.")
def accessibility(request: HttpRequest) -> HttpResponse:
    """Show the accessibility statement."""
    return render(request, "pages/accessibility.html")


@open_to_all("Anybody may ask for help.")
def help_page(request: HttpRequest) -> HttpResponse:
    """Show how to get help."""
    return render(request, "pages/help.html")


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that the browser sent something that cannot be read."""
    return render(request, "400.html", status=400)


def refused(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that this page is for other roles, and whom to ask."""
    return render(request, "403.html", status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that there is no such page."""
    return render(request, "404.html", status=404)


def went_wrong(request: HttpRequest) -> HttpResponse:
    """Say that we failed, what was kept, and what to do; asks nothing of the database."""
    if is_full(sys.exc_info()[1]):
        return render(request, "507.html", status=507)
    return render(request, "500.html", status=500)


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say that a form was open for too long."""
    return render(request, "403_csrf.html", status=403)
