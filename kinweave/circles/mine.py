"""Where somebody belongs, and what is to be seen around them: for the rail, home and the map."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, OuterRef, Q, Subquery

from kinweave.access import KeptSeen, Viewer
from kinweave.circles.models import Circle, Membership, Scale
from kinweave.people.models import Person

_NEAREST_FIRST = {Scale.CREW: 0, Scale.DYAD: 1, Scale.CONGREGATION: 2, Scale.NETWORK: 3}


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What somebody sees from where they stand.

    ``mine``: their circles, nearest first. ``fellows``: the people of their pairs and crews,
    themselves included, by circle. ``sizes``: how many people are in each of ``mine``.
    ``neighbours``: circles in or around theirs that they may know of without being in them.
    """

    mine: list[Circle]
    fellows: dict[int, list[Person]]
    sizes: dict[int, int]
    neighbours: list[Circle]


_mine = KeptSeen(lambda viewer: Circle.objects.open().filter(pk__in=viewer.circles).order_by())


def circles_of(viewer: Viewer) -> list[Circle]:
    """The circles that somebody is in now, nearest first, in one query however many.

    Whoever is in an open circle sees it, so that its rule is not asked: every page needs them.
    """
    if not viewer.circles:
        return []
    return _nearest_first(_mine.ask(viewer))


def surroundings(viewer: Viewer) -> Surroundings:
    """One's circles, their people, their sizes, their neighbours: two queries however many."""
    if not viewer.circles:
        return Surroundings([], {}, {}, [])
    belonging = Membership.objects.visible_to(viewer).current()
    people = belonging.filter(circle=OuterRef("pk")).order_by().values("circle")
    beside = Q(pk__in=viewer.circles) | Q(parent__in=viewer.circles)
    beside |= Q(pk__in=Circle.objects.filter(pk__in=viewer.circles).values("parent"))
    rows = Circle.objects.visible_to(viewer).open().filter(beside)
    seen = _nearest_first(
        rows.annotate(people=Subquery(people.annotate(count=Count("pk")).values("count")))
    )
    mine = [circle for circle in seen if circle.pk in viewer.circles]
    fellows: defaultdict[int, list[Person]] = defaultdict(list)
    if viewer.near:
        for one in belonging.filter(circle__in=viewer.near).select_related("person"):
            fellows[one.circle_id].append(one.person)
    return Surroundings(
        mine,
        dict(fellows),
        {circle.pk: circle.people for circle in mine},  # type: ignore[attr-defined]  # annotated
        [circle for circle in seen if circle.pk not in viewer.circles],
    )


def _nearest_first(circles: Iterable[Circle]) -> list[Circle]:
    return sorted(circles, key=lambda circle: (_NEAREST_FIRST[Scale(circle.scale)], circle.name))
