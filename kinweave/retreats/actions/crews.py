"""Crews for the days: made by the engine, looked at by who arranges it, told to those who come."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

from django.db import transaction

from kinweave.access import Viewer, allowed
from kinweave.people.models import Person
from kinweave.retreats.actions.arranging import write_down
from kinweave.retreats.actions.booking import hold_places
from kinweave.retreats.mixing import MOST, crews
from kinweave.retreats.models import Booking, CrewPlace, CrewPlan, DayCrew, Retreat
from kinweave.retreats.refusals import TooFew, TooMany


def make_crews(actor: Person, retreat: Retreat, *, size: int, seed: int, at: datetime) -> CrewPlan:
    """A draft of crews for all days, in place of the draft before. The engine works before anything
    is written; whoever has given back their place meanwhile is in none."""
    retreat = Retreat.objects.select_related("gathering__circle").get(pk=retreat.pk)
    allowed(Viewer.of(actor.pk), "arrange", retreat)
    people = Booking.objects.standing().filter(retreat=retreat).count()
    if people < size:
        raise TooFew
    if people > MOST:
        raise TooMany
    made = crews(retreat, size, seed)
    with transaction.atomic():
        hold_places(retreat)
        CrewPlan.objects.filter(retreat=retreat, told_at=None).delete()
        plan = CrewPlan.objects.create(retreat=retreat, size=size, made_at=at)
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
    return plan


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
