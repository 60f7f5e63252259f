"""What rounds of pairs write to people. Each reads through the door again when it is sent."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kinweave.circles.models import Circle
from kinweave.notices.letters import About, Reader, letter
from kinweave.people.told import Shown
from kinweave.rounds.models import Meeting, Place, Round
from kinweave.rounds.reading import Mine, mine

_AT = datetime(2027, 3, 1, 12, tzinfo=UTC)
_circle = Circle(pk=1, name="Riverbend", slug="riverbend")
_round = Round(pk=1, circle=_circle, pairs_at=_AT, ends_at=_AT, words="An hour, on foot.")
_meeting = Meeting(pk=1, round=_round, hours=["2027-03-04T17:00:00+00:00"])
SAMPLE: dict[str, Any] = {
    "round": _round,
    "circle": _circle,
    "mine": [
        Mine(Place(pk=1, round=_round, meeting=_meeting), [Shown(person=2, name="Ben Birch")])
    ],
}


@letter(
    "rounds.opened", kind="rounds", what=_("A round of pairs opens in a circle of yours"),
    sample=SAMPLE,
)  # fmt: skip
def opened(reader: Reader, about: About) -> dict[str, Any] | None:
    """To members, as long as one can still count oneself in."""
    found = _round_of(reader, about)
    if found is None or found.paired_at or found.called_off_at:
        return None
    return {"round": found, "circle": found.circle} if found.pairs_at > timezone.now() else None


@letter("rounds.paired", kind="rounds", what=_("With whom you are paired"), sample=SAMPLE)
def paired(reader: Reader, about: About) -> dict[str, Any] | None:
    """To who takes part: whom they meet and when it would suit, or that there was nobody."""
    return _places(reader, about)


@letter(
    "rounds.fell_through", kind="rounds", what=_("A pair of yours comes to nothing after all"),
    sample=SAMPLE,
)  # fmt: skip
def fell_through(reader: Reader, about: About) -> dict[str, Any] | None:
    """To those who were to meet. Nothing of why."""
    return _places(reader, about)


@letter(
    "rounds.did_you_meet", kind="rounds", what=_("Whether you met, once after a round"),
    sample=SAMPLE,
)  # fmt: skip
def did_you_meet(reader: Reader, about: About) -> dict[str, Any] | None:
    """To those who were to meet and have not said."""
    said = _places(reader, about)
    open_ones = [one for one in said["mine"] if one.them and not one.place.says] if said else []
    return {**said, "mine": open_ones} if said and open_ones else None


def _round_of(reader: Reader, about: About) -> Round | None:
    rows = Round.objects.visible_to(reader.viewer).filter(circle__ended_at=None)
    return rows.select_related("circle").filter(pk=about["round"]).first()


def _places(reader: Reader, about: About) -> dict[str, Any] | None:
    found = _round_of(reader, about)
    places = mine(reader.viewer, round=found) if found else []
    return {"round": found, "circle": found.circle, "mine": places} if found and places else None
