"""Addresses of home and of the thread pages."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
