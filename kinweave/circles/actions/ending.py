"""Ending a circle, and thinking again."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from kinweave.access import Viewer, allowed
from kinweave.circles.closing import close_all
from kinweave.circles.models import Circle, Ending
from kinweave.circles.refusals import Closed
from kinweave.journal.actions import write
from kinweave.people.models import Person

BRING_BACK_WITHIN = timedelta(days=30)
"""How long an ended circle can be brought back."""


@transaction.atomic
def end(actor: Person, circle: Circle, *, at: datetime) -> Ending:
    """End a circle: nobody sees it any more, nobody can come in. Circles inside it go on."""
    allowed(Viewer.of(actor.pk), "end", circle)
    return end_together(actor, circle, at=at)


@transaction.atomic
def end_together(actor: Person, circle: Circle, *, at: datetime) -> Ending:
    """The same where its members have agreed on it: an app above circles has asked its own rule,
    and ``actor`` is whoever does it for all."""
    if not Circle.objects.open().filter(pk=circle.pk).update(ended_at=at):
        raise Closed
    ending = Ending.objects.create(circle=circle, by=actor, at=at)
    circle.refresh_from_db(fields=["ended_at"])
    close_all(circle, actor, at)
    write("circles.ended", actor=actor, at=at, circle=circle, thing=circle)
    return ending


@transaction.atomic
def bring_back(actor: Person, ending: Ending, *, at: datetime) -> Circle:
    """Undo an ending within thirty days: everybody is in it again, as they were."""
    allowed(Viewer.of(actor.pk), "undo", ending)
    rows = Ending.objects.filter(pk=ending.pk, undone_at=None, at__gt=at - BRING_BACK_WITHIN)
    if not rows.update(undone_at=at):
        raise Closed
    Circle.objects.filter(pk=ending.circle_id).update(ended_at=None)
    circle = Circle.objects.get(pk=ending.circle_id)
    write("circles.brought_back", actor=actor, at=at, circle=circle, thing=circle)
    return circle
