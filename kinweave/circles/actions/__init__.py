"""What people do in circles. The actor comes first, then what it is about; all else by name.

Each is one transaction, asks whether the actor may, and writes the journal.
"""

from kinweave.circles.actions.applying import (
    apply,
    decline,
    reopen,
    welcome,
    withdraw,
    write_to,
)
from kinweave.circles.actions.asking import ask, reorder, reword, stop_asking
from kinweave.circles.actions.belonging import (
    change_standing,
    circles_left,
    come_back,
    leave,
    put_away_welcome,
    step_forward,
)
from kinweave.circles.actions.ending import BRING_BACK_WITHIN, bring_back, end, end_together
from kinweave.circles.actions.expecting import accept, expect
from kinweave.circles.actions.founding import found, found_together, tend
from kinweave.circles.actions.handing_over import keep, let_go, not_now, offer, take
from kinweave.circles.actions.holding import (
    SOON,
    change_responsibility,
    close_responsibility,
    make_responsibility,
    tell_of_endings,
)
from kinweave.circles.actions.inviting import enter, invite, meant_for, revoke
from kinweave.circles.actions.wishing import take_back_wish, wish_for_crew
from kinweave.circles.refusals import (
    Closed,
    DoesNotFit,
    LastPartner,
    NotHere,
    Refusal,
    Unanswered,
)

__all__ = [
    "BRING_BACK_WITHIN",
    "SOON",
    "Closed",
    "DoesNotFit",
    "LastPartner",
    "NotHere",
    "Refusal",
    "Unanswered",
    "accept",
    "apply",
    "ask",
    "bring_back",
    "change_responsibility",
    "change_standing",
    "circles_left",
    "close_responsibility",
    "come_back",
    "decline",
    "end",
    "end_together",
    "enter",
    "expect",
    "found",
    "found_together",
    "invite",
    "keep",
    "leave",
    "let_go",
    "make_responsibility",
    "meant_for",
    "not_now",
    "offer",
    "put_away_welcome",
    "reopen",
    "reorder",
    "revoke",
    "reword",
    "step_forward",
    "stop_asking",
    "take",
    "take_back_wish",
    "tell_of_endings",
    "tend",
    "welcome",
    "wish_for_crew",
    "withdraw",
    "write_to",
]
