"""What cannot be done; each says so in words that may be shown."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from kinweave.circles.refusals import Refusal

__all__ = [
    "AllDrawn",
    "Full",
    "NoCards",
    "NoZip",
    "Refusal",
    "SameTitle",
    "Several",
    "Strange",
    "TooMuchText",
]


class AllDrawn(Refusal):
    """A table at which every card that fits has been drawn."""

    words = _("Every card that fits has been on this table. Lay the deck anew, if you like.")


class Full(Refusal):
    """A deck has so many cards at most."""

    words = _("A deck has 300 cards at most. Begin another one for these.")


class SameTitle(Refusal):
    """Two cards of a deck never have the same title."""

    words = _("There is a card with this title in the deck already. Give yours another one.")


class NoZip(Refusal):
    """A zip that cannot be opened."""

    words = _(
        "This zip cannot be read: it is broken, was cut off on its way, or lists too many files. "
        "Nothing was changed."
    )


class NoCards(Refusal):
    """A zip without a file of cards. ``locked``: one that wants a password, or ""."""

    def __init__(self, locked: str) -> None:
        super().__init__(locked)
        self._locked = locked

    def __str__(self) -> str:
        if self._locked:
            words = _(
                "No card was found in this file: {file} wants a password, or is packed in a rare "
                "way. Nothing was changed."
            )
            return str(words).format(file=self._locked[:120])
        return str(
            _(
                "No card was found in this file. A zip wants a file of Markdown (.md) or a table "
                "as CSV in it; a spreadsheet can save one. Nothing was changed."
            )
        )


class Several(Refusal):
    """A zip with more than one file that might be it."""

    def __init__(self, names: str) -> None:
        super().__init__(names)
        self._names = names

    def __str__(self) -> str:
        words = _(
            "More than one file in this zip might hold the cards: {names}. Leave one in it, or "
            "call it cards.md or cards.csv. Nothing was changed."
        )
        return str(words).format(names=self._names[:300])


class TooMuchText(Refusal):
    """A zip of which the file of cards unpacks into more than is read."""

    words = _("The file of cards in this zip is too large: 1 MB at most. Nothing was changed.")


class Strange(Refusal):
    """A file that holds no cards."""

    words = _(
        "No card was found in this file. It wants a heading for each card, or a table with the "
        "columns title and text. Nothing was changed."
    )
