"""Made-up things for looking at letters: unsaved, and belonging to nobody."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Any

from kinweave.circles.models import Circle
from kinweave.gatherings.models import Answer, Gathering, Occasion
from kinweave.people.models import Person

_AT = datetime(2027, 3, 4, 18, tzinfo=UTC)
_circle = Circle(pk=1, name="Riverbend", slug="riverbend")
_gathering = Gathering(
    pk=1, circle=_circle, host=Person(pk=1, name="Ada Anker"), name="Soup on Thursday",
    day=date(2027, 3, 4), time=time(19), zone="Europe/Vienna", minutes=120, reason="The pot broke.",
)  # fmt: skip
_occasion = Occasion(
    pk=1, gathering=_gathering, number=1, day=date(2027, 3, 4), time=time(19), starts_at=_AT,
    ends_at=_AT.replace(hour=20), reason="The pot broke.",
)  # fmt: skip

PAGE = "https://example.org/gatherings/1/"
HOST = _gathering.host
ASKS = "For those who give at least €5 a month to the circle that hosts it."
GATHERING: dict[str, Any] = {
    "circle": _circle, "gathering": _gathering, "occasion": _occasion, "page": PAGE,
}  # fmt: skip
SEAT: dict[str, Any] = {**GATHERING, "answer": Answer(pk=1, occasion=_occasion, offered_until=_AT)}
