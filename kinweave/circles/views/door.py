"""Getting to a page: who asks, and the circle that they may see."""

from __future__ import annotations

from django.http import HttpRequest

from kinweave.access import allowed, visible_or_404
from kinweave.circles.models import Circle
from kinweave.people.asking import me, viewer

__all__ = ["circle_for", "me", "viewer"]


def circle_for(request: HttpRequest, slug: str, verb: str = "") -> Circle:
    """The circle, if it is there for them (404), and if they may do this in it (403)."""
    circle = visible_or_404(Circle.objects, viewer(request), slug=slug)
    if verb:
        allowed(viewer(request), verb, circle)
    return circle
