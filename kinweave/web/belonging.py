"""From circles and people to the map that is drawn of them."""

from __future__ import annotations

from kinweave.circles.mine import Surroundings
from kinweave.circles.models import Circle, Scale
from kinweave.web.map import MOST_MINE, Holding, Map, Thing, lay_out

MOST_CONGREGATIONS = 3
NEAR = {Scale.DYAD, Scale.CREW}


def map_of(seen: Surroundings) -> Map:
    """The map of what somebody sees from where they stand.

    Very many circles would make a map that nobody can read: the nearest are drawn, and the list
    beside the map has all of them.
    """
    holders = [circle for circle in seen.mine if circle.scale == Scale.CONGREGATION]
    holders = holders[:MOST_CONGREGATIONS]
    held = {circle.pk for circle in holders}
    near = [circle for circle in seen.mine if circle.scale in NEAR][:MOST_MINE]
    others = [circle for circle in seen.neighbours if circle.scale in NEAR]
    networks = [circle for circle in seen.mine if circle.scale == Scale.NETWORK]
    around = [circle for circle in seen.neighbours if circle.scale == Scale.NETWORK]
    return lay_out(
        [
            Holding(
                _mine(circle, seen),
                [_mine(one, seen) for one in near if one.parent_id == circle.pk],
                [_other(one) for one in others if one.parent_id == circle.pk],
            )
            for circle in holders
        ],
        [_mine(circle, seen) for circle in near if circle.parent_id not in held],
        [_mine(circle, seen) for circle in networks] or [_other(circle) for circle in around],
    )


def _mine(circle: Circle, seen: Surroundings) -> Thing:
    return _thing(circle, people=seen.sizes.get(circle.pk) or 0)


def _other(circle: Circle) -> Thing:
    return _thing(circle, mine=False)


def _thing(circle: Circle, people: int = 0, mine: bool = True) -> Thing:
    return Thing(
        circle.pk,
        circle.name,
        circle.scale,
        circle.get_absolute_url(),
        people,
        mine,
        circle.get_scale_display(),
    )
