"""Whom a change of somebody's place is told. What the letters say is in :mod:`letters`."""

from __future__ import annotations

from datetime import datetime

from kinweave.notices.actions import tell
from kinweave.people.models import Person
from kinweave.retreats.models import Booking


def tell_about(
    letter: str, booking: Booking, receiver: Person, *, key: str, at: datetime, **more: int
) -> None:
    """One letter about a place, at once. ``key``: what makes it another one than the last."""
    tell(
        letter,
        receiver=receiver,
        about={"booking": booking.pk, **more},
        key=f"{letter}:{booking.pk}:{key}",
        at=at,
        circle=booking.retreat.gathering.circle,
    )
