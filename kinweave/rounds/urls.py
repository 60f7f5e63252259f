"""Addresses of rounds of pairs."""

from __future__ import annotations

from django.urls import URLPattern, path

from kinweave.rounds import views

urlpatterns: list[URLPattern] = [
    path("circles/<slug:slug>/rounds/", views.rounds, name="circle-rounds"),
    path("circles/<slug:slug>/rounds/tend/", views.tend, name="circle-rounds-tend"),
    path("rounds/<int:pk>/off/", views.calling_off, name="round-off"),
    path("rounds/meetings/<int:pk>/", views.meeting, name="round-meeting"),
]
