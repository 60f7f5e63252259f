"""What people do with gatherings. The actor comes first, then what it is about; all else by name.

Each is one transaction, asks whether the actor may, and writes the journal.
"""

from kinweave.gatherings.actions.answering import answer, offer_free_seats, take_back_offers
from kinweave.gatherings.actions.calendars import calendar_key, forget_key, new_key
from kinweave.gatherings.actions.dates import go_on, move, put_back, skip
from kinweave.gatherings.actions.hosting import (
    announce,
    call_off,
    change,
    delete_draft,
    plan,
    take_on,
)
from kinweave.gatherings.refusals import Bounded, Over, Refusal

__all__ = [
    "Bounded",
    "Over",
    "Refusal",
    "announce",
    "answer",
    "calendar_key",
    "call_off",
    "change",
    "delete_draft",
    "forget_key",
    "go_on",
    "move",
    "new_key",
    "offer_free_seats",
    "plan",
    "put_back",
    "skip",
    "take_back_offers",
    "take_on",
]
