"""Addresses of the pages about changes."""

from django.urls import path

from goldenthread.slices.improvement import moving, views

urlpatterns = [
    path("improvements/", views.improvements, name="improvements"),
    path("improvements/export/<str:form>/", views.export, name="improvements_export"),
    path("improvements/start/", views.start, name="improvement_start"),
    path("improvements/<str:public_id>/", views.improvement, name="improvement"),
    path("improvements/<str:public_id>/measure/", moving.measure, name="improvement_measure"),
    path("improvements/<str:public_id>/move/", moving.move, name="improvement_move"),
    path("improvements/<str:public_id>/check/", moving.check, name="improvement_check"),
    path("improvements/<str:public_id>/learning/", moving.learning, name="improvement_learning"),
    path("improvements/<str:public_id>/judge/", moving.judge, name="improvement_judge"),
    path("improvements/<str:public_id>/verdict/<str:trial_id>/", moving.verdict, name="improvement_verdict"),
]
