"""Made-up things for looking at letters: unsaved, and belonging to nobody."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from kinweave.circles.models import Circle
from kinweave.crews.models import Cycle
from kinweave.gatherings.models import Gathering, Occasion

_AT = datetime(2027, 3, 4, 18, tzinfo=UTC)
_circle = Circle(pk=1, name="Thursday hearth", slug="thursday-hearth", scale="crew")
_series = Gathering(
    pk=1, circle=_circle, name="Thursday hearth", day=date(2027, 3, 4), time=time(19),
    zone="Europe/Vienna", minutes=90,
)  # fmt: skip
_cycle = Cycle(
    pk=1, circle=_circle, gathering=_series, number=1, starts=date(2027, 3, 4),
    ends=date(2027, 4, 1), every_weeks=2, meetings=3, by="call",
)  # fmt: skip


def _date(number: int) -> Occasion:
    begins = _AT + timedelta(weeks=2 * (number - 1))
    return Occasion(
        pk=number, gathering=_series, number=number, day=begins.date(), time=time(19),
        starts_at=begins, ends_at=begins + timedelta(minutes=90),
        name="the last time, to look back and to part well" if number == 3 else "",
    )  # fmt: skip


CREW: dict[str, Any] = {"circle": _circle, "cycle": _cycle}
BEGUN: dict[str, Any] = {
    **CREW, "dates": [(_date(1), False), (_date(2), True), (_date(3), False)],
    "names": ["Marta", "Ondine", "Teo"], "comes": True,
}  # fmt: skip
TURN: dict[str, Any] = {**CREW, "occasion": _date(2)}
