"""What people do with what they bring. The actor comes first; each is one transaction and asks
whether the actor may.

Rows are locked in one order: dates, in the order of their numbers; then slots, clinics, boards;
then what somebody brought. So does whoever leaves a circle, and nobody waits for ever.
"""

from kinweave.bringing.actions.boards import (
    change_board,
    change_session,
    join,
    move,
    not_join,
    open_board,
    put_on,
    take_down,
)
from kinweave.bringing.actions.cases import (
    bring,
    change_case,
    choose,
    close_clinic,
    not_today,
    open_clinic,
    take_away,
)
from kinweave.bringing.actions.queueing import ask, change_request, withdraw
from kinweave.bringing.actions.slots import (
    close_slots,
    next_in_queue,
    open_slots,
    put_back,
    schedule,
)

__all__ = [
    "ask", "bring", "change_board", "change_case", "change_request", "change_session", "choose",
    "close_clinic", "close_slots", "join", "move", "next_in_queue", "not_join", "not_today",
    "open_board", "open_clinic", "open_slots", "put_back", "put_on", "schedule", "take_away",
    "take_down", "withdraw",
]  # fmt: skip
