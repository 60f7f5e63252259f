"""Made-up things for looking at letters: unsaved, and belonging to nobody."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from kinweave.circles.models import Application, Circle, Handover, Invitation, Responsibility
from kinweave.people.models import Person

_AT = datetime(2027, 3, 1, 12, tzinfo=UTC)
_UNTIL = date(2027, 9, 1)
_circle = Circle(pk=1, name="Riverbend", slug="riverbend")
_ada, _ben = Person(pk=1, name="Ada Anker"), Person(pk=2, name="Ben Birch")
_kitchen = Responsibility(
    pk=1, circle=_circle, name="Looking after the kitchen", holder=_ada, until=_UNTIL
)

INVITATION: dict[str, Any] = {
    "circle": _circle,
    "invitation": Invitation(
        pk=1, circle=_circle, made_by=_ada, words="We cook on Fridays.", expires_at=_AT
    ),
}
APPLICATION: dict[str, Any] = {
    "circle": _circle,
    "application": Application(pk=1, circle=_circle, person=_ben, sent_at=_AT),
}
CIRCLE: dict[str, Any] = {"circle": _circle}
RESPONSIBILITY: dict[str, Any] = {"circle": _circle, "responsibility": _kitchen}
HANDOVER: dict[str, Any] = {
    "circle": _circle,
    "handover": Handover(
        pk=1, responsibility=_kitchen, giver=_ada, taker=_ben, notes="The key hangs by the door.",
        until=_UNTIL, offered_at=_AT,
    ),
}  # fmt: skip
