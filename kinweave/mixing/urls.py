"""Addresses of mixing plans."""

from __future__ import annotations

from django.urls import path

from kinweave.mixing import views

_MIXING = "gatherings/<int:pk>/mixing/"
_PLAN = f"{_MIXING}<int:number>/"

urlpatterns = [
    path(f"{_MIXING}new/", views.new, name="mixing-new"),
    path(_PLAN, views.plan, name="mixing"),
    path(f"{_PLAN}next/", views.next_round, name="mixing-next"),
    path(f"{_PLAN}screen/", views.screen, name="mixing-screen"),
    path(f"{_PLAN}people/", views.people, name="mixing-people"),
    path(f"{_PLAN}change/", views.change, name="mixing-change"),
    path(f"{_PLAN}table/", views.table, name="mixing-table"),
    path(f"{_PLAN}cards/", views.cards, name="mixing-cards"),
]
