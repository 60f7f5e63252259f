"""What stands on a guest's own page besides whether they come: put there by the apps above.

As :mod:`kinweave.gatherings.beside`, for somebody who has no account: whoever holds the address of
that page is the guest, and nothing is asked of a viewer.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from kinweave.gatherings.models import Guest

Show = Callable[[Guest, datetime], dict[str, Any] | None]
_parts: dict[str, Show] = {}


def for_guests(template: str) -> Callable[[Show], Show]:
    """Register a part: what ``template`` gets as ``part``; ``None`` where there is nothing."""

    def register(show: Show) -> Show:
        _parts[template] = show
        return show

    return register


def shown_to(guest: Guest, now: datetime) -> list[tuple[str, dict[str, Any]]]:
    """Template and content of each part that this guest finds there."""
    found = ((template, show(guest, now)) for template, show in _parts.items())
    return [(template, part) for template, part in found if part is not None]
