"""Getting to a deck: who asks, and what they may see."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest

from kinweave.access import allowed
from kinweave.circles.views.door import circle_for, me, viewer
from kinweave.decks.models import Card, Deck, Table

__all__ = ["card_for", "circle_for", "deck_for", "me", "posted", "sent", "table_for", "viewer"]


def deck_for(request: HttpRequest, pk: int, verb: str = "") -> Deck:
    """The deck, if it is there for them (404), and if they may do this with it (403)."""
    rows = Deck.objects.visible_to(viewer(request)).filter(pk=pk)
    found = rows.select_related("circle").first()
    if found is None:
        raise Http404
    if verb:
        allowed(viewer(request), verb, found)
    return found


def card_for(request: HttpRequest, pk: int, card: int, verb: str = "") -> Card:
    """One of its cards, in the same way; also one that was put away: it may be put back."""
    rows = Card.objects.visible_to(viewer(request)).filter(deck__pk=pk, pk=card)
    found = rows.select_related("deck__circle", "author").first()
    if found is None:
        raise Http404
    if verb:
        allowed(viewer(request), verb, found)
    return found


def table_for(request: HttpRequest, pk: int) -> Table:
    """The table, for those who sit at it."""
    rows = Table.objects.visible_to(viewer(request)).filter(pk=pk)
    found = rows.select_related("deck__circle").first()
    if found is None:
        raise Http404
    return found


def posted(request: HttpRequest, name: str) -> int:
    """A number that was sent; what is none is not there."""
    found = request.POST.get(name, "")
    if not (found.isascii() and found.isdecimal()):
        raise Http404
    return int(found[:18])


def sent(request: HttpRequest) -> tuple[Any, Any]:
    """What a form with a file was sent, or nothing."""
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)
