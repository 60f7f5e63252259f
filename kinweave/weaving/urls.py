"""Addresses of crewing seasons."""

from __future__ import annotations

from django.urls import path

from kinweave.weaving.views import moves, proposals, seasons, wishes

urlpatterns = [
    path("c/<slug:slug>/seasons/", seasons.seasons, name="circle-seasons"),
    path("c/<slug:slug>/seasons/new/", seasons.new, name="season-new"),
    path("seasons/<int:pk>/", seasons.season, name="season"),
    path("seasons/<int:pk>/words/", seasons.change, name="season-words"),
    path("seasons/<int:pk>/opening/", seasons.opening, name="season-opening"),
    path("seasons/<int:pk>/wish/", wishes.wish, name="season-wish"),
    path("seasons/<int:pk>/crew/", wishes.crew, name="season-crew"),
    path("seasons/<int:pk>/hours/", wishes.hours, name="season-hours"),
    path("seasons/<int:pk>/proposals/", proposals.proposals, name="season-proposals"),
    path("proposals/<int:pk>/", proposals.proposal, name="proposal"),
    path("proposals/<int:pk>/moves/", moves.moves, name="proposal-moves"),
    path("proposals/<int:pk>/publishing/", proposals.publishing, name="proposal-publishing"),
]
