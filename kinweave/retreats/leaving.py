"""What goes when somebody leaves a circle, or is forgotten."""

from __future__ import annotations

from datetime import datetime

from kinweave.circles.leaving import takes_away
from kinweave.circles.models import Circle
from kinweave.gatherings.models import Occasion
from kinweave.people.erasure.forgetting import forgets
from kinweave.people.models import Person
from kinweave.retreats.actions.arranging import ACCOUNT
from kinweave.retreats.actions.booking import place_is_gone
from kinweave.retreats.models import Booking, CrewPlace, Making, Payment, Retreat, Scholarship


@takes_away
def from_the_circle(person: Person, circle: Circle, _at: datetime) -> None:
    """They keep its money no more, and nobody sees what they were asked: whoever hosts names
    another, whom people may ask anew. Their own place goes with their seat. Crews that they asked
    for are not made: who makes them asks whether they still may."""
    Retreat.objects.filter(gathering__circle=circle, treasurer=person).update(treasurer=None)
    asked = Scholarship.objects.filter(to=person, booking__retreat__gathering__circle=circle)
    asked.update(to=None)


@forgets
def all_of_it(person: Person, at: datetime) -> None:
    """Their places, and all that they said: also the account and the address to write to that they
    put down last, which may be their own. What they paid stays: an amount without a name."""
    mine = Booking.objects.filter(person=person)
    dates = Occasion.objects.filter(gathering__retreat__bookings__in=mine.standing())
    for number in sorted(set(dates.values_list("pk", flat=True))):
        # The date before the place, as in all that people do with places.
        place_is_gone(person.pk, Occasion.objects.select_for_update().get(pk=number), at)
    Making.objects.filter(person=person).delete()
    Retreat.objects.filter(treasurer=person).update(treasurer=None)
    written = Retreat.objects.filter(written_by=person)
    written.update(**dict.fromkeys(ACCOUNT, ""), written_by=None)
    Scholarship.objects.filter(booking__in=mine).delete()
    Scholarship.objects.filter(to=person).update(to=None)
    CrewPlace.objects.filter(booking__in=mine).delete()
    Payment.objects.filter(booking__in=mine).update(note="")
    mine.update(person=None, notes="")
