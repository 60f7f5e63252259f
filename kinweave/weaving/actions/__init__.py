"""What people do in a crewing season. The actor comes first, then what it is about."""

from kinweave.weaving.actions.answering import answer, end_seasons
from kinweave.weaving.actions.gathering import (
    change_season,
    close_season,
    make_season,
    open_season,
)
from kinweave.weaving.actions.hours import change_hours
from kinweave.weaving.actions.moving import move, pin, take_back
from kinweave.weaving.actions.proposing import ask_for_crews, discard, publish
from kinweave.weaving.actions.wishing import say_wish, take_back_wish

__all__ = [
    "answer",
    "ask_for_crews",
    "change_hours",
    "change_season",
    "close_season",
    "discard",
    "end_seasons",
    "make_season",
    "move",
    "open_season",
    "pin",
    "publish",
    "say_wish",
    "take_back",
    "take_back_wish",
]
