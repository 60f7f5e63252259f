"""What circles do when two people no longer see each other."""

from __future__ import annotations

from datetime import datetime

from kinweave.circles.models import Handover
from kinweave.people.actions.blocks import comes_between
from kinweave.people.models import Person


@comes_between
def take_back_offers(person: Person, other: Person, at: datetime) -> None:
    """Neither could answer an offer between them any more, nor see why. It is as if it had been
    taken back: whoever holds the responsibility keeps it, and can ask somebody else. Nobody is
    told, and undoing the block does not bring it back."""
    both = (person, other)
    rows = Handover.objects.filter(giver__in=both, taker__in=both, state=Handover.State.OFFERED)
    rows.update(state=Handover.State.WITHDRAWN, answered_at=at)
