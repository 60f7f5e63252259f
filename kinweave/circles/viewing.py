"""What circles know of a viewer: where they belong, how, and which keys they hold there."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.utils import timezone

from kinweave.access import Viewer, adds_to, contribute
from kinweave.circles.models import Application, Membership, Responsibility, Scale, Standing
from kinweave.people.models import Person


@contribute
def belonging(person_id: int) -> dict[str, Any]:
    """The circles of a person, as they are now."""
    rows = Membership.objects.current().filter(person=person_id, circle__ended_at=None)
    found = list(rows.values_list("circle", "standing", "circle__scale"))
    near = {Scale.DYAD, Scale.CREW}
    return {
        "circles": frozenset(circle for circle, _, _ in found),
        "near": frozenset(circle for circle, _, scale in found if scale in near),
        "partners": frozenset(circle for circle, how, _ in found if how == Standing.PARTNER),
    }


@contribute
def keys(person_id: int) -> dict[str, Any]:
    """What their responsibilities open, until the end that each of them has."""
    held = Responsibility.objects.held(timezone.now().date()).filter(holder=person_id)
    rows = held.values_list("circle", "keys")
    return {"keys": frozenset((circle, key) for circle, opened in rows for key in opened)}


@adds_to(Person)
def fellow_members(viewer: Viewer) -> Q | None:
    """Those with whom one shares a circle now."""
    if not viewer.circles:
        return None
    fellows = Membership.objects.current().filter(circle__in=viewer.circles)
    return Q(pk__in=fellows.values("person"))


@adds_to(Person)
def who_asked_to_join(viewer: Viewer) -> Q | None:
    """Partners see the people who ask to join their circle, as long as the question is open."""
    if not viewer.partners:
        return None
    asking = Application.objects.filter(state=Application.State.OPEN, circle__in=viewer.partners)
    return Q(pk__in=asking.values("person"))
