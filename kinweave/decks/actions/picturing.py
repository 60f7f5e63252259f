"""A card's picture: put in place of the one before, or taken away."""

from __future__ import annotations

from django.db import transaction

from kinweave.access import Viewer, allowed
from kinweave.decks.models import Card
from kinweave.decks.pictures import ALBUM
from kinweave.people.models import Person
from kinweave.pictures import Made


def show_picture(actor: Person, card: Card, *, picture: Made, alt: str) -> None:
    """Put a picture in place of the one before, whose files go. ``alt``: the same in words, for
    whoever does not see it."""
    allowed(Viewer.of(actor.pk), "change", card)
    ALBUM.keep(picture)
    try:
        _change(card, picture.name, alt)
    except BaseException:
        ALBUM.discard_now(picture.name)
        raise


def remove_picture(actor: Person, card: Card) -> None:
    """Do without one; its files go."""
    allowed(Viewer.of(actor.pk), "change", card)
    _change(card, "", "")


@transaction.atomic
def _change(card: Card, name: str, alt: str) -> None:
    row = Card.objects.select_for_update(of=("self",)).get(pk=card.pk)
    Card.objects.filter(pk=row.pk).update(picture=name, picture_alt=alt)
    ALBUM.discard(row.picture)
    card.picture, card.picture_alt = name, alt
