"""What cannot be done; each says so in words that may be shown."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from kinweave.circles.refusals import Refusal

__all__ = ["AllDrawn", "Full", "Refusal", "SameTitle", "Strange"]


class AllDrawn(Refusal):
    """A table at which every card that fits has been drawn."""

    words = _("Every card that fits has been on this table. Lay the deck anew, if you like.")


class Full(Refusal):
    """A deck has so many cards at most."""

    words = _("A deck has 300 cards at most. Begin another one for these.")


class SameTitle(Refusal):
    """Two cards of a deck never have the same title."""

    words = _("There is a card with this title in the deck already. Give yours another one.")


class Strange(Refusal):
    """A file that holds no cards."""

    words = _(
        "No card was found in this file. It wants a heading for each card, or a table with the "
        "columns title and text. Nothing was changed."
    )
