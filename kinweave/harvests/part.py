"""What stands on a gathering's own page once one of its dates has been."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import OuterRef

from kinweave.access import Viewer
from kinweave.gatherings.beside import NOW, Beside, beside
from kinweave.gatherings.models import Gathering, Occasion
from kinweave.gatherings.models.occasions import OccasionQuerySet
from kinweave.harvests.showing import left_behind, lines

MOST = 6


def there() -> OccasionQuerySet:
    """Dates that have been: of a gathering that is yet to come, there is nothing to ask."""
    dates = Occasion.objects.took_place(NOW)
    return dates.filter(gathering=OuterRef("pk")).order_by()


def show(viewer: Viewer, gathering: Gathering, now: datetime) -> dict[str, Any] | None:
    """What its dates left behind, the newest first; to who is in, the way to leave something. Two
    queries."""
    found = lines(left_behind(viewer, gathering=gathering.pk)[: MOST + 1])
    inside = gathering.circle_id in viewer.circles
    if not found and not inside:
        return None
    dates = Occasion.objects.visible_to(viewer).took_place(now).filter(gathering=gathering)
    return {
        "left": found[:MOST],
        "last": dates.last(),
        "inside": inside,
        "gathering": gathering,
        "more": gathering.repeats or len(found) > MOST,
    }


beside(Beside("harvest", there, show, "harvests/parts/beside.html"))
