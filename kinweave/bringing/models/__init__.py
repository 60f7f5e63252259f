"""Slots and who asks for one; cases, and which was chosen; boards, and what stands on them."""

from kinweave.bringing.models.boards import Board, Joining, Session, Spot, Stretch
from kinweave.bringing.models.cases import Case, Choice, Clinic, NotToday
from kinweave.bringing.models.slots import Request, Slots, Turn

__all__ = [
    "Board", "Case", "Choice", "Clinic", "Joining", "NotToday", "Request", "Session", "Slots",
    "Spot", "Stretch", "Turn",
]  # fmt: skip
