"""What goes with a seat, or with the sight of a gathering: apps above gatherings take away what
stood on it.

Somebody says no, leaves, or does not see a gathering any more: whatever they had there because they
came goes in the same transaction, while the date is locked. Other things need no yes, as what
somebody would do on an open board: that goes when they do not see the gathering any more.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import datetime

from kinweave.gatherings.models import Gathering, Occasion

Goes = Callable[[int, Occasion, datetime], None]
_goes: list[Goes] = []
Unseen = Callable[[Collection[int]], set[int]]
GoesUnseen = Callable[[Gathering, Unseen, datetime], None]
_goes_unseen: list[GoesUnseen] = []


def goes_with_the_seat(what: Goes) -> Goes:
    """Register what else goes when a person (by their number) has no seat at a date any more."""
    if what not in _goes:
        _goes.append(what)
    return what


def seat_is_gone(person: int, occasion: Occasion, at: datetime) -> None:
    """Run all of it, for a person who came to a date and does not any more."""
    for what in _goes:
        what(person, occasion, at)


def goes_out_of_sight(what: GoesUnseen) -> GoesUnseen:
    """Register what else goes when a gathering is for fewer people. It gets the gathering, what
    tells those of some people (by their numbers) who do not see it any more, and the hour; its
    dates to come are locked."""
    if what not in _goes_unseen:
        _goes_unseen.append(what)
    return what


def seen_by_fewer(gathering: Gathering, unseen: Unseen, at: datetime) -> None:
    """Run all of it, of a gathering whose audience is another."""
    for what in _goes_unseen:
        what(gathering, unseen, at)
