"""Getting to a crew's pages: for who is in it; to others of those who know of it, closed."""

from __future__ import annotations

from typing import TypeVar

from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest

from kinweave.circles.models import Circle, Scale
from kinweave.circles.views.door import circle_for, me, viewer
from kinweave.crews.models import Cycle, WhatNext

M = TypeVar("M", bound=Model)
__all__ = ["asked_for", "crew_for", "cycle_for", "me", "viewer"]


def crew_for(request: HttpRequest, slug: str) -> Circle:
    """The crew's circle; another kind of circle has no such page."""
    circle = circle_for(request, slug, "take part")
    if circle.scale != Scale.CREW:
        raise Http404
    return circle


def cycle_for(request: HttpRequest, circle: Circle) -> Cycle:
    """The cycle that it is in, or was in last."""
    rows = Cycle.objects.visible_to(viewer(request)).filter(circle=circle).order_by("-number")
    return _there(rows.select_related("gathering", "circle"))


def asked_for(request: HttpRequest, cycle: Cycle) -> WhatNext:
    """The question what comes after it, where somebody has asked."""
    rows = WhatNext.objects.visible_to(viewer(request)).filter(cycle=cycle)
    return _there(rows.select_related("cycle__circle", "cycle__gathering"))


def _there(rows: QuerySet[M]) -> M:
    if (found := rows.first()) is None:
        raise Http404
    return found
