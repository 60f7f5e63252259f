"""What somebody sees of rounds: their own place in them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from kinweave.access import Viewer
from kinweave.people.models import Field
from kinweave.people.told import Shown, shown_in, telling
from kinweave.rounds.models import Meeting, Place, Round

FACE = (Field.PICTURE,)


@dataclass(slots=True)
class Mine:
    """One's place in a round, and whom one meets there; nobody, where it did not come to it."""

    place: Place
    them: list[Shown] = field(default_factory=list)

    @property
    def round(self) -> Round:
        found: Round = self.place.round
        return found

    @property
    def meeting(self) -> Meeting | None:
        found: Meeting | None = self.place.meeting
        return found


def mine(viewer: Viewer, most: int = 12, **which: object) -> list[Mine]:
    """One's places, the latest round first. Two queries, however many."""
    places = Place.objects.visible_to(viewer).filter(person=viewer.person, **which)
    places = places.select_related("round__circle", "meeting").order_by("-round__pairs_at", "pk")
    read = list(places[:most])
    # Of two meetings in a ring one may fall through: what is left is worth saying.
    meets = {one.round_id for one in read if one.meeting_id}
    found = [Mine(one) for one in read if one.meeting_id or one.round_id not in meets]
    numbers = [one.place.meeting_id for one in found if one.place.meeting_id]
    if not numbers:
        return found
    others = Place.objects.visible_to(viewer).filter(meeting__in=numbers)
    rows = list(
        telling(viewer, others.exclude(person=viewer.person), FACE, "meeting", person="person")
    )
    by_meeting: defaultdict[int, list[Shown]] = defaultdict(list)
    for row, them in zip(rows, shown_in(viewer, rows, FACE, person="person"), strict=True):
        by_meeting[row["meeting"]].append(them)
    for one in found:
        one.them = by_meeting.get(one.place.meeting_id or 0, [])
    return found
