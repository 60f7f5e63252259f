"""Getting at a gathering to change what is prepared for it, and noting that somebody did."""

from __future__ import annotations

from datetime import datetime

from kinweave.access import NotAllowed, Viewer, allowed
from kinweave.gatherings.models import Gathering
from kinweave.journal.actions import write
from kinweave.people.models import Person
from kinweave.preparing.refusals import Over


def hosted(actor: Person, number: int) -> Gathering:
    """The gathering, locked, for whoever hosts it; what was called off is prepared no more."""
    gathering = Gathering.objects.select_for_update().get(pk=number)
    allowed(Viewer.of(actor.pk), "host", gathering)
    if gathering.cancelled_at is not None:
        raise Over
    return gathering


def note(verb: str, *, actor: Person, gathering: Gathering, at: datetime) -> None:
    """In the circle's journal, without a word of it; nothing of a draft, which is its host's."""
    if gathering.published_at is not None:
        write(verb, actor=actor, at=at, circle=gathering.circle, thing=gathering)


def takes_place(person: Person, number: int) -> Gathering:
    """The gathering, for somebody who may come to it."""
    gathering = Gathering.objects.select_related("circle").get(pk=number)
    viewer = Viewer.of(person.pk)
    if gathering.cancelled_at is None:
        allowed(viewer, "come", gathering)
    elif Gathering.objects.visible_to(viewer).filter(pk=number).exists():
        raise Over
    else:
        raise NotAllowed
    return gathering
