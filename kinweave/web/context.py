"""What every page's layout needs to know."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from kinweave.access import Viewer
from kinweave.circles.views.door import my_circles


def layout(request: HttpRequest) -> dict[str, object]:
    """The site's name, whoever looks, and the circles of the rail (read only if drawn)."""
    known = hasattr(request, "viewer")
    return {
        "site_name": settings.SITE_NAME,
        "viewer": getattr(request, "viewer", Viewer.public()),
        "demo": settings.DEMO,
        "my_circles": SimpleLazyObject(lambda: my_circles(request)) if known else [],
    }
