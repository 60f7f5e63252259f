"""Getting to a crew's pages: for who is in it; to others of those who know of it, closed."""

from __future__ import annotations

from django.http import Http404, HttpRequest

from kinweave.access import visible_or_404
from kinweave.circles.models import Circle, Scale
from kinweave.circles.views.door import circle_for, me, viewer
from kinweave.crews.models import Cycle, WhatNext

__all__ = ["asked_for", "crew_for", "cycle_for", "me", "viewer"]


def crew_for(request: HttpRequest, slug: str) -> Circle:
    """The crew's circle; another kind of circle has no such page."""
    circle = circle_for(request, slug, "take part")
    if circle.scale != Scale.CREW:
        raise Http404
    return circle


def cycle_for(request: HttpRequest, circle: Circle) -> Cycle:
    """The cycle that it is in, or was in last."""
    rows = Cycle.objects.filter(circle=circle).select_related("gathering", "circle")
    return visible_or_404(rows.order_by("-number"), viewer(request))


def asked_for(request: HttpRequest, cycle: Cycle) -> WhatNext:
    """The question what comes after it, where somebody has asked."""
    rows = WhatNext.objects.select_related("cycle__circle", "cycle__gathering")
    return visible_or_404(rows, viewer(request), cycle=cycle)
