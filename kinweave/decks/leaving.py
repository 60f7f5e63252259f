"""What goes when somebody leaves a circle, or is forgotten."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet

from kinweave.circles.leaving import takes_away
from kinweave.circles.models import Circle
from kinweave.decks.models import Bringing, Card, Favourite, Sheets, Story, Table
from kinweave.decks.pictures import ALBUM
from kinweave.people.erasure.forgetting import forgets
from kinweave.people.models import Person


@takes_away
def from_the_circle(person: Person, circle: Circle, _at: datetime) -> None:
    """What they liked of its decks. Their stories were told to the circle and stay, like the cards
    that they filled in."""
    Favourite.objects.filter(person=person, card__deck__circle=circle).delete()
    take_back_what_was_brought(Bringing.objects.filter(person=person, deck__circle=circle))


@forgets
def all_of_it(person: Person, _at: datetime) -> None:
    """What they liked and told, and what is said of files they brought. Cards that they filled in
    stay, without their name. The pictures of these go, as they may show somebody, and the sheets on
    which they were printed."""
    take_back_what_was_brought(Bringing.objects.filter(person=person))
    pictured = Card.objects.filter(author=person).exclude(picture="")
    printed = Sheets.objects.filter(deck__in=pictured.values("deck"))
    for sheets in printed:
        sheets.path.unlink(missing_ok=True)
    printed.delete()
    for name in list(pictured.values_list("picture", flat=True)):
        ALBUM.discard(name)
    pictured.update(picture="", picture_alt="")
    Favourite.objects.filter(person=person).delete()
    Story.objects.filter(person=person).delete()
    Card.objects.filter(author=person).update(author=None)
    Table.objects.filter(laid_by=person).update(laid_by=None)


def take_back_what_was_brought(rows: QuerySet[Bringing]) -> None:
    """What is said of it, and zips that still wait. Cards and pictures that came in stay."""
    for one in rows:
        one.path.unlink(missing_ok=True)
    rows.delete()
