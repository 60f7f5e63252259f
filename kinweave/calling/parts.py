"""What stands of calls on a congregation's page."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from kinweave.access import Viewer
from kinweave.calling.models import Call
from kinweave.circles.beside import Beside, beside
from kinweave.circles.models import Circle, Scale

MOST = 3


def show(viewer: Viewer, circle: Circle, now: datetime) -> dict[str, Any]:
    """Who calls a crew at the moment, and the way to call one. One query."""
    rows = Call.objects.visible_to(viewer).open(now).filter(circle=circle)
    found = list(rows.select_related("caller", "circle")[: MOST + 1])
    return {"calls": found[:MOST], "more": len(found) > MOST}


beside(Beside("calls", frozenset({Scale.CONGREGATION}), show, "calling/parts/circle.html"))
