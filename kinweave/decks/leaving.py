"""What goes when somebody leaves a circle, or is forgotten."""

from __future__ import annotations

from datetime import datetime

from kinweave.circles.leaving import takes_away
from kinweave.circles.models import Circle
from kinweave.decks.models import Card, Favourite, Story, Table
from kinweave.people.erasure.forgetting import forgets
from kinweave.people.models import Person


@takes_away
def from_the_circle(person: Person, circle: Circle, _at: datetime) -> None:
    """What they liked of its decks. Their stories were told to the circle and stay, like the cards
    that they filled in."""
    Favourite.objects.filter(person=person, card__deck__circle=circle).delete()


@forgets
def all_of_it(person: Person, _at: datetime) -> None:
    """What they liked and told. Cards that they filled in stay, without their name."""
    Favourite.objects.filter(person=person).delete()
    Story.objects.filter(person=person).delete()
    Card.objects.filter(author=person).update(author=None)
    Table.objects.filter(laid_by=person).update(laid_by=None)
