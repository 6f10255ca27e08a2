"""Addresses of the upload, preview, accept and undo pages."""

from django.urls import path

from goldenthread.foundation.imports import views

urlpatterns = [
    path("files/", views.arrivals, name="imports"),
    path("files/new/<slug:key>/", views.upload, name="import_new"),
    path("files/<str:public_id>/", views.arrival, name="import"),
    path("files/<str:public_id>/columns/", views.columns, name="import_columns"),
    path("files/<str:public_id>/accept/", views.accept, name="import_accept"),
    path("files/<str:public_id>/set-aside/", views.set_aside, name="import_set_aside"),
    path("files/<str:public_id>/undo/", views.undo, name="import_undo"),
    path("files/<str:public_id>/what-to-mend.csv", views.problems, name="import_problems"),
]
