"""Addresses of calls."""

from __future__ import annotations

from django.urls import path

from kinweave.calling.views import answering, calls, starting

CALLS = "c/<slug:slug>/calls/"
ONE = f"{CALLS}<int:pk>/"

urlpatterns = [
    path(CALLS, calls.calls, name="circle-calls"),
    path(f"{CALLS}new/", calls.new, name="call-new"),
    path(ONE, calls.call, name="call"),
    path(f"{ONE}answer/", answering.answer, name="call-answer"),
    path(f"{ONE}questions/", answering.question, name="call-questions"),
    path(f"{ONE}questions/<int:question>/", answering.reply, name="call-question"),
    path(f"{ONE}crew/", starting.crew, name="call-crew"),
    path(f"{ONE}ending/", starting.ending, name="call-ending"),
]
