"""What is next for somebody: what they said yes or maybe to, and the meetings of their crews."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q

from kinweave.access import Viewer
from kinweave.gatherings.models import Answer, Occasion
from kinweave.gatherings.showing import Next, lines, listed

Says = Answer.Says
READ_ON = 8
"""So many dates are read for each line: those of a series come one after the other."""


def next_for(viewer: Viewer, now: datetime, most: int = 4) -> list[Next]:
    """The next dates, each gathering once, in one query. What they said no to is not among them."""
    if not viewer.is_somebody:
        return []
    coming = Q(mine__says__in=[Says.YES, Says.MAYBE, Says.OFFERED, Says.WAITING])
    if viewer.near:
        coming |= Q(gathering__circle__in=viewer.near, mine__says=None)
    dates = Occasion.objects.visible_to(viewer).taking_place().not_over(now)
    rows = lines(viewer, dates.order_by("starts_at", "pk")).filter(coming)
    found: dict[int, Next] = {}
    for one in listed(viewer, rows[: most * READ_ON]):
        found.setdefault(one.number, one)
    return list(found.values())[:most]
