"""Addresses of a crew's life."""

from __future__ import annotations

from django.urls import path

from kinweave.crews.views import beginning, charters, coming, crews, looking_back

CREW = "c/<slug:slug>/crew/"

urlpatterns = [
    path(CREW, crews.crew, name="crew"),
    path(f"{CREW}dates/", beginning.dates, name="crew-dates"),
    path(f"{CREW}turns/", crews.turn, name="crew-turn"),
    path(f"{CREW}charter/<slug:about>/", charters.passage, name="charter"),
    path(f"{CREW}charter/<slug:about>/before/", charters.before, name="charter-before"),
    path(f"{CREW}looking-back/", looking_back.looking_back, name="crew-looking-back"),
    path(f"{CREW}next/", coming.what_next, name="crew-next"),
    path(f"{CREW}next/cycle/", coming.cycle, name="crew-cycle"),
    path(f"{CREW}next/ending/", coming.ending, name="crew-ending"),
]
