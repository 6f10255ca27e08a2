"""Addresses of a council's teams and people."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
