"""What every page's layout needs to know."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from kinweave.access import Viewer
from kinweave.circles.mine import circles_of


def layout(request: HttpRequest) -> dict[str, object]:
    """The site's name, whoever looks, and the circles of the rail (read only if drawn)."""
    viewer = getattr(request, "viewer", None) or Viewer.public()
    return {
        "site_name": settings.SITE_NAME,
        "viewer": viewer,
        "demo": settings.DEMO,
        "my_circles": SimpleLazyObject(lambda: circles_of(viewer)),
    }
