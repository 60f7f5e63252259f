"""Addresses of the demo. They are there with ``DEMO=yes`` only."""

from __future__ import annotations

from django.urls import path

from kinweave.demo.views import persona

urlpatterns = [path("demo/<str:token>/", persona, name="demo-persona")]
