"""The address of whom one has met."""

from __future__ import annotations

from django.urls import URLPattern, path

from kinweave.met.views import met

urlpatterns: list[URLPattern] = [path("met/", met, name="met")]
