"""Addresses of imports."""

from __future__ import annotations

from django.urls import path

from kinweave.importing import views

urlpatterns = [
    path("c/<slug:slug>/imports/", views.imports, name="imports"),
    path("imports/<int:pk>/", views.one, name="import"),
    path("imports/<int:pk>/confirmation/", views.confirm, name="import-confirmation"),
    path("imports/<int:pk>/discarding/", views.discard, name="import-discarding"),
    path("imports/<int:pk>/keeping/", views.keep, name="import-keeping"),
]
