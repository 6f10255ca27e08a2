"""Addresses of the pages about numbers over time."""

from django.urls import path

from goldenthread.slices.measures import filing, views

urlpatterns = [
    path("measures/", views.measures, name="measures"),
    path("measures/export/<str:form>/", views.export, name="measures_export"),
    path("measures/new/", views.define, name="measure_define"),
    path("measures/<str:public_id>/", views.measure, name="measure"),
    path("measures/<str:public_id>/change/", views.redefine, name="measure_change"),
    path("measures/<str:public_id>/reading/", filing.reading, name="measure_reading"),
    path("measures/<str:public_id>/readings/", filing.readings, name="measure_readings"),
    path("measures/<str:public_id>/note/", filing.note, name="measure_note"),
    path("measures/<str:public_id>/refresh/", filing.refresh, name="measure_refresh"),
    path("measures/<str:public_id>/export/<str:form>/", views.export_readings, name="measure_export"),
]
