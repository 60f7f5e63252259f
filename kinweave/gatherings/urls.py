"""Addresses of gatherings."""

from __future__ import annotations

from django.urls import path

from kinweave.gatherings.views import (
    calendars,
    gatherings,
    guests,
    hosting,
    inviting,
    lists,
    months,
    pictures,
)

urlpatterns = [
    path("gatherings/", lists.mine, name="gatherings"),
    path("gatherings/month/", months.mine, name="gatherings-month"),
    path("c/<slug:slug>/gatherings/", lists.circle, name="circle-gatherings"),
    path("c/<slug:slug>/gatherings/month/", months.circle, name="circle-gatherings-month"),
    path("c/<slug:slug>/gatherings/new/", hosting.new, name="gathering-new"),
    path("gatherings/<int:pk>/", gatherings.gathering, name="gathering"),
    path("gatherings/<int:pk>/picture/<int:size>/", pictures.picture, name="gathering-picture"),
    path("gatherings/<int:pk>/answer/", gatherings.answer, name="gathering-answer"),
    path("gatherings/<int:pk>/host/", gatherings.take_on, name="gathering-host"),
    path("gatherings/<int:pk>/guests/", guests.come, name="gathering-guests"),
    path("guests/<str:secret>/", guests.guest, name="guest"),
    path("gatherings/<int:pk>/invitations/", inviting.invitations, name="gathering-invitations"),
    path("gatherings/<int:pk>/change/", hosting.change, name="gathering-change"),
    path("gatherings/<int:pk>/announcement/", hosting.announce, name="gathering-announcement"),
    path("gatherings/<int:pk>/calling-off/", hosting.call_off, name="gathering-call-off"),
    path("gatherings/<int:pk>/more/", hosting.go_on, name="gathering-more"),
    path("gatherings/<int:pk>/dates/<int:number>/", hosting.date, name="gathering-date"),
    path(
        "gatherings/<int:pk>/dates/<int:number>/gathering.ics",
        calendars.date_file,
        name="gathering-date-file",
    ),
    path("calendars/", calendars.calendars, name="calendars"),
    path("calendars/<str:key>/kinweave.ics", calendars.feed, name="calendar-feed"),
]
