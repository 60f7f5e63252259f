"""Keeping in step: no more, again, or not for now."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from kinweave.access import Viewer, allowed
from kinweave.importing.models import Import
from kinweave.importing.refusals import Over
from kinweave.jobs.actions import wake
from kinweave.jobs.models import State
from kinweave.journal.actions import write
from kinweave.notices.actions import tell
from kinweave.people.models import Person

Stage = Import.Stage


@transaction.atomic
def stop(actor: Person, one: Import, *, at: datetime) -> None:
    """Keep it in step no more. What came in stays, and is its host's like all they host."""
    allowed(Viewer.of(actor.pk), "stop", one)
    rows = Import.objects.filter(pk=one.pk, stage=Stage.BROUGHT, keeps_since__isnull=False)
    if not rows.filter(stopped_at=None).update(stopped_at=at, paused_at=None, paused_for=""):
        raise Over
    _rest(one, at)
    write("importing.stopped", actor=actor, at=at, circle=one.circle, thing=one)


@transaction.atomic
def go_on(actor: Person, one: Import, *, at: datetime) -> None:
    """Keep it in step again, beginning now."""
    allowed(Viewer.of(actor.pk), "bring in", one)
    rows = Import.objects.exclude(address="").filter(pk=one.pk, stage=Stage.BROUGHT)
    begun = {"keeps_since": at, "stopped_at": None, "paused_at": None, "paused_for": ""}
    anew = {"state": State.WAITING, "attempts": 0, "next_attempt": at, "failing_since": None}
    # Whatever changed meanwhile is wanted: nothing is said to be known.
    unknown = {"why": "", "etag": "", "modified": ""}
    if not rows.exclude(state=State.CLAIMED).update(**begun, **anew, **unknown):
        raise Over
    one.refresh_from_db(fields=["next_attempt"])
    wake(one)
    write("importing.kept", actor=actor, at=at, circle=one.circle, thing=one)


@transaction.atomic
def pause(one: Import, *, why: str, at: datetime) -> None:
    """The site itself keeps it in step no more for now, and tells whoever made it."""
    rows = Import.objects.filter(pk=one.pk, stopped_at=None, paused_at=None)
    if rows.update(paused_at=at, paused_for=why):
        tell(
            "importing.paused",
            receiver=one.person,
            about={"import": one.pk},
            key=f"importing.paused:{one.pk}:{at.isoformat()}",
            at=at,
            circle=one.circle,
        )


def _rest(one: Import, at: datetime) -> None:
    """Nothing is due any more. Whoever has claimed it just now sees so before they write."""
    rows = Import.objects.filter(pk=one.pk, state=State.WAITING)
    rows.update(state=State.DONE, finished_at=at)
