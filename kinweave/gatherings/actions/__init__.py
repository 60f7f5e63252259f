"""What people do with gatherings. The actor comes first, then what it is about; all else by name.

Each is one transaction, asks whether the actor may, and writes the journal.
"""

from kinweave.gatherings.actions.answering import (
    answer,
    answer_as_guest,
    offer_free_seats,
    take_back_offers,
)
from kinweave.gatherings.actions.calendars import calendar_key, forget_key, new_key
from kinweave.gatherings.actions.dates import add_dates, go_on, move, put_back, skip
from kinweave.gatherings.actions.guests import come_as_guest, forget_guest, forget_guests
from kinweave.gatherings.actions.hosting import (
    announce,
    call_off,
    change,
    delete_draft,
    plan,
    take_on,
)
from kinweave.gatherings.actions.inviting import invite
from kinweave.gatherings.actions.picturing import remove_picture, show_picture
from kinweave.gatherings.posting import set_dates_by_mail
from kinweave.gatherings.refusals import (
    Bounded,
    ForThoseWhoGive,
    Full,
    NoFund,
    Over,
    Refusal,
)

__all__ = [
    "Bounded",
    "ForThoseWhoGive",
    "Full",
    "NoFund",
    "Over",
    "Refusal",
    "add_dates",
    "announce",
    "answer",
    "answer_as_guest",
    "calendar_key",
    "call_off",
    "change",
    "come_as_guest",
    "delete_draft",
    "forget_guest",
    "forget_guests",
    "forget_key",
    "go_on",
    "invite",
    "move",
    "new_key",
    "offer_free_seats",
    "plan",
    "put_back",
    "remove_picture",
    "set_dates_by_mail",
    "show_picture",
    "skip",
    "take_back_offers",
    "take_on",
]
