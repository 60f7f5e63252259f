"""What goes with a seat: apps above gatherings take away what stood on it.

Somebody says no, leaves, or does not see a gathering any more: whatever they had there because they
came goes in the same transaction, while the date is locked.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from kinweave.gatherings.models import Occasion

Goes = Callable[[int, Occasion, datetime], None]
_goes: list[Goes] = []


def goes_with_the_seat(what: Goes) -> Goes:
    """Register what else goes when a person (by their number) has no seat at a date any more."""
    if what not in _goes:
        _goes.append(what)
    return what


def seat_is_gone(person: int, occasion: Occasion, at: datetime) -> None:
    """Run all of it, for a person who came to a date and does not any more."""
    for what in _goes:
        what(person, occasion, at)
