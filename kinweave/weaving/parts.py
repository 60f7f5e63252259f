"""What stands of crewing seasons on a congregation's page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef

from kinweave.access import Viewer
from kinweave.circles.beside import Beside, beside
from kinweave.circles.models import Circle, Scale
from kinweave.weaving.models import Left, Place, Proposal, Season, Wish
from kinweave.weaving.models.season import Stage

MOST = 4


@dataclass(frozen=True, slots=True)
class Going:
    """A season that is going on. ``wish``: whether whoever looks wishes for a crew in it;
    ``asked``: whether one is proposed to them, ``left``: or none could be."""

    season: Season
    stage: Stage
    wish: bool
    asked: bool
    left: bool


def show(viewer: Viewer, circle: Circle, now: datetime) -> dict[str, Any] | None:
    """Seasons that are going on, with what I can do in each now. One query."""
    published = Proposal.objects.filter(season=OuterRef("pk"), published_at__isnull=False)
    mine = {"proposal__season": OuterRef("pk"), "proposal__published_at__isnull": False,
            "person": viewer.person}  # fmt: skip
    wishes = Wish.objects.standing().filter(season=OuterRef("pk"), person=viewer.person)
    rows = Season.objects.visible_to(viewer).filter(circle=circle, closed_at=None)
    marked = rows.exclude(opened_at=None).annotate(
        published=Exists(published), wished=Exists(wishes),
        asked=Exists(Place.objects.filter(**mine)), left=Exists(Left.objects.filter(**mine)),
    )  # fmt: skip
    found = [
        Going(
            one,
            one.stage_at(now, published=has["published"]),
            has["wished"],
            has["asked"],
            has["left"],
        )
        for one in marked[:MOST]
        for has in [vars(one)]
    ]
    return {"going": found} if found else None


beside(Beside("seasons", frozenset({Scale.CONGREGATION}), show, "weaving/parts/circle.html"))
