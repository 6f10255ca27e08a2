"""Addresses of home and of the thread pages."""

from django.urls import path

from goldenthread.thread import views

urlpatterns = [
    path("", views.home, name="home"),
    path("threads/", views.threads, name="threads"),
    path("threads/<str:public_id>/", views.learning, name="thread"),
    path("thread/<str:kind>/<str:public_id>/", views.node, name="thread_node"),
]
