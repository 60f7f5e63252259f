"""Where a crew stands in its cycle: which one it is, when it ends, whether to look back yet."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from kinweave.circles.models import Circle
from kinweave.crews.models import Cycle
from kinweave.gatherings.models import Occasion
from kinweave.gatherings.models.occasions import OccasionQuerySet

NEAR = timedelta(days=14)
"""How long before the last meeting a crew may begin to look back."""


def current(circle: Circle) -> Cycle | None:
    """The cycle that a crew is in, or was in last."""
    rows = Cycle.objects.filter(circle=circle).select_related("gathering", "circle")
    return rows.order_by("-number").first()


def meetings_of(cycle: Cycle) -> OccasionQuerySet:
    """Its dates, those that were left out aside."""
    return Occasion.objects.filter(gathering=cycle.gathering_id, skipped_at=None)


def ends_on(cycle: Cycle) -> date:
    """The day of its last meeting, as it stands now."""
    last = meetings_of(cycle).order_by("-starts_at").first()
    return last.day if last else cycle.ends


def may_look_back(cycle: Cycle, now: datetime) -> bool:
    """From two weeks before the last meeting, or once all others have been."""
    dates = list(meetings_of(cycle).order_by("starts_at").values_list("starts_at", "ends_at"))
    if not dates:
        return True
    others_been = len(dates) > 1 and dates[-2][1] <= now
    return others_been or dates[-1][0] - now <= NEAR
