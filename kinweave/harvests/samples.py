"""Made-up things for looking at letters: unsaved, and belonging to nobody."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Any

from kinweave.access import Audience
from kinweave.circles.models import Circle
from kinweave.gatherings.models import Gathering, Occasion
from kinweave.harvests.models import Recording

_AT = datetime(2027, 3, 4, 18, tzinfo=UTC)
_circle = Circle(pk=1, name="Riverbend", slug="riverbend")
_gathering = Gathering(
    pk=1, circle=_circle, name="Soup on Thursday", day=date(2027, 3, 4), time=time(19),
    zone="Europe/Vienna", minutes=120,
)  # fmt: skip
_occasion = Occasion(
    pk=1, gathering=_gathering, number=1, day=date(2027, 3, 4), time=time(19), starts_at=_AT,
    ends_at=_AT.replace(hour=20),
)  # fmt: skip
_next = Occasion(
    pk=2, gathering=_gathering, number=2, day=date(2027, 3, 11), time=time(19),
    starts_at=_AT.replace(day=11), ends_at=_AT.replace(day=11, hour=20),
)  # fmt: skip
_about: dict[str, Any] = {"circle": _circle, "gathering": _gathering, "occasion": _occasion}
_words = "Thank you for the bread. *Whoever left a green scarf:* it hangs by the door."

AFTERWORD: dict[str, Any] = {
    **_about, "words": _words, "plain_words": _words.replace("*", ""), "next": _next,
    "has_harvest": True,
}  # fmt: skip
ASKED: dict[str, Any] = {
    **_about,
    "recording": Recording(pk=1, occasion=_occasion, title="Three stories of soup"),
    "reaches": Audience.PUBLIC.label,
}
