"""Reading a deck, and drawing from it."""

from __future__ import annotations

import secrets

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from kinweave.access import can
from kinweave.decks.choosing import fitting, some_of
from kinweave.decks.forms import Choosing
from kinweave.decks.models import Card, Deck, Favourite, Table
from kinweave.decks.models.cards import CardQuerySet
from kinweave.decks.ready_made import languages
from kinweave.decks.views.door import circle_for, deck_for, viewer

MOST_SEEDS = 10**9
AT_MOST = 12
"""So many cards are drawn at once, one for each of a group."""


@login_required
@require_GET
def of_circle(request: HttpRequest, slug: str) -> HttpResponse:
    """The decks of a circle."""
    circle, looks = circle_for(request, slug), viewer(request)
    page = {
        "circle": circle,
        "decks": Deck.objects.visible_to(looks).filter(circle=circle),
        "keeps": can(looks, "keep decks", circle),
        "ready": languages(),
    }
    return render(request, "decks/circle.html", page)


@require_GET
def deck(request: HttpRequest, pk: int) -> HttpResponse:
    """Its cards, those that fit; and the ways to draw."""
    of, looks = deck_for(request, pk), viewer(request)
    choosing = Choosing(request.GET)
    chosen = request.GET.urlencode()
    plays, keeps = can(looks, "play", of), can(looks, "keep", of)
    cards = list(_those(request, of, choosing))
    filtered = bool(choosing.only_liked or any(request.GET.values()))
    page = {
        "deck": of,
        "circle": of.circle,
        "cards": cards,
        "pictured": any(one.picture for one in cards) or (filtered and of.is_pictured),
        "choosing": choosing,
        "chosen": f"?{chosen}" if chosen else "",
        "filtered": filtered,
        "plays": plays,
        "keeps": keeps,
        "put_away": list(of.cards.exclude(put_away_at=None)) if keeps else [],
        "tables": list(Table.objects.visible_to(looks).filter(deck=of)[:5]) if plays else [],
    }
    return render(request, "decks/deck.html", page)


@require_GET
def draw(request: HttpRequest, pk: int) -> HttpResponse:
    """One card, or one for each of a group. The address keeps what was drawn, so that it can be
    looked at again or sent to somebody; nothing is kept here."""
    of = deck_for(request, pk)
    asked = request.GET.copy()
    seed = _number(request.GET.get("seed", ""), 1, MOST_SEEDS)
    if not seed:
        asked["seed"] = str(secrets.randbelow(MOST_SEEDS) + 1)
        return redirect(f"{reverse('deck-draw', args=[pk])}?{asked.urlencode()}")
    how_many = _number(request.GET.get("cards", ""), 1, AT_MOST) or 1
    choosing = Choosing(asked)
    drawn = some_of(_those(request, of, choosing), how_many, seed)
    del asked["seed"]
    page = {
        "deck": of,
        "circle": of.circle,
        "drawn": drawn,
        "again": f"?{asked.urlencode()}",
        "plays": can(viewer(request), "play", of),
    }
    return render(request, "decks/drawn.html", page)


def _those(request: HttpRequest, of: Deck, choosing: Choosing) -> CardQuerySet:
    cards: CardQuerySet = Card.objects.visible_to(viewer(request)).in_play().filter(deck=of)
    cards = fitting(cards, choosing.fits)
    if choosing.only_liked:
        liked = Favourite.objects.visible_to(viewer(request))
        cards = cards.filter(pk__in=liked.values("card"))
    return cards


def _number(said: str, least: int, most: int) -> int:
    """The number that was written, or 0 where there is none between these."""
    number = int(said[:10]) if said.isascii() and said.isdecimal() else 0
    return number if least <= number <= most else 0
