"""What people do with handbooks."""

from kinweave.handbook.actions.books import begin, change
from kinweave.handbook.actions.bringing import ask, stop
from kinweave.handbook.actions.embedding import look, look_away
from kinweave.handbook.actions.enclosing import put_in, take_away
from kinweave.handbook.actions.moving import move
from kinweave.handbook.actions.proposing import decline, propose, take, withdraw
from kinweave.handbook.actions.removing import put_back, take_out
from kinweave.handbook.actions.translating import begin_translation, stand_alone, translate
from kinweave.handbook.actions.writing import restore, revise, write_page

__all__ = [
    "ask",
    "begin",
    "begin_translation",
    "change",
    "decline",
    "look",
    "look_away",
    "move",
    "propose",
    "put_back",
    "put_in",
    "restore",
    "revise",
    "stand_alone",
    "stop",
    "take",
    "take_away",
    "take_out",
    "translate",
    "withdraw",
    "write_page",
]
