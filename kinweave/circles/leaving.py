"""What goes when somebody leaves: each app above circles takes away its own part."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from kinweave.circles.models import Circle
from kinweave.people.models import Person

TakeAway = Callable[[Person, Circle, datetime], None]
_taken: list[TakeAway] = []


def takes_away(what: TakeAway) -> TakeAway:
    """Register what else to take away when a person leaves a circle, in the same transaction."""
    if what not in _taken:
        _taken.append(what)
    return what


def take_away(person: Person, circle: Circle, at: datetime) -> None:
    """Run all of it, once for each circle that the person leaves."""
    for what in _taken:
        what(person, circle, at)
