"""Addresses of the upload, preview, accept and undo pages."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
