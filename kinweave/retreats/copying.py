"""What comes along to a gathering that is planned like a retreat."""

from __future__ import annotations

from datetime import datetime

from kinweave.access import Viewer
from kinweave.gatherings.copying import copies_along
from kinweave.gatherings.models import Gathering
from kinweave.people.models import Person
from kinweave.retreats.actions import begin, put_price, put_room
from kinweave.retreats.actions.arranging import ACCOUNT, SAID
from kinweave.retreats.models import Price, Retreat, Room

OFFERED = ("name", "words", "amount")
SLEPT_IN = ("name", "words", "beds", "extra")


@copies_along
def prices_and_rooms(
    actor: Person, viewer: Viewer, old: Gathering, new: Gathering, at: datetime
) -> None:
    """Prices and rooms, not yet open: nobody who booked, and nothing that was paid. To which
    account one pays only where whoever plans wrote that themself. The programme is of its days."""
    rows = Retreat.objects.visible_to(viewer).filter(gathering=old)
    found = None if new.repeats else rows.first()
    if found is None:
        return
    own = found.written_by_id == actor.pk
    said = {name: getattr(found, name) for name in SAID if own or name not in ACCOUNT}
    made = begin(actor, new, **said, at=at)
    for price in Price.objects.visible_to(viewer).filter(retreat=found).values(*OFFERED):
        put_price(actor, made, **price)
    for room in Room.objects.visible_to(viewer).filter(retreat=found).values(*SLEPT_IN):
        put_room(actor, made, **room)
