"""Who sees what of decks: rows of the matrix. The deck is Riverbend's and for its members; Cleo,
the crew member, filled in a card of her own and laid the deck on a table."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from kinweave.access import Sight

_MEMBERS = ("friend", "partner", "crew member", "steward", "blocked")
_AUDIENCE = _("whom the deck's audience holds")
_INSIDE = _("members of the deck's circle")
_KEEPERS = _("whoever tends the circle")
_CIRCLE = ("riverbend.slug",)
_DECK = ("deck.pk",)
_CARD = ("deck.pk", "card.pk")


def _row(
    name: str,
    what: Any,
    seen_by: Any,
    args: tuple[str, ...],
    *may: str,
    answer: int = 200,
    anonymous: int = 404,
) -> Sight:
    """``may``: who of the members; the others get 403, and outside nothing is there."""
    answers = {one: answer if one in (may or _MEMBERS) else 403 for one in _MEMBERS}
    return Sight(name, what, seen_by, 404, {"anonymous": anonymous, **answers}, args)


def _button(name: str, what: Any, seen_by: Any, args: tuple[str, ...]) -> Sight:
    return Sight(name, what, seen_by, 405, {"anonymous": 302}, args)


SIGHTS: list[Sight] = [
    _row("circle-decks", _("The card decks of a circle"), _("whoever sees the circle; of its "
         "decks, those whose audience holds them"), _CIRCLE, anonymous=302),
    _row("deck-new", _("Taking a deck in"), _KEEPERS, _CIRCLE, "steward", anonymous=302),
    _row("deck", _("A deck and its cards"), _AUDIENCE, _DECK),
    _row("deck-draw", _("What you drew"), _AUDIENCE, _DECK, answer=302),
    _row("deck-change", _("Changing a deck"), _KEEPERS, _DECK, "steward", anonymous=302),
    _row("deck-brought", _("What came in from a file"), _("whoever brought it"),
         (*_DECK, "cards_brought.pk"), "steward", anonymous=302),
    _row("card-new", _("Filling in a blank card"), _INSIDE, _DECK, anonymous=302),
    _row("card", _("A card, and what people tell of it"), _("whom the deck's audience holds; who "
         "filled it in and what is told of it: members of the deck's circle"), _CARD),
    _row("card-picture", _("A card's picture"), _AUDIENCE, (*_CARD, "wide")),
    _row("card-change", _("Changing a card"), _("whoever filled it in, and who tends the circle"),
         _CARD, "crew member", "steward", anonymous=302),
    _button("card-favourite", _("Keeping a card among those you like"), _("you alone"), _CARD),
    _button("card-story", _("Telling what happened with a card"), _INSIDE, _CARD),
    _button("deck-table", _("Laying a deck on a table"), _INSIDE, _DECK),
    _row("card-table", _("A table at which a group draws"), _INSIDE, ("table.pk",), anonymous=302),
    _row("deck-sheets", _("A deck as sheets to print"), _AUDIENCE, _DECK, anonymous=302),
    _row("deck-pdf", _("The sheets themselves"), _AUDIENCE, _DECK, answer=302),
    _row("deck-markdown", _("A deck as Markdown"), _AUDIENCE, _DECK),
    _row("deck-csv", _("A deck as a table"), _AUDIENCE, _DECK),
    _row("deck-markdown-zip", _("A deck as Markdown, with its pictures"), _AUDIENCE, _DECK),
    _row("deck-csv-zip", _("A deck as a table, with its pictures"), _AUDIENCE, _DECK),
]  # fmt: skip
