"""Made-up things for looking at letters: unsaved, and belonging to nobody."""

from __future__ import annotations

from datetime import date
from typing import Any

from kinweave.calling.models import Call
from kinweave.circles.models import Circle
from kinweave.people.models import Person

_circle = Circle(pk=1, name="Riverbend", slug="riverbend", scale="congregation")
CALL: dict[str, Any] = {
    "circle": _circle,
    "call": Call(
        pk=1, circle=_circle, caller=Person(pk=1, name="Ondine Okoro"), name="Bread and letters",
        until=date(2027, 3, 4), words="To bake, and to write to people far away.",
    ),
}  # fmt: skip
