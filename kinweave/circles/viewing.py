"""What circles know of a viewer: where they belong, how, and which keys they hold there."""

from __future__ import annotations

from typing import Any

from django.db.models import BigIntegerField, DateField, FilteredRelation, Q, QuerySet
from django.utils import timezone

from kinweave.access import Kept, Viewer, adds_to, blank, contribute
from kinweave.circles.models import (
    Application,
    Circle,
    Key,
    Membership,
    Scale,
    Standing,
)
from kinweave.people.closeness import common, sharing
from kinweave.people.models import Person, Told


def _memberships() -> QuerySet[Any, Any]:
    held = FilteredRelation(
        "circle__responsibilities",
        condition=Q(
            circle__responsibilities__closed_at=None,
            circle__responsibilities__until__gte=blank("today", DateField()),
        ),
    )
    person = blank("person", BigIntegerField())
    rows = Membership.objects.current().filter(person=person, circle__ended_at=None)
    return rows.annotate(held=held).order_by().values_list(
        "circle", "standing", "circle__scale", "held__holder", "held__keys"
    )  # fmt: skip


_kept = Kept(_memberships)


@contribute
def belonging(person_id: int) -> dict[str, Any]:
    """The circles of a person, as they are now, and what their responsibilities open there.

    A key that nobody holds is with all partners, so that no circle is locked out.
    """
    found = _kept.ask(person=person_id, today=timezone.now().date())
    circles, near, partners = set(), set(), set()
    mine, taken, holding = set(), set(), set()
    for circle, standing, scale, holder, keys in found:
        circles.add(circle)
        if scale in {Scale.DYAD, Scale.CREW}:
            near.add(circle)
        if standing == Standing.PARTNER:
            partners.add(circle)
        if holder is not None:
            opened = {(circle, key) for key in keys}
            taken |= opened
            if holder == person_id:
                mine |= opened
                holding.add(circle)
    free = {(circle, key.value) for circle in partners for key in Key} - taken
    return {
        "circles": frozenset(circles),
        "near": frozenset(near),
        "partners": frozenset(partners),
        "keys": frozenset(mine | free),
        "holding": frozenset(holding),
    }


@sharing
def fellows(viewer: Viewer, how: Told) -> QuerySet[Any, Any] | None:
    """Who is in a pair or crew with somebody now, or in any circle: they are told more."""
    if not (circles := viewer.near if how == Told.NEAR else viewer.circles):
        return None
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
