"""Addresses of what is prepared for a gathering."""

from __future__ import annotations

from django.urls import path

from kinweave.preparing.views import guests, questions, roles

_GATHERING = "gatherings/<int:pk>/"

urlpatterns = [
    path(f"{_GATHERING}questions/", questions.questions, name="gathering-questions"),
    path(f"{_GATHERING}questions/asking/", questions.asking, name="gathering-asking"),
    path(f"{_GATHERING}questions/replies/", questions.replies, name="gathering-replies"),
    path("guests/<str:secret>/questions/", guests.questions, name="guest-questions"),
    path(f"{_GATHERING}roles/", roles.roles, name="gathering-roles"),
    path(f"{_GATHERING}roles/taken/", roles.taken, name="gathering-role-taken"),
    path(f"{_GATHERING}roles/wanted/", roles.wanted, name="gathering-hands"),
]
