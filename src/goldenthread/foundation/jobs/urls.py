"""Addresses of the list of jobs, of one job, and of what can be done with it."""

from django.urls import path

from goldenthread.foundation.jobs import views

urlpatterns = [
    path("jobs/", views.jobs, name="jobs"),
    path("jobs/<str:public_id>/", views.job, name="job"),
    path("jobs/<str:public_id>/cancel/", views.cancel, name="job_cancel"),
    path("jobs/<str:public_id>/retry/", views.retry, name="job_retry"),
]
