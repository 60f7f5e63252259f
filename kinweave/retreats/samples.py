"""Made-up things for looking at letters: unsaved, and belonging to nobody."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Any

from kinweave.circles.models import Circle
from kinweave.gatherings.models import Gathering
from kinweave.people.models import Person
from kinweave.retreats.models import Booking, Due, Payment, Retreat, Room, Scholarship

_AT = datetime(2027, 9, 4, 18, tzinfo=UTC)
_circle = Circle(pk=1, name="Riverbend", slug="riverbend")
_gathering = Gathering(
    pk=1, circle=_circle, host=Person(pk=1, name="Ada Anker"), name="Three days at the mill",
    day=date(2027, 10, 1), time=time(16), zone="Europe/Vienna", minutes=2700,
)  # fmt: skip
_retreat = Retreat(
    pk=1, gathering=_gathering, currency="EUR", holder="Riverbend, an association",
    iban="AT611904300234573201", bic="",
)  # fmt: skip
_booking = Booking(pk=1, retreat=_retreat, room=Room(pk=1, name="The hay loft"), booked_at=_AT)
_due = Due(pk=1, booking=_booking, name="Standard", amount=18_000, reference="RF36MB2K7RTX")

PLACE: dict[str, Any] = {
    "circle": _circle, "gathering": _gathering, "retreat": _retreat, "booking": _booking,
    "due": _due,
}  # fmt: skip
PAID: dict[str, Any] = {
    **PLACE, "payment": Payment(pk=1, booking=_booking, amount=18_000, day=date(2027, 9, 9)),
}  # fmt: skip
_request = Scholarship(
    pk=1, booking=_booking, can_pay=6_000, asked_at=_AT, answered_at=_AT, granted=6_000
)
REQUEST: dict[str, Any] = {**PLACE, "asked": _request}
ANSWER: dict[str, Any] = {**PLACE, "asked": _request}
