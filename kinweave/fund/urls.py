"""Addresses of a circle's fund."""

from __future__ import annotations

from django.urls import path

from kinweave.fund.views import funds, giving

urlpatterns = [
    path("c/<slug:slug>/fund/", funds.fund, name="circle-fund"),
    path("c/<slug:slug>/fund/change/", funds.change, name="fund-change"),
    path("c/<slug:slug>/fund/closing/", funds.closing, name="fund-closing"),
    path("c/<slug:slug>/fund/mine/", giving.mine, name="fund-mine"),
    path("c/<slug:slug>/fund/contributions/", giving.all_of_them, name="fund-contributions"),
    path("c/<slug:slug>/fund/contributions.csv", giving.file, name="fund-contributions-file"),
    path("c/<slug:slug>/fund/contributions/<int:number>/", giving.one, name="fund-contribution"),
]
