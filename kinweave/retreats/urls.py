"""Addresses of retreats."""

from __future__ import annotations

from django.urls import path

from kinweave.retreats.views import arranging, booking, money, people, retreats

HERE = "gatherings/<int:pk>/retreat/"

urlpatterns = [
    path(HERE, retreats.retreat, name="retreat"),
    path(f"{HERE}plan/", arranging.plan, name="retreat-plan"),
    path(f"{HERE}opening/", arranging.opening, name="retreat-opening"),
    path(f"{HERE}programme/", arranging.items, name="retreat-programme"),
    path(f"{HERE}programme/<int:number>/", arranging.item, name="retreat-item"),
    path(f"{HERE}offers/", arranging.offers, name="retreat-offers"),
    path(f"{HERE}prices/<int:number>/", arranging.price, name="retreat-price"),
    path(f"{HERE}rooms/<int:number>/", arranging.room, name="retreat-room"),
    path(f"{HERE}place/", booking.booking, name="retreat-booking"),
    path(f"{HERE}place/withdrawal/", booking.withdrawal, name="retreat-withdrawal"),
    path(f"{HERE}place/scholarship/", booking.scholarship, name="retreat-scholarship"),
    path(f"{HERE}costs/", retreats.costs, name="retreat-costs"),
    path(f"{HERE}money/", money.money, name="retreat-money"),
    path(f"{HERE}money/list/", money.bank, name="retreat-bank"),
    path(f"{HERE}money/places/<int:number>/", money.payments, name="retreat-payments"),
    path(f"{HERE}money/requests/<int:number>/", money.asked, name="retreat-request"),
    path(f"{HERE}people/", people.people, name="retreat-people"),
    path(f"{HERE}people/people.csv", people.file, name="retreat-people-file"),
    path(f"{HERE}crews/", people.crews, name="retreat-crews"),
]
