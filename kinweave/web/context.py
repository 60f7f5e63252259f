"""What every page's layout needs to know."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest


def layout(request: HttpRequest) -> dict[str, object]:
    """The site's name, whoever looks, and the circles of the rail (read only if drawn)."""
    return {
        "site_name": settings.SITE_NAME,
        "viewer": getattr(request, "viewer", None),
        "demo": settings.DEMO,
    }
