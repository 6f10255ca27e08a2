"""Addresses of the themes."""

from django.urls import path

from goldenthread.slices.themes.views import listing, queue, settings, theme

urlpatterns = [
    path("themes/", listing.themes, name="themes"),
    path("themes/list.<str:form>", listing.export, name="themes_export"),
    path("themes/suggest/", listing.suggest, name="themes_suggest"),
    path("themes/models/", settings.finders, name="themes_finders"),
    path("themes/add/", settings.add, name="theme_add"),
    path("themes/confirm/", queue.queue, name="theme_queue"),
    path("themes/confirm/one/", queue.one_by_one, name="theme_queue_one"),
    path("themes/<str:public_id>/", theme.theme, name="theme"),
    path("themes/<str:public_id>/words/", settings.change, name="theme_change"),
    path("themes/<str:public_id>/retire/", settings.retire, name="theme_retire"),
]
