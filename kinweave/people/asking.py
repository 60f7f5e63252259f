"""Who asks: the person behind a request, and the same as seen by the door."""

from __future__ import annotations

from typing import cast

from django.http import HttpRequest

from kinweave.access import viewer_of
from kinweave.people.models import Person


def me(request: HttpRequest) -> Person:
    """Whoever asks, on a page that needs an account."""
    return cast(Person, request.user)


viewer = viewer_of
"""The same as seen by the door."""
