"""The front door: pages that belong to no council."""

from django.urls import include, path

from goldenthread.foundation.operations import views as operations
from goldenthread.foundation.pages import views as pages

# Pages of the sign-in library that nobody may use here: accounts are opened, changed and helped by an administrator.
# Their names stay, because the library asks for the addresses by name.
CLOSED = {
    "signup/": "account_signup",
    "email/": "account_email",
    "inactive/": "account_inactive",
    "confirm-email/": "account_email_verification_sent",
    "password/reset/": "account_reset_password",
    "password/reset/done/": "account_reset_password_done",
    "3rdparty/": "socialaccount_connections",
    "3rdparty/signup/": "socialaccount_signup",
    "3rdparty/login/cancelled/": "socialaccount_login_cancelled",
    "3rdparty/login/error/": "socialaccount_login_error",
}

urlpatterns = [
    *(path(f"account/{place}", pages.closed, name=name) for place, name in CLOSED.items()),
    path("", pages.front_door, name="front_door"),
    path("account/", include("allauth.urls")),
    path("health/", pages.health, name="health"),
    path("health/ready/", operations.ready, name="ready"),
    path("metrics/", operations.figures, name="metrics"),
    path("components/", pages.gallery, name="gallery"),
    path("accessibility/", pages.accessibility, name="accessibility"),
    path("help/", pages.help_page, name="help"),
    path("colours/<slug:slug>.css", pages.colours, name="colours"),
]

handler400 = "goldenthread.foundation.pages.views.bad_request"
handler403 = "goldenthread.foundation.pages.views.refused"
handler404 = "goldenthread.foundation.pages.views.not_found"
handler500 = "goldenthread.foundation.pages.views.went_wrong"
