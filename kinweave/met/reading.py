"""Whom somebody has met, as they read it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from kinweave.access import Viewer
from kinweave.circles.models import Circle
from kinweave.met.models import How, Met
from kinweave.people.models import Field, Person
from kinweave.people.models.person import name_shown
from kinweave.people.told import Shown, told_of


@dataclass(frozen=True, slots=True)
class Meeting:
    """Somebody, and one way in which the reader has met them. ``them.person``: ``None`` where no
    circle is shared any more; what is left of them is the name. ``circle``: where, if it is theirs
    to see now."""

    them: Shown
    how: How
    since: datetime
    last: datetime
    circle: Circle | None

    @property
    def lasted(self) -> bool:
        """Whether it was on more than one day."""
        return self.since.date() != self.last.date()


def in_words(viewer: Viewer, rows: Collection[Met]) -> list[Meeting]:
    """These rows, which have come through the door with both people, to be read. Two queries."""
    others = [_other(viewer, row) for row in rows]
    shown = told_of(viewer, [one.pk for one in others], [Field.PICTURE])
    wanted = {row.circle_id for row in rows if row.circle_id}
    circles = Circle.objects.visible_to(viewer).in_bulk(wanted)
    return [
        Meeting(
            shown.get(other.pk) or Shown(name=name_shown(other.name, other.forgotten_at)),
            How(row.how),
            row.since,
            row.last,
            circles.get(row.circle_id or 0),
        )
        for row, other in zip(rows, others, strict=True)
    ]


def _other(viewer: Viewer, row: Met) -> Person:
    found: Person = row.other if row.one_id == viewer.person else row.one
    return found
