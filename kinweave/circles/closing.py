"""What closes when a circle ends: each app above circles closes its own part.

Most need not: whatever asks for an open circle is not there any more, and is there again where the
ending is undone. This is for what people do elsewhere because of it, and have to be told to stop.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from kinweave.circles.models import Circle
from kinweave.people.models import Person

Closes = Callable[[Circle, Person, datetime], None]
_closes: list[Closes] = []


def closes_with_it(what: Closes) -> Closes:
    """Register what else to close when a circle ends (which, by whom, when), in the same
    transaction."""
    if what not in _closes:
        _closes.append(what)
    return what


def close_all(circle: Circle, by: Person, at: datetime) -> None:
    """Run all of it."""
    for what in _closes:
        what(circle, by, at)
