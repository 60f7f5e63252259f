"""What somebody keeps of a deck for themselves, and what they tell the others."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from kinweave.access import Viewer, allowed, visible_or_404
from kinweave.decks.models import Card, Favourite, Story
from kinweave.people.models import Person


@transaction.atomic
def like(person: Person, card: Card) -> None:
    """Keep a card among those one likes. Nobody is told."""
    visible_or_404(Card.objects, Viewer.of(person.pk), pk=card.pk)
    Favourite.objects.get_or_create(card=card, person=person)


@transaction.atomic
def not_like(person: Person, card: Card) -> None:
    """Not any more."""
    Favourite.objects.filter(card=card, person=person).delete()


@transaction.atomic
def tell(person: Person, card: Card, *, words: str, at: datetime) -> Story:
    """Tell the circle what happened when one tried it. The same told twice is told once."""
    allowed(Viewer.of(person.pk), "play", card.deck)
    Card.objects.select_for_update().get(pk=card.pk)
    before = Story.objects.filter(card=card, person=person, words=words).first()
    told: Story = before or Story.objects.create(card=card, person=person, words=words, told_at=at)
    return told


@transaction.atomic
def take_back(person: Person, story: Story) -> None:
    """A story goes. Nobody is told that it was there."""
    allowed(Viewer.of(person.pk), "take back", story)
    story.delete()
