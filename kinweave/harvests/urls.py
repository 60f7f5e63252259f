"""Addresses of what dates leave behind."""

from __future__ import annotations

from django.urls import path

from kinweave.harvests.views import archive, dates, harvests, looking_back, recordings

DATE = "gatherings/<int:pk>/dates/<int:number>/harvest/"

urlpatterns = [
    path("c/<slug:slug>/harvest/", archive.archive, name="circle-harvest"),
    path("c/<slug:slug>/harvest/podcast.xml", archive.podcast, name="podcast"),
    path("c/<slug:slug>/harvest/cover.png", archive.cover, name="podcast-cover"),
    path("gatherings/<int:pk>/harvest/", dates.gathering, name="gathering-harvest"),
    path(DATE, dates.date, name="date-harvest"),
    path(f"{DATE}new/", harvests.new, name="harvest-new"),
    path(f"{DATE}<int:harvest>/", harvests.harvest, name="harvest"),
    path(f"{DATE}<int:harvest>/change/", harvests.change, name="harvest-change"),
    path(f"{DATE}<int:harvest>/publication/", harvests.publication, name="harvest-publication"),
    path(f"{DATE}who-came/", looking_back.who_came, name="who-came"),
    path(f"{DATE}who-came/me/", looking_back.not_noted, name="who-came-me"),
    path(f"{DATE}letter/", looking_back.letter, name="harvest-letter"),
    path(f"{DATE}recordings/new/", recordings.new, name="recording-new"),
    path(f"{DATE}recordings/<int:recording>/", recordings.recording, name="recording"),
    path(f"{DATE}recordings/<int:recording>/change/", recordings.change, name="recording-change"),
    path(
        f"{DATE}recordings/<int:recording>/consent/", recordings.consent, name="recording-consent"
    ),
]
