"""Getting to a page: who asks, and the circle that they may see."""

from __future__ import annotations

from django.http import HttpRequest

from kinweave.access import allowed, visible_or_404
from kinweave.circles.mine import circles_of
from kinweave.circles.models import Circle
from kinweave.people.asking import me, viewer

__all__ = ["circle_for", "me", "my_circles", "viewer"]


def my_circles(request: HttpRequest) -> list[Circle]:
    """The circles of whoever asks, nearest first; read once for a request, however many ask."""
    if not hasattr(request, "_my_circles"):
        request._my_circles = circles_of(viewer(request))  # type: ignore[attr-defined]  # ours
    found: list[Circle] = request._my_circles  # type: ignore[attr-defined]  # from just above
    return found


def circle_for(request: HttpRequest, slug: str, verb: str = "") -> Circle:
    """The circle, if it is there for them (404), and if they may do this in it (403)."""
    mine = next((one for one in my_circles(request) if one.slug == slug), None)
    circle = mine or visible_or_404(Circle.objects, viewer(request), slug=slug)
    if verb:
        allowed(viewer(request), verb, circle)
    return circle
