"""Made-up things for looking at letters: unsaved, and belonging to nobody."""

from __future__ import annotations

from typing import Any

from kinweave.bringing.models import Case, Choice, Request, Slots, Turn
from kinweave.gatherings.samples import GATHERING

_slots = Slots(pk=1, gathering=GATHERING["gathering"], name="Present your project", minutes=15)
_request = Request(pk=1, slots=_slots, title="A boat for the whole street", remind=3)
_case = Case(pk=1, title="Two jobs, one of me")

TURN: dict[str, Any] = {
    **GATHERING, "slots": _slots, "asked": _request,
    "turn": Turn(pk=1, request=_request, occasion=GATHERING["occasion"], place=1),
}  # fmt: skip
REQUEST: dict[str, Any] = {**GATHERING, "slots": _slots, "asked": _request, "goes_on": True}
CHOICE: dict[str, Any] = {
    **GATHERING, "case": _case,
    "choice": Choice(pk=1, case=_case, occasion=GATHERING["occasion"], place=1),
}  # fmt: skip
