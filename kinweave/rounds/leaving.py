"""What goes when somebody leaves a circle, is forgotten, or does not want to see somebody."""

from __future__ import annotations

from datetime import datetime

from kinweave.access import VisibleQuerySet
from kinweave.circles.leaving import takes_away
from kinweave.circles.models import Circle
from kinweave.people.actions.blocks import comes_between
from kinweave.people.erasure.forgetting import forgets
from kinweave.people.models import Person
from kinweave.rounds.models import Meeting, Place, Round, Wish
from kinweave.rounds.telling import tell_of_change


@takes_away
def from_the_circle(person: Person, circle: Circle, at: datetime) -> None:
    """Their wish, and their places. Who was to meet them and now meets nobody is told so."""
    Wish.objects.filter(person=person, circle=circle).delete()
    _give_up(Place.objects.filter(person=person, round__circle=circle), at)


@forgets
def all_of_it(person: Person, at: datetime) -> None:
    """The same, everywhere."""
    Wish.objects.filter(person=person).delete()
    _give_up(Place.objects.filter(person=person), at)
    Round.objects.filter(opened_by=person).update(opened_by=None)


@comes_between
def not_these_two(person: Person, other: Person, at: datetime) -> None:
    """They meet in no round any more: it falls through for both, as when somebody leaves. Of
    three, whoever does not want to see the other goes, and the rest meet."""
    # As the job that makes pairs takes them: it knows of the block, or this of its pairs.
    both = Wish.objects.select_for_update().filter(person__in=(person, other))
    list(both.order_by("pk"))
    theirs = Place.objects.filter(person=other, meeting__isnull=False).values("meeting")
    for place in Place.objects.filter(person=person, meeting__in=theirs).order_by("pk"):
        _free(place, at)


def _give_up(places: VisibleQuerySet[Place], at: datetime) -> None:
    for place in places.filter(meeting__isnull=False).order_by("pk"):
        _free(place, at, leaves=True)
    places.delete()


def _free(place: Place, at: datetime, *, leaves: bool = False) -> None:
    """Take one place out of its meeting, and the meeting away where one is left."""
    meeting = Meeting.objects.select_related("round__circle").get(places=place)
    there = list(Place.objects.select_for_update().filter(meeting=meeting).order_by("pk"))
    fall = [one for one in there if one.pk == place.pk or len(there) < 3]
    Place.objects.filter(pk__in=[one.pk for one in fall]).update(meeting=None, part="", says="")
    if len(there) < 3:
        meeting.delete()
    told = {one.person_id for one in fall if not (leaves and one.pk == place.pk)}
    if meeting.round.ends_at > at:
        tell_of_change(meeting.round, sorted(told), at)
