"""The part of a gathering's page that tells of its retreat, and the rows behind it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Max, Min, OuterRef
from django.utils.translation import gettext_lazy as _

from kinweave.access import Viewer
from kinweave.gatherings.beside import Beside, beside
from kinweave.gatherings.models import Gathering
from kinweave.retreats.models import Due, Retreat


def there() -> Any:
    """The retreat of a gathering; who sees it, ``show`` asks."""
    return Retreat.objects.filter(gathering=OuterRef("pk"))


def show(viewer: Viewer, gathering: Gathering, _now: datetime) -> dict[str, Any] | None:
    """From which price to which, and how one's own place stands. Two queries."""
    rows = Retreat.objects.visible_to(viewer).filter(gathering=gathering)
    retreat = rows.annotate(low=Min("prices__amount"), high=Max("prices__amount")).first()
    if retreat is None:
        return None
    due = None
    if viewer.is_somebody:
        mine = Due.objects.visible_to(viewer).filter(
            booking__retreat=retreat, booking__person=viewer.person, booking__withdrawn_at=None
        )
        due = mine.select_related("booking__room").first()
    return {"retreat": retreat, "due": due}


beside(
    Beside(
        "retreat",
        there,
        show,
        "retreats/parts/beside.html",
        begin=_("Add a programme, prices and beds"),
        address="retreat-plan",
        fits=lambda gathering: not gathering.repeats,
    )
)
