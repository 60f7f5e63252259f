"""What becomes of wishes and places when somebody leaves, is forgotten, or two do not see each
other any more. Nobody is told why a crew changed."""

from __future__ import annotations

from datetime import datetime

from kinweave.circles.leaving import takes_away
from kinweave.circles.models import Circle
from kinweave.people.actions.blocks import comes_between
from kinweave.people.erasure.forgetting import forgets
from kinweave.people.models import Person
from kinweave.weaving.actions.answering import ask_for_repair, leave_seasons
from kinweave.weaving.models import Answer, Left, Place, Regard, Season


@takes_away
def from_the_circle(person: Person, circle: Circle, at: datetime) -> None:
    """Their wishes in its seasons, and their place in what is proposed."""
    leave_seasons(person, list(Season.objects.filter(circle=circle)), at)
    Left.objects.filter(person=person, proposal__season__circle=circle).delete()
    Regard.objects.filter(other=person, wish__season__circle=circle).delete()


@forgets
def all_of_it(person: Person, at: datetime) -> None:
    """The same, everywhere, and what others said of them in private."""
    leave_seasons(person, list(Season.objects.filter(wishes__person=person).distinct()), at)
    Place.objects.filter(person=person).delete()
    Left.objects.filter(person=person).delete()
    Regard.objects.filter(other=person).delete()


@comes_between
def not_in_one_crew(person: Person, other: Person, at: datetime) -> None:
    """Where one crew is proposed to both, it is as if whoever made the block had said "not this
    one"; to all others it looks like that."""
    theirs = Place.objects.filter(person=other).values("crew")
    rows = Place.objects.filter(
        person=person,
        crew__in=theirs,
        crew__agreed_at=None,
        proposal__published_at__isnull=False,
        proposal__season__closed_at=None,
    )
    for place in rows.select_related("proposal").order_by("pk"):
        said = {"says": Answer.Says.NOT_THIS, "at": at}
        known = Answer.objects.filter(place=place, says=Answer.Says.NOT_NOW)
        if not known.exists():
            Answer.objects.update_or_create(place=place, defaults=said)
        ask_for_repair(place.proposal, at)
