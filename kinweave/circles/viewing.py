"""What circles know of a viewer: where they belong, how, and which keys they hold there."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from kinweave.access import Viewer, adds_to, contribute
from kinweave.circles.models import (
    Application,
    Circle,
    Key,
    Membership,
    Responsibility,
    Scale,
    Standing,
)
from kinweave.people.closeness import common, sharing
from kinweave.people.models import Person, Told


@contribute
def belonging(person_id: int) -> dict[str, Any]:
    """The circles of a person, as they are now, and what their responsibilities open there."""
    rows = Membership.objects.current().filter(person=person_id, circle__ended_at=None)
    found = list(rows.values_list("circle", "standing", "circle__scale"))
    partners = frozenset(circle for circle, how, _ in found if how == Standing.PARTNER)
    near = {Scale.DYAD, Scale.CREW}
    return {
        "circles": frozenset(circle for circle, _, _ in found),
        "near": frozenset(circle for circle, _, scale in found if scale in near),
        "partners": partners,
        "keys": _keys(person_id, partners) if found else frozenset(),
    }


def _keys(person_id: int, partners: frozenset[int]) -> frozenset[tuple[int, str]]:
    """The keys that they hold, until the end that each has. A key that nobody holds is with all
    partners, so that no circle is locked out."""
    held = Responsibility.objects.held(timezone.now().date()).filter(
        Q(holder=person_id) | Q(circle__in=partners)
    )
    mine, taken = set(), set()
    for circle, opened, holder in held.values_list("circle", "keys", "holder"):
        pairs = {(circle, key) for key in opened}
        taken |= pairs
        if holder == person_id:
            mine |= pairs
    free = {(circle, key.value) for circle in partners for key in Key} - taken
    return frozenset(mine | free)


@sharing
def fellows(viewer: Viewer, how: Told) -> QuerySet[Any, Any]:
    """Who is in a pair or crew with somebody now, or in any circle: they are told more."""
    circles = viewer.near if how == Told.NEAR else viewer.circles
    return Membership.objects.current().filter(circle__in=circles).values("person")


@common
def circles_of_both(viewer: Viewer, person: Person) -> QuerySet[Circle]:
    """Where the two meet, by name."""
    here = Membership.objects.current().filter(person=person, circle__in=viewer.circles)
    rows: QuerySet[Circle] = Circle.objects.visible_to(viewer).filter(pk__in=here.values("circle"))
    return rows.order_by("name", "pk")


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
