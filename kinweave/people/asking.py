"""Who asks: the person behind a request, and the same as seen by the door."""

from __future__ import annotations

from typing import Any, cast

from django.http import HttpRequest

from kinweave.access import Viewer
from kinweave.people.models import Person


def me(request: HttpRequest) -> Person:
    """Whoever asks, on a page that needs an account."""
    return cast(Person, request.user)


def viewer(request: HttpRequest) -> Viewer:
    """The same as seen by the door."""
    found: Any = request.viewer  # type: ignore[attr-defined]
    return cast(Viewer, found)
