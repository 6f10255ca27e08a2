"""Pages of one council: the middleware has taken its name off the front of the address already."""

from importlib.util import find_spec

from django.urls import include, path

from goldenthread.config import urls
from goldenthread.config.installed import SLICES

urlpatterns = [
    path("", include("goldenthread.thread.urls")),
    path("", include("goldenthread.foundation.jobs.urls")),
    path("", include("goldenthread.foundation.imports.urls")),
    path("", include("goldenthread.foundation.people.urls")),
    path("", include("goldenthread.foundation.messaging.urls")),
    path("", include("goldenthread.foundation.sign_in.pages")),
    *(path("", include(f"{name}.urls")) for name in SLICES if find_spec(f"{name}.urls")),
    *(pattern for pattern in urls.urlpatterns if getattr(pattern, "name", "") != "front_door"),
]

handler400, handler403 = urls.handler400, urls.handler403
handler404, handler500 = urls.handler404, urls.handler500
