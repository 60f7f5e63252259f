"""One gathering planned like another: what apps above put beside it comes along.

Each such app registers, when it is ready, what of its own makes sense once more: how it was set up,
and nothing that anybody said, took, booked or brought.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from kinweave.access import Viewer
from kinweave.gatherings.models import Gathering
from kinweave.people.models import Person

Copies = Callable[[Person, Viewer, Gathering, Gathering, datetime], None]
_copies: list[Copies] = []


def copies_along(what: Copies) -> Copies:
    """Register what comes along. It gets who plans, as whom they see, the old gathering and the new
    one, a draft that they host; and reads of the old one what they may see, through the door."""
    if what not in _copies:
        _copies.append(what)
    return what


def copy_along(actor: Person, old: Gathering, new: Gathering, *, at: datetime) -> None:
    """Run all of it, in the transaction in which the new one is made."""
    viewer = Viewer.of(actor.pk)
    for what in _copies:
        what(actor, viewer, old, new, at)
