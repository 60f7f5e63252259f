"""What stands on a gathering's page: the plans that the reader is in or runs, the latest first."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _

from kinweave.access import Viewer, can
from kinweave.gatherings.beside import Beside, beside
from kinweave.gatherings.models import Gathering
from kinweave.mixing.models import Plan, Round, Seat

MOST = 4


def _plans() -> QuerySet[Any, Any]:
    return Plan.objects.filter(occasion__gathering=OuterRef("pk")).order_by()


def _my_groups(viewer: Viewer, gathering: Gathering, _now: datetime) -> dict[str, Any] | None:
    """Where they sit in the round that is on, and the ways to the plans."""
    begun = Round.objects.filter(plan=OuterRef("pk"), began_at__isnull=False).order_by("-number")
    rows = Plan.objects.visible_to(viewer).filter(occasion__gathering=gathering)
    latest = rows.annotate(on=Subquery(begun.values("number")[:1])).select_related("occasion")
    plans = list(latest.order_by("-occasion__starts_at")[:MOST])
    if not plans:
        return None
    for plan in plans:
        plan.occasion.gathering = gathering
    hosts = can(viewer, "host", gathering)
    under_way = [one for one in plans if one.on and one.ended_at is None]
    return {"plans": plans, "gathering": gathering, "hosts": hosts} | _with_whom(viewer, under_way)


def _with_whom(viewer: Viewer, under_way: list[Any]) -> dict[str, Any]:
    if not under_way:
        return {}
    plan = under_way[0]
    here = Q(round__plan=plan, round__number=plan.on)
    mine = Seat.objects.filter(here, participant__person=viewer.person).order_by()
    seats = Seat.objects.visible_to(viewer).filter(here, group__in=mine.values("group"))
    table = list(seats.select_related("participant__person", "participant__guest"))
    others = [one.participant for one in table if one.participant.person_id != viewer.person]
    return {"on": plan, "others": others, "group": table[0].group if table else None}


beside(
    Beside(
        "mixing", _plans, _my_groups, "mixing/parts/beside.html",
        begin=_("Make mixing groups"), address="mixing-new",
        fits=lambda gathering: gathering.published_at is not None
        and gathering.cancelled_at is None,
    )
)  # fmt: skip
