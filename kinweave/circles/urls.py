"""Addresses of circles."""

from __future__ import annotations

from django.urls import path

from kinweave.circles.views import (
    circles,
    expectations,
    inviting,
    joining,
    journal,
    leaving,
    responsibilities,
    tending,
    wishing,
)

urlpatterns = [
    path("in/<str:token>/", inviting.invited, name="invited"),
    path("c/", circles.circles, name="circles"),
    path("c/new/", circles.new, name="circle-new"),
    path("c/endings/<int:pk>/", leaving.bring_back, name="circle-bring-back"),
    path("c/<slug:slug>/", circles.circle, name="circle"),
    path("c/<slug:slug>/people/", circles.people, name="circle-people"),
    path("c/<slug:slug>/people/<int:pk>/standing/", tending.standing, name="circle-standing"),
    path("c/<slug:slug>/settled/", circles.settled, name="circle-settled"),
    path("c/<slug:slug>/partner/", circles.step_forward, name="circle-step-forward"),
    path("c/<slug:slug>/invitations/", inviting.invitations, name="circle-invitations"),
    path("c/<slug:slug>/invitations/<int:pk>/", inviting.invitation, name="invitation"),
    path("c/<slug:slug>/join/", joining.join, name="circle-join"),
    path("c/<slug:slug>/applications/", joining.applications, name="circle-applications"),
    path("c/<slug:slug>/applications/<int:pk>/", joining.application, name="application"),
    path("c/<slug:slug>/applications/<int:pk>/answer/", joining.answer, name="application-answer"),
    path("c/<slug:slug>/expectations/", expectations.expectations, name="circle-expectations"),
    path("c/<slug:slug>/expectations/new/", expectations.new, name="circle-expecting"),
    path(
        "c/<slug:slug>/responsibilities/",
        responsibilities.responsibilities,
        name="circle-responsibilities",
    ),
    path("c/<slug:slug>/responsibilities/new/", responsibilities.new, name="responsibility-new"),
    path(
        "c/<slug:slug>/responsibilities/<int:pk>/",
        responsibilities.responsibility,
        name="responsibility",
    ),
    path(
        "c/<slug:slug>/responsibilities/<int:pk>/step-back/",
        responsibilities.step_back,
        name="step-back",
    ),
    path("c/<slug:slug>/handovers/<int:pk>/", responsibilities.handover, name="handover"),
    path("c/<slug:slug>/journal/", journal.journal, name="circle-journal"),
    path("c/<slug:slug>/leave/", leaving.leave, name="circle-leave"),
    path("c/<slug:slug>/return/", leaving.come_back, name="circle-return"),
    path("c/<slug:slug>/end/", leaving.end, name="circle-end"),
    path("c/<slug:slug>/tend/", tending.tend, name="circle-tend"),
    path("c/<slug:slug>/questions/", tending.questions, name="circle-questions"),
    path("c/<slug:slug>/wish/", wishing.wish, name="crew-wish"),
    path("c/<slug:slug>/care/", wishing.care, name="circle-care"),
]
