"""What cannot be done, or not any more; each says so in words that may be shown."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from kinweave.fund.refusals import Standing
from kinweave.gatherings.refusals import Over, Refusal

__all__ = [
    "Answered",
    "Closed",
    "Full",
    "Gone",
    "Inhabited",
    "NobodyKeepsMoney",
    "NotOffered",
    "NothingToChoose",
    "Over",
    "Refusal",
    "Repeats",
    "Standing",
    "TooFew",
    "TooMany",
]


class Repeats(Refusal):
    """A retreat is once."""

    words = _("This repeats. Plan the days as a gathering of their own, and begin there.")


class NothingToChoose(Refusal):
    """Nobody could say what they pay."""

    words = _("There is no price to choose yet. Write one down, or let people choose freely.")


class Closed(Refusal):
    """It is not open for booking yet."""

    words = _("Places cannot be taken yet. Nothing was changed.")


class NotOffered(Refusal):
    """A price or an amount that is not on offer."""

    words = _("That is not among the prices. Choose one of them; nothing was changed.")


class Full(Refusal):
    """Somebody was quicker."""

    words = _("The last bed there was taken a moment ago. Choose another; nothing was changed.")


class Gone(Refusal):
    """It was there, and is not any more."""

    words = _("That is not there any more. Nothing was changed.")


class Inhabited(Refusal):
    """Somebody sleeps there."""

    words = _("People have taken beds there. It can have more beds, and not fewer than they need.")


class NobodyKeepsMoney(Refusal):
    """There is no treasurer to ask."""

    words = _("Nobody keeps the money at the moment. Write to whoever hosts it.")


class TooFew(Refusal):
    """Crews need people."""

    words = _("Too few have taken a place for crews of that size.")


class TooMany(Refusal):
    """The engine would take too long."""

    words = _("Crews are made for 150 people at most.")


class Answered(Refusal):
    """They have had their answer."""

    words = _("This was answered already. Whoever asked can ask again. Nothing was changed.")
