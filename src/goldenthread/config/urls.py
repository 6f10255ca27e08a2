"""The front door: pages that belong to no council."""

from django.urls import include, path

from goldenthread.foundation.pages import views as pages

urlpatterns = [
    path("", pages.front_door, name="front_door"),
    path("account/", include("allauth.urls")),
    path("health/", pages.health, name="health"),
    path("components/", pages.gallery, name="gallery"),
    path("accessibility/", pages.accessibility, name="accessibility"),
    path("help/", pages.help_page, name="help"),
    path("colours/<slug:slug>.css", pages.colours, name="colours"),
]

handler400 = "goldenthread.foundation.pages.views.bad_request"
handler403 = "goldenthread.foundation.pages.views.refused"
handler404 = "goldenthread.foundation.pages.views.not_found"
handler500 = "goldenthread.foundation.pages.views.went_wrong"
