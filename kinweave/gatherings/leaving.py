"""What goes when somebody leaves a circle, or is forgotten."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q

from kinweave.access import Audience
from kinweave.circles.leaving import takes_away
from kinweave.circles.models import Circle
from kinweave.gatherings.actions import offer_free_seats
from kinweave.gatherings.actions.hosting import throw_away_drafts
from kinweave.gatherings.models import (
    Answer,
    CalendarKey,
    DatesByMail,
    Gathering,
    Invited,
    Occasion,
    Posted,
)
from kinweave.gatherings.seats import seat_is_gone
from kinweave.people.erasure.forgetting import forgets
from kinweave.people.models import Person


@takes_away
def from_the_circle(person: Person, circle: Circle, at: datetime) -> None:
    """Their answers to what is for the circle and still to come, their calendar of it, and their
    drafts. What they hosted has no host; any member may take it on."""
    CalendarKey.objects.filter(person=person, circle=circle).delete()
    theirs = Gathering.objects.filter(circle=circle, host=person)
    throw_away_drafts(theirs)
    theirs.update(host=None)
    Invited.objects.filter(gathering__circle=circle, person=person).delete()
    narrow = [Audience.CIRCLE, Audience.PARENTS]
    answers = Answer.objects.filter(
        Q(occasion__gathering__circle=circle, occasion__gathering__audience__in=narrow)
        | Q(
            occasion__gathering__circle__parent=circle,
            occasion__gathering__audience=Audience.PARENTS,
        ),
        person=person,
        occasion__ends_at__gt=at,
    )
    _take_away(answers.values_list("occasion", flat=True), person, at)


@forgets
def all_of_it(person: Person, at: datetime) -> None:
    """All their answers and calendars. What they hosted stays with those who come to it."""
    for model in (CalendarKey, DatesByMail, Posted, Invited):
        model.objects.filter(person=person).delete()
    throw_away_drafts(Gathering.objects.filter(host=person))
    Gathering.objects.filter(host=person).update(host=None)
    _take_away(Answer.objects.filter(person=person).values_list("occasion", flat=True), person, at)


def _take_away(occasions: Iterable[int], person: Person, at: datetime) -> None:
    for number in sorted(set(occasions)):
        # The date before the answer, as whoever answers takes them: else two wait for each other.
        on = Occasion.objects.select_for_update().get(pk=number)
        Answer.objects.filter(occasion=on, person=person).delete()
        seat_is_gone(person.pk, on, at)
        offer_free_seats(on, at=at)
