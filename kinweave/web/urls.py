"""Home, and the site's own pages."""

from __future__ import annotations

from django.urls import path

from kinweave.web import views

urlpatterns = [
    path("", views.home, name="home"),
    path("healthy", views.healthy, name="healthy"),
]
