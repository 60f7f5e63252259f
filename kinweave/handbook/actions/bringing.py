"""Asking for pages to be brought in from files, and no more."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from kinweave.access import Viewer, allowed
from kinweave.handbook.models import Book, Bringing
from kinweave.jobs.actions import wake
from kinweave.jobs.models import State
from kinweave.people.models import Person


@transaction.atomic
def ask(
    actor: Person,
    book: Book,
    *,
    content: bytes | None = None,
    address: str = "",
    keep: bool = False,
    at: datetime,
) -> Bringing:
    """Bring in a zip, or what is at an address; ``keep``: and keep in step with it."""
    allowed(Viewer.of(actor.pk), "edit", book)
    made: Bringing = Bringing.objects.create(
        book=book, person=actor, content=content, address=address, asked_at=at, next_attempt=at,
        keeps_since=at if keep and address else None,
    )  # fmt: skip
    wake(made)
    return made


@transaction.atomic
def stop(actor: Person, one: Bringing, *, at: datetime) -> None:
    """Keep it in step no more; its pages stay."""
    allowed(Viewer.of(actor.pk), "edit", one.book)
    Bringing.objects.filter(pk=one.pk, stopped_at=None).update(stopped_at=at)
    rows = Bringing.objects.filter(pk=one.pk, state=State.WAITING)
    rows.update(state=State.DONE, finished_at=at)
