"""What becomes of imports when somebody leaves a circle, or is forgotten."""

from __future__ import annotations

from datetime import datetime

from kinweave.circles.leaving import takes_away
from kinweave.circles.models import Circle
from kinweave.importing.models import Import
from kinweave.importing.words import LEFT
from kinweave.jobs.models import State
from kinweave.people.erasure.forgetting import forgets
from kinweave.people.models import Person


@takes_away
def from_the_circle(person: Person, circle: Circle, at: datetime) -> None:
    """What they had not brought in yet goes; what they keep in step stands still. What came in
    stays, and any member may take on hosting it."""
    theirs = Import.objects.filter(person=person, circle=circle)
    theirs.exclude(stage=Import.Stage.BROUGHT).delete()
    kept = theirs.filter(keeps_since__isnull=False, stopped_at=None, paused_at=None)
    kept.update(paused_at=at, paused_for=LEFT)
    theirs.filter(state=State.WAITING).update(state=State.DONE, finished_at=at)


@forgets
def all_of_it(person: Person, at: datetime) -> None:  # noqa: ARG001 - nothing of it has a date
    """All their imports, with the addresses. What came in stays with the circle."""
    Import.objects.filter(person=person).delete()
