"""Whom a change is told. What the letter says is in :mod:`letters`."""

from __future__ import annotations

from datetime import datetime

from kinweave.gatherings.models import Gathering
from kinweave.notices.actions import tell
from kinweave.people.models import Person
from kinweave.preparing.models import Taken


def tell_of_freedom(taken: Taken, gathering: Gathering, *, but: Person, at: datetime) -> None:
    """Whoever had taken a role for a date to come: nothing is expected of them there any more."""
    if taken.person_id == but.pk or taken.occasion.ends_at <= at:
        return
    tell(
        "preparing.freed",
        receiver=taken.person,
        about={"occasion": taken.occasion_id},
        key=f"preparing.freed:{taken.role_id}:{taken.occasion_id}:{taken.person_id}:{at.isoformat()}",
        at=at,
        circle=gathering.circle,
    )
