"""What goes when somebody does not come any more, is forgotten, or does not want to see somebody.
Who leaves the circle gives back their seat, and so goes here, too."""

from __future__ import annotations

from datetime import datetime

# Gatherings take their part away first: dates are locked before plans, here as everywhere.
from kinweave.gatherings import leaving as _gatherings_first  # noqa: F401 - registers
from kinweave.gatherings.models import Occasion
from kinweave.gatherings.seats import goes_with_the_seat
from kinweave.mixing.actions import of_live_plans, remix, take_out
from kinweave.mixing.models import Participant, Plan, Round, Seat
from kinweave.people.actions.blocks import comes_between
from kinweave.people.erasure.forgetting import forgets
from kinweave.people.models import Person


@goes_with_the_seat
def who_does_not_come(person: int, occasion: Occasion, at: datetime) -> None:
    """They are in no round that has not begun."""
    for plan in of_live_plans(at, occasion=occasion, participants__person=person):
        take_out(plan, [person], at)


@forgets
def all_of_it(person: Person, at: datetime) -> None:
    """From every plan, also what has been."""
    for plan in of_live_plans(at, participants__person=person):
        take_out(plan, [person.pk], at)
    Participant.objects.filter(person=person).delete()
    Plan.objects.filter(made_by=person).update(made_by=None)


@comes_between
def not_these_two(person: Person, other: Person, at: datetime) -> None:
    """Where they were to be in one group, what has not begun is mixed again, as when somebody comes
    or goes. Nobody has been told of it yet but whoever runs it, and they are not told why."""
    mine = Participant.objects.filter(person=person).values("plan")
    for plan in of_live_plans(at, pk__in=mine, participants__person=other):
        to_come = Round.objects.filter(plan=plan, began_at=None)
        seats = Seat.objects.filter(round__in=to_come)
        places = [
            set(seats.filter(participant__person=one).values_list("round", "group"))
            for one in (person, other)
        ]
        if places[0] & places[1]:
            remix(plan, at)
