"""Taking a role for a date, and giving it back. Nobody does it for somebody else."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from kinweave.access import Viewer, allowed
from kinweave.gatherings.models import Answer, Gathering, Occasion
from kinweave.people.models import Person
from kinweave.preparing.actions.hosted import note, takes_place
from kinweave.preparing.models import Role, Taken
from kinweave.preparing.models.coming import COMING
from kinweave.preparing.refusals import Gone, NotComing, Over, TakenAlready
from kinweave.preparing.telling import tell_of_freedom


@transaction.atomic
def take(person: Person, role: Role, occasion: Occasion, *, at: datetime) -> Taken:
    """Take a free place, for somebody who says yes or maybe to that date: taking one says nothing
    about coming. Taking it twice changes nothing.

    A place of somebody who does not come any more is free; whoever takes it has it for good.
    """
    takes_place(person, role.gathering_id)
    # The date before all else, as whoever answers takes it: while this runs, nobody says yes again
    # who said no, and two never have the last place.
    on = Occasion.objects.select_for_update().filter(pk=occasion.pk).first()
    there = Role.objects.select_for_update().filter(pk=role.pk).first()
    if on is None or there is None or on.gathering_id != there.gathering_id:
        raise Gone
    if on.skipped_at is not None or on.ends_at <= at:
        raise Over
    if not Answer.objects.filter(occasion=on, person=person, says__in=COMING).exists():
        raise NotComing
    here = Taken.objects.filter(role=there, occasion=on)
    kept = {one.person_id: one for one in here.counting()}
    if person.pk in kept:
        return kept[person.pk]
    here.exclude(pk__in=[one.pk for one in kept.values()]).delete()
    if len(kept) >= there.places:
        raise TakenAlready
    numbers = set(range(1, there.places + 1)) - {one.place for one in kept.values()}
    made: Taken = Taken.objects.create(
        role=there, occasion=on, person=person, place=min(numbers), since=at
    )
    return made


@transaction.atomic
def give_back(person: Person, role: Role, occasion: Occasion) -> None:
    """Let somebody else do it, without a reason. Nobody is told."""
    Occasion.objects.select_for_update().filter(pk=occasion.pk).first()
    Taken.objects.filter(role=role, occasion=occasion, person=person).delete()


@transaction.atomic
def free(actor: Person, taken: Taken, *, at: datetime) -> None:
    """Whoever hosts makes a place free again; who had taken it is told."""
    gathering = Gathering.objects.get(pk=taken.role.gathering_id)
    allowed(Viewer.of(actor.pk), "host", gathering)
    Occasion.objects.select_for_update().filter(pk=taken.occasion_id).first()
    for one in Taken.objects.filter(pk=taken.pk).select_related("person", "occasion"):
        one.delete()
        tell_of_freedom(one, gathering, but=actor, at=at)
        note("preparing.place_freed", actor=actor, gathering=gathering, at=at)
