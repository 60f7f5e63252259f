"""Wording a charter together, so that two who write at once lose nothing."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction

from kinweave.access import Viewer, allowed
from kinweave.circles.models import Circle
from kinweave.crews.models import Passage
from kinweave.crews.refusals import Reworded
from kinweave.journal.actions import write
from kinweave.people.models import Person


@transaction.atomic
def word(
    person: Person, circle: Circle, *, about: str, words: str, based_on: int, at: datetime
) -> Passage | None:
    """A passage as it reads from now on; those before it stay to be read. ``based_on``: the
    revision that was read when this was written, 0 for none. Raises :class:`Reworded` where it is
    not the one that holds any more; saying the same again changes nothing.
    """
    allowed(Viewer.of(person.pk), "crew", circle)
    last = Passage.objects.filter(circle=circle, about=about).first()
    holds = last.revision if last else 0
    if words == (last.words if last else ""):
        return last
    if holds != based_on:
        raise Reworded
    try:
        with transaction.atomic():
            made = Passage.objects.create(
                circle=circle, about=about, revision=holds + 1, words=words, by=person, at=at
            )
    except IntegrityError:
        raise Reworded from None
    write("crews.charter_worded", actor=person, at=at, circle=circle, thing=made)
    return made
