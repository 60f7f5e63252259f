"""Asking for a calendar to be read; saying yes to what it showed, or not."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from kinweave.access import Viewer, VisibleQuerySet, allowed
from kinweave.circles.models import Circle
from kinweave.importing.models import Import
from kinweave.importing.refusals import Over
from kinweave.jobs.actions import wake
from kinweave.jobs.models import State
from kinweave.people.models import Person

Stage = Import.Stage
KEPT = timedelta(days=1)
"""How long what was read waits for somebody's yes."""


@transaction.atomic
def ask(
    actor: Person,
    circle: Circle,
    *,
    content: bytes | None = None,
    address: str = "",
    called: str = "",
    zone: str,
    at: datetime,
) -> Import:
    """Have a file, or what is at an address, read and shown. Only whoever asks sees it. What they
    asked to read in this circle before, and did not say yes to, goes."""
    allowed(Viewer.of(actor.pk), "host in", circle)
    _unconfirmed().filter(person=actor, circle=circle).delete()
    made: Import = Import.objects.create(
        person=actor, circle=circle, content=content, address=address, called=called, zone=zone,
        asked_at=at, next_attempt=at,
    )  # fmt: skip
    wake(made)
    return made


@transaction.atomic
def confirm(
    actor: Person,
    one: Import,
    *,
    audience: str,
    keep: bool = False,
    tell: bool = True,
    at: datetime,
) -> None:
    """Bring in what was shown. ``keep``: and keep it in step with its address from then on."""
    allowed(Viewer.of(actor.pk), "bring in", one)
    rows = Import.objects.filter(pk=one.pk, stage=Stage.READY, state=State.DONE)
    said = {
        "audience": audience,
        "tells": tell,
        "keeps_since": at if keep and one.address else None,
    }
    again = {"state": State.WAITING, "next_attempt": at, "attempts": 0, "progress": 0}
    if not rows.update(stage=Stage.BRINGING, **said, **again):
        raise Over
    one.refresh_from_db(fields=["next_attempt"])
    wake(one)


@transaction.atomic
def discard(actor: Person, one: Import) -> None:
    """Throw away what was read. Nothing of it has come in."""
    allowed(Viewer.of(actor.pk), "bring in", one)
    if not _unconfirmed().filter(pk=one.pk).delete()[0]:
        raise Over


def forget_unconfirmed(now: datetime) -> int:
    """Remove what was read and waited for a yes for a day; how many."""
    return int(_unconfirmed().filter(asked_at__lte=now - KEPT).delete()[0])


def _unconfirmed() -> VisibleQuerySet[Import]:
    return Import.objects.filter(stage__in=[Stage.READING, Stage.READY, Stage.UNREAD])
