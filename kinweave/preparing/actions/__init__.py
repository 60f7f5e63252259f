"""What people do to prepare a gathering. The actor comes first, then what it is about; all else by
name. Each is one transaction, and asks whether the actor may."""

from kinweave.preparing.actions.asking import ask, reorder, stop_asking, tell_replies_to
from kinweave.preparing.actions.opening import close_role, open_role, set_places
from kinweave.preparing.actions.replying import (
    reply,
    reply_as_guest,
    take_back,
    take_back_as_guest,
)
from kinweave.preparing.actions.taking import free, give_back, take
from kinweave.preparing.actions.tidying import forget_old
from kinweave.preparing.refusals import Enough, Gone, NotComing, Over, Refusal, TakenAlready

__all__ = [
    "Enough",
    "Gone",
    "NotComing",
    "Over",
    "Refusal",
    "TakenAlready",
    "ask",
    "close_role",
    "forget_old",
    "free",
    "give_back",
    "open_role",
    "reorder",
    "reply",
    "reply_as_guest",
    "set_places",
    "stop_asking",
    "take",
    "take_back",
    "take_back_as_guest",
    "tell_replies_to",
]
