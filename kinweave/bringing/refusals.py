"""What cannot be done as things stand; each says so in words that may be shown."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from kinweave.circles.refusals import Refusal
from kinweave.gatherings.refusals import Over

__all__ = [
    "AlreadyAsked", "AlreadyBrought", "Closed", "Full", "Gone", "NoCase", "Nobody", "Over",
    "Refusal", "Taken",
]  # fmt: skip


class Closed(Refusal):
    """Whoever hosts takes nothing more at the moment."""

    words = _("Nothing more is taken at the moment. What stands there already stays.")


class AlreadyAsked(Refusal):
    """One place in the queue for each person, so that it stays short for everybody."""

    words = _("You stand in the queue already. Change what you asked for, or withdraw it first.")


class AlreadyBrought(Refusal):
    """One case at a time for each person."""

    words = _("You have brought a case already. Change it, or withdraw it first.")


class Full(Refusal):
    """As many as there are places."""

    words = _("All places of that date are taken. It stays in the queue, where it was.")


class Nobody(Refusal):
    """The queue is empty, or nobody in it wants that date."""

    words = _("Nobody in the queue can take that date. Nothing was changed.")


class NoCase(Refusal):
    """No case is there, or none for that date."""

    words = _("There is no case for that date. Nothing was changed, and nobody was told.")


class Gone(Refusal):
    """It was withdrawn meanwhile."""

    words = _("It was withdrawn meanwhile. Nothing was changed.")


class Taken(Refusal):
    """Somebody was quicker."""

    words = _(
        "Somebody was quicker: that place on the board is taken. "
        "Choose another one, or leave it without a place for now. Nothing you wrote is lost."
    )
