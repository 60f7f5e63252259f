"""Crews for the days: made by the engine, looked at by who arranges it, told to those who come."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

from django.db import IntegrityError, transaction

from kinweave.access import Viewer, allowed, can
from kinweave.jobs.actions import wake
from kinweave.jobs.models import State
from kinweave.people.models import Person
from kinweave.retreats.actions.arranging import write_down
from kinweave.retreats.actions.booking import hold_places
from kinweave.retreats.mixing import MOST, crews
from kinweave.retreats.models import Booking, CrewPlace, CrewPlan, DayCrew, Making, Retreat
from kinweave.retreats.refusals import TooFew, TooMany


def ask_for_crews(actor: Person, retreat: Retreat, *, size: int, seed: int, at: datetime) -> Making:
    """Have a draft of crews made. Whoever asks again meanwhile is given the same one."""
    retreat = Retreat.objects.select_related("gathering__circle").get(pk=retreat.pk)
    allowed(Viewer.of(actor.pk), "arrange", retreat)
    if why := _in_the_way(retreat, size):
        raise TooFew if why == Making.Why.FEW else TooMany
    under_way = Making.objects.filter(retreat=retreat, state__in=[State.WAITING, State.CLAIMED])
    try:
        with transaction.atomic():
            Making.objects.filter(retreat=retreat).exclude(pk__in=under_way.values("pk")).delete()
            made: Making = Making.objects.create(
                retreat=retreat, person=actor, size=size, seed=seed, asked_at=at, next_attempt=at
            )
            wake(made)
            return made
    except IntegrityError:
        return under_way.first() or ask_for_crews(actor, retreat, size=size, seed=seed, at=at)


def make_crews(row: Making, *, at: datetime) -> State | None:
    """A draft of crews for all days, in place of the draft before. The engine works before anything
    is written; whoever has given back their place meanwhile is in none.

    What is written and that it is done is one transaction: killed before, the next attempt makes
    the same; killed after, there is none.
    """
    retreat = Retreat.objects.select_related("gathering__circle").get(pk=row.retreat_id)
    if not can(Viewer.of(row.person_id), "arrange", retreat):
        return State.DROPPED
    if why := _in_the_way(retreat, row.size):
        Making.objects.filter(pk=row.pk).update(why=why)
        return State.DROPPED
    made = crews(retreat, row.size, row.seed)
    with transaction.atomic():
        hold_places(retreat)
        if not row.settle(State.DONE, at):
            return None
        CrewPlan.objects.filter(retreat=retreat, told_at=None).delete()
        plan = CrewPlan.objects.create(retreat=retreat, size=row.size, made_at=at)
        standing = Booking.objects.standing().filter(retreat=retreat).exclude(person=None)
        still = set(standing.values_list("pk", flat=True))
        numbers: Counter[int] = Counter()
        places = []
        for one in made:
            numbers[one.day] += 1
            crew = DayCrew.objects.create(plan=plan, day=one.day, number=numbers[one.day])
            places += [
                CrewPlace(crew=crew, booking_id=booking)
                for booking in one.bookings
                if booking in still
            ]
        CrewPlace.objects.bulk_create(places)
    return State.DONE


def _in_the_way(retreat: Retreat, size: int) -> str:
    people = Booking.objects.standing().filter(retreat=retreat).count()
    if people < size:
        return Making.Why.FEW
    return Making.Why.MANY if people > MOST else ""


@transaction.atomic
def tell_crews(actor: Person, plan: CrewPlan, *, at: datetime) -> None:
    """Those who come see them from now on, in place of those that they saw before."""
    retreat = Retreat.objects.select_related("gathering__circle").get(pk=plan.retreat_id)
    allowed(Viewer.of(actor.pk), "arrange", retreat)
    hold_places(retreat)
    if CrewPlan.objects.filter(pk=plan.pk, told_at=None).exists():
        CrewPlan.objects.filter(retreat=retreat, told_at__isnull=False).delete()
        CrewPlan.objects.filter(pk=plan.pk).update(told_at=at)
        write_down("retreats.crews_told", actor, retreat, at)
