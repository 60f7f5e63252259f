"""What stands on a gathering's page: slots, cases, boards; each asks the database once.

Whoever reads the page sees the gathering; so whether there is anything beside it is asked of the
gathering alone, which costs a page next to nothing, and whether it is for this reader is asked when
it is shown.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import F, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

from kinweave.access import Viewer
from kinweave.bringing.models import Board, Case, Clinic, Request, Slots
from kinweave.gatherings.beside import NOW, Beside, beside
from kinweave.gatherings.models import Gathering


def _slots() -> QuerySet[Any, Any]:
    return Slots.objects.filter(gathering=OuterRef("pk"))


def _next_up(viewer: Viewer, gathering: Gathering, now: datetime) -> dict[str, Any] | None:
    """What is to be presented next, for members."""
    if gathering.circle_id not in viewer.circles:
        return None
    rows = Request.objects.visible_to(viewer).with_a_turn()
    found = rows.filter(slots__gathering=gathering, turn__occasion__ends_at__gt=now)
    told = found.values("title", on=F("turn__occasion__starts_at"))
    first = told.first()
    return {"first": first, "gathering": gathering}


def _clinic() -> QuerySet[Any, Any]:
    return Clinic.objects.filter(gathering=OuterRef("pk"))


def _chosen(viewer: Viewer, gathering: Gathering, now: datetime) -> dict[str, Any] | None:
    """The case that is chosen for the next date that has one, for members."""
    if gathering.circle_id not in viewer.circles:
        return None
    rows = Case.objects.visible_to(viewer).exclude(pk__in=Case.objects.waiting().values("pk"))
    found = rows.filter(clinic__gathering=gathering, choice__occasion__ends_at__gt=now)
    ordered = found.order_by("choice__occasion__starts_at", "choice__place")
    first = ordered.values("title", on=F("choice__occasion__starts_at")).first()
    return {"first": first, "gathering": gathering}


def _boards() -> QuerySet[Any, Any]:
    to_come = Board.objects.filter(occasion__ends_at__gt=NOW)
    return to_come.filter(occasion__gathering=OuterRef("pk")).order_by()


def _all_boards(viewer: Viewer, gathering: Gathering, now: datetime) -> dict[str, Any] | None:
    """Those of dates to come or just now."""
    rows = Board.objects.visible_to(viewer).filter(occasion__gathering=gathering)
    boards = list(rows.filter(occasion__ends_at__gt=now).select_related("occasion"))
    for one in boards:
        one.occasion.gathering = gathering
    return {"boards": boards, "gathering": gathering} if boards else None


beside(
    Beside(
        "slots", _slots, _next_up, "bringing/parts/slots.html",
        begin=_("Let members ask for slots"), address="slots-opening",
    )
)  # fmt: skip
beside(
    Beside(
        "clinic", _clinic, _chosen, "bringing/parts/cases.html",
        begin=_("Let members bring cases"), address="cases-opening",
    )
)  # fmt: skip
beside(
    Beside(
        "boards", _boards, _all_boards, "bringing/parts/boards.html",
        begin=_("Open a board for sessions"), address="board-new",
    )
)  # fmt: skip
