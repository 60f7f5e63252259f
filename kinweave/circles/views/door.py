"""Getting to a page: who asks, and the circle that they may see."""

from __future__ import annotations

from typing import Any, cast

from django.http import HttpRequest

from kinweave.access import Viewer, allowed, visible_or_404
from kinweave.circles.models import Circle
from kinweave.people.models import Person


def me(request: HttpRequest) -> Person:
    """Whoever asks, on a page that needs an account."""
    return cast(Person, request.user)


def viewer(request: HttpRequest) -> Viewer:
    """The same as seen by the door."""
    found: Any = request.viewer  # type: ignore[attr-defined]
    return cast(Viewer, found)


def circle_for(request: HttpRequest, slug: str, verb: str = "") -> Circle:
    """The circle, if it is there for them (404), and if they may do this in it (403)."""
    circle = visible_or_404(Circle.objects, viewer(request), slug=slug)
    if verb:
        allowed(viewer(request), verb, circle)
    return circle
