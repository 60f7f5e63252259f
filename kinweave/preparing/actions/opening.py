"""What hands a host says are wanted."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from kinweave.gatherings.models import Gathering
from kinweave.people.models import Person
from kinweave.preparing.actions.hosted import hosted, note
from kinweave.preparing.models import Role, Taken
from kinweave.preparing.refusals import Enough
from kinweave.preparing.telling import tell_of_freedom

CHANGED = "preparing.roles_changed"


@transaction.atomic
def open_role(
    actor: Person,
    gathering: Gathering,
    *,
    name: str,
    words: str = "",
    places: int = 1,
    ready: str = "",
    at: datetime,
) -> Role:
    """A role for each date to come, for whoever takes it. Nothing is there twice, as when a button
    is pressed so."""
    of = hosted(actor, gathering.pk)
    there = list(Role.objects.filter(gathering=of))
    for one in there:
        if (one.name, one.words) == (name, words) or (ready and one.ready == ready):
            return one
    if len(there) >= Role.MOST:
        raise Enough
    made: Role = Role.objects.create(
        gathering=of, name=name, words=words, places=places, ready=ready
    )
    note(CHANGED, actor=actor, gathering=of, at=at)
    return made


@transaction.atomic
def set_places(actor: Person, role: Role, *, places: int, at: datetime) -> None:
    """More places, or fewer: whoever has taken one keeps it, also where they are too many now."""
    of = hosted(actor, role.gathering_id)
    if Role.objects.filter(pk=role.pk).exclude(places=places).update(places=places):
        note(CHANGED, actor=actor, gathering=of, at=at)


@transaction.atomic
def close_role(actor: Person, role: Role, *, at: datetime) -> None:
    """Take a role away. Those who had taken it for a date to come are told."""
    of = hosted(actor, role.gathering_id)
    for one in Role.objects.select_for_update().filter(pk=role.pk):
        to_come = Taken.objects.counting().filter(role=one, occasion__ends_at__gt=at)
        for taken in to_come.select_related("person", "occasion"):
            tell_of_freedom(taken, of, but=actor, at=at)
        one.delete()
        note(CHANGED, actor=actor, gathering=of, at=at)
