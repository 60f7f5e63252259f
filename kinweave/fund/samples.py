"""Made-up things for looking at letters: unsaved, and belonging to nobody."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from kinweave.circles.models import Circle
from kinweave.fund.models import Contribution, Fund
from kinweave.people.models import Person

_AT = datetime(2027, 9, 4, 18, tzinfo=UTC)
_circle = Circle(pk=1, name="Riverbend", slug="riverbend")
_fund = Fund(
    pk=1, circle=_circle, currency="EUR", keeper=Person(pk=1, name="Ada Anker"), opened_at=_AT
)
FUND: dict[str, Any] = {"fund": _fund, "circle": _circle, "keeper": _fund.keeper}
CORRECTED: dict[str, Any] = {
    **FUND,
    "before": Contribution(pk=1, fund=_fund, amount=1_000, since=_AT),
    "after": Contribution(pk=2, fund=_fund, amount=500, since=_AT),
}
