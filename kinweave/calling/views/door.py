"""Getting to a call: whoever blocked me, or whom I blocked, calls nothing that I could find."""

from __future__ import annotations

from django.http import Http404, HttpRequest

from kinweave.access import allowed
from kinweave.calling.models import Call
from kinweave.circles.models import Circle, Scale
from kinweave.circles.views.door import circle_for, me, viewer

__all__ = ["call_for", "congregation_for", "me", "viewer"]


def congregation_for(request: HttpRequest, slug: str, verb: str = "take part") -> Circle:
    """The circle in which one calls; another kind of circle has no such page."""
    circle = circle_for(request, slug, "take part")
    if circle.scale != Scale.CONGREGATION:
        raise Http404
    allowed(viewer(request), verb, circle)
    return circle


def call_for(request: HttpRequest, slug: str, number: int, verb: str = "") -> Call:
    """The call, if it is there for them (404), and if they may do this with it (403)."""
    circle = congregation_for(request, slug)
    rows = Call.objects.visible_to(viewer(request)).filter(circle=circle, pk=number)
    found = rows.select_related("circle", "caller", "crew").first()
    if found is None:
        raise Http404
    if verb:
        allowed(viewer(request), verb, found)
    return found
