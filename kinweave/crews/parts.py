"""What stands of a crew's life on other pages: of its meetings, and of the circle."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import OuterRef, QuerySet

from kinweave.access import Viewer
from kinweave.circles.beside import Beside as BesideCircle
from kinweave.circles.beside import beside as beside_circle
from kinweave.circles.models import Circle, Scale
from kinweave.crews.models import Turn
from kinweave.crews.showing import life
from kinweave.gatherings.beside import Beside, beside
from kinweave.gatherings.models import Gathering


def there() -> QuerySet[Turn]:
    """Of a series that is a crew's cycle."""
    rows: QuerySet[Turn] = Turn.objects.filter(cycle__gathering=OuterRef("pk")).order_by()
    return rows


def show(viewer: Viewer, gathering: Gathering, now: datetime) -> dict[str, Any] | None:
    """Who hosts the next of its dates. One query."""
    rows = Turn.objects.visible_to(viewer).filter(
        cycle__gathering=gathering.pk, occasion__ends_at__gt=now, occasion__skipped_at=None
    )
    turns = list(rows.select_related("occasion", "host", "cycle__circle")[:3])
    if not turns:
        return None
    for one in turns:
        one.occasion.gathering = gathering
    return {"turns": turns, "cycle": turns[0].cycle, "circle": turns[0].cycle.circle}


beside(Beside("turns", there, show, "crews/parts/turns.html", says_who_hosts=True))


def on_circle(viewer: Viewer, circle: Circle, now: datetime) -> dict[str, Any]:
    """Where a crew is in its cycle."""
    return {"life": life(viewer, circle, now)}


beside_circle(
    BesideCircle("cycle", frozenset({Scale.CREW}), on_circle, "crews/parts/circle.html")
)  # fmt: skip
