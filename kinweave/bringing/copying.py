"""What comes along to a gathering that is planned like another."""

from __future__ import annotations

from datetime import datetime

from kinweave.access import Viewer
from kinweave.bringing.actions import open_clinic, open_slots
from kinweave.bringing.models import Clinic, Slots
from kinweave.gatherings.copying import copies_along
from kinweave.gatherings.models import Gathering
from kinweave.people.models import Person


@copies_along
def what_is_open(
    actor: Person, viewer: Viewer, old: Gathering, new: Gathering, at: datetime
) -> None:
    """That slots and cases are open, and how. Who asked for one, and what they brought, stays where
    they brought it; so does a board, which is of its own day."""
    for slots in Slots.objects.visible_to(viewer).filter(gathering=old, closed_at=None):
        open_slots(actor, new, name=slots.name, minutes=slots.minutes, places=slots.places, at=at)
    for clinic in Clinic.objects.visible_to(viewer).filter(gathering=old, closed_at=None):
        open_clinic(actor, new, places=clinic.places, at=at)
