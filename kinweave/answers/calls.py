"""Calls as people write them: "NAME", "NAME (caller)", "call: NAME (caller, 4-6)"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kinweave.answers.cells import clean, opening, says_nothing
from kinweave.answers.errors import MisreadError
from kinweave.words import gettext as _

_PREFIX = re.compile(r"^call\s*:\s*", re.IGNORECASE)
_CALLER = re.compile(
    r"\s*[(\[]\s*(?:i(?: a|')m )?(?:the )?caller\b[,:;\s]*(?P<sizes>[^)\]]*)[)\]]\s*$",
    re.IGNORECASE,
)
_SIZES = re.compile(r"(\d{1,3})(?:\s*(?:-|–|to)\s*(\d{1,3}))?(?:\s*(?:people|members))?")
SMALLEST, LARGEST = 2, 12


@dataclass(frozen=True, slots=True)
class CallCell:
    """What a cell says: a call's name, whether this person calls, and for how many."""

    name: str
    caller: bool = False
    smallest: int | None = None
    largest: int | None = None


def read_call(text: str) -> CallCell | None:
    """The call that a cell names, if any. Raises MisreadError."""
    if says_nothing(text):
        return None
    name = _PREFIX.sub("", clean(opening(text)), count=1)
    found = _CALLER.search(name)
    if not found:
        return CallCell(name)
    name = name[: found.start()].strip()
    if not name:
        raise MisreadError(
            text, _("This call has no name."), _("Write it like this: Reading Freire (caller).")
        )
    if not (said := found["sizes"].strip()):
        return CallCell(name, caller=True)
    sizes = _SIZES.fullmatch(said)
    smallest = int(sizes[1]) if sizes else 0
    largest = int(sizes[2] or smallest) if sizes else 0
    if not SMALLEST <= smallest <= largest <= LARGEST:
        raise MisreadError(
            text,
            _("I cannot tell how many people this call is for."),
            _("Write from {smallest} to {largest}, like this: {name} (caller, 4-6).").format(
                smallest=SMALLEST, largest=LARGEST, name=name
            ),
        )
    return CallCell(name, True, smallest, largest)
