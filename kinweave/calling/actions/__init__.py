"""What people do about calls. The actor comes first, then what it is about; all else by name.

Each is one transaction, asks whether the actor may, and writes the journal.
"""

from kinweave.calling.actions.answering import answer, ask, reply, take_back
from kinweave.calling.actions.calling import call, end_old, let_go
from kinweave.calling.actions.starting import is_begun, start
from kinweave.calling.refusals import CannotBegin, NoCommonTime, NotOpen, Refusal

__all__ = [
    "CannotBegin",
    "NoCommonTime",
    "NotOpen",
    "Refusal",
    "answer",
    "ask",
    "call",
    "end_old",
    "is_begun",
    "let_go",
    "reply",
    "start",
    "take_back",
]
