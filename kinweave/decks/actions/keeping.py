"""Keeping a deck: taking one in, its cards, what it says of itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from kinweave.access import Audience, Viewer, allowed
from kinweave.circles.models import Circle
from kinweave.decks.models import Card, Deck
from kinweave.decks.pictures import ALBUM
from kinweave.decks.refusals import Full, SameTitle
from kinweave.decks.writing import Told
from kinweave.journal.actions import write
from kinweave.people.models import Person

SAYS = ("name", "words", "licence", "audience", "language")
CAME = ("title", "text", "kind", "scale", "minutes", "least", "most")
CARD = (*CAME, "picture_alt")


@transaction.atomic
def begin(
    actor: Person,
    circle: Circle,
    *,
    name: str,
    language: str,
    words: str = "",
    licence: str = "",
    audience: str = Audience.CIRCLE,
    cards: Sequence[Told] = (),
    at: datetime,
) -> Deck:
    """A new deck of a circle, with these cards."""
    allowed(Viewer.of(actor.pk), "keep decks", circle)
    deck: Deck = Deck.objects.create(
        circle=circle,
        name=name,
        words=words,
        licence=licence,
        audience=audience,
        language=language,
        made_at=at,
    )
    put_in(deck, cards, at)
    write("decks.begun", actor=actor, at=at, circle=circle, thing=deck)
    return deck


@transaction.atomic
def change_deck(actor: Person, deck: Deck, **said: Any) -> None:
    """``said``: any of :data:`SAYS`."""
    allowed(Viewer.of(actor.pk), "keep", deck)
    for name in said:
        setattr(deck, name, said[name])
    deck.save(update_fields=[name for name in SAYS if name in said])


@transaction.atomic
def throw_away(actor: Person, deck: Deck) -> None:
    """The deck goes, with its cards and all that was told of them."""
    allowed(Viewer.of(actor.pk), "keep", deck)
    for name in deck.cards.exclude(picture="").values_list("picture", flat=True):
        ALBUM.discard(name)
    deck.delete()


@transaction.atomic
def fill_in(actor: Person, deck: Deck, *, at: datetime, **said: Any) -> Card:
    """A blank card, filled in: one's own. ``said``: any of :data:`CARD`."""
    allowed(Viewer.of(actor.pk), "play", deck)
    Deck.objects.select_for_update().get(pk=deck.pk)
    if deck.cards.count() >= Card.MOST:
        raise Full
    try:
        with transaction.atomic():
            card: Card = Card.objects.create(deck=deck, author=actor, made_at=at, **said)
            return card
    except IntegrityError as error:
        raise SameTitle from error


@transaction.atomic
def change_card(actor: Person, card: Card, **said: Any) -> None:
    """``said``: any of :data:`CARD`."""
    allowed(Viewer.of(actor.pk), "change", card)
    for name in said:
        setattr(card, name, said[name])
    try:
        with transaction.atomic():
            card.save(update_fields=[name for name in CARD if name in said])
    except IntegrityError as error:
        raise SameTitle from error


@transaction.atomic
def put_away(actor: Person, card: Card, *, at: datetime) -> None:
    """It is not drawn any more; where it was drawn before, it stays. It can be put back."""
    allowed(Viewer.of(actor.pk), "change", card)
    Card.objects.filter(pk=card.pk, put_away_at=None).update(put_away_at=at)


@transaction.atomic
def put_back(actor: Person, card: Card) -> None:
    """It can be drawn again."""
    allowed(Viewer.of(actor.pk), "change", card)
    Card.objects.filter(pk=card.pk).update(put_away_at=None)


def put_in(deck: Deck, cards: Iterable[Told], at: datetime) -> int:
    """Add those whose titles the deck does not have; how many. Their pictures are not theirs yet:
    they are made later."""
    Deck.objects.select_for_update().get(pk=deck.pk)
    there = set(deck.cards.values_list("title", flat=True))
    new = {one.title: one for one in cards if one.title not in there}
    if len(there) + len(new) > Card.MOST:
        raise Full
    rows = [
        Card(deck=deck, made_at=at, **{name: getattr(one, name) for name in CAME})
        for one in new.values()
    ]
    return len(Card.objects.bulk_create(rows))
