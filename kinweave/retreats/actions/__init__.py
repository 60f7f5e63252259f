"""What people do with retreats. The actor comes first, then what it is about; all else by name.

Each is one transaction and asks whether the actor may. What a community would want to know who did
goes into the journal; who pays what does not.
"""

from kinweave.retreats.actions.arranging import (
    begin,
    change,
    open_for_booking,
    put_item,
    remove_item,
)
from kinweave.retreats.actions.booking import book, withdraw
from kinweave.retreats.actions.crews import ask_for_crews, make_crews, tell_crews
from kinweave.retreats.actions.offering import (
    put_price,
    put_room,
    remove_cost,
    remove_price,
    remove_room,
    write_cost,
)
from kinweave.retreats.actions.paying import Counted, note_payment, read_statement, take_back
from kinweave.retreats.actions.scholarships import answer, ask, stop_asking

__all__ = [
    "Counted",
    "answer",
    "ask",
    "ask_for_crews",
    "begin",
    "book",
    "change",
    "make_crews",
    "note_payment",
    "open_for_booking",
    "put_item",
    "put_price",
    "put_room",
    "read_statement",
    "remove_cost",
    "remove_item",
    "remove_price",
    "remove_room",
    "stop_asking",
    "take_back",
    "tell_crews",
    "withdraw",
    "write_cost",
]
