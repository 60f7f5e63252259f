"""What people do in a crew. The actor comes first, then what it is about; all else by name.

Each is one transaction, asks whether the actor may, and writes the journal.
"""

from kinweave.crews.actions.beginning import begin, lay_first
from kinweave.crews.actions.going_on import (
    ask_what_next,
    end_well,
    go_on,
    going_on,
    say,
    tell_what_came,
)
from kinweave.crews.actions.looking_back import look_back
from kinweave.crews.actions.turns import keep_turn, offer_turn, take_turn
from kinweave.crews.actions.wording import word
from kinweave.crews.refusals import CannotBegin, Laid, NotFree, NotYet, Refusal, Reworded, Told

__all__ = [
    "CannotBegin",
    "Laid",
    "NotFree",
    "NotYet",
    "Refusal",
    "Reworded",
    "Told",
    "ask_what_next",
    "begin",
    "end_well",
    "go_on",
    "going_on",
    "keep_turn",
    "lay_first",
    "look_back",
    "offer_turn",
    "say",
    "take_turn",
    "tell_what_came",
    "word",
]
