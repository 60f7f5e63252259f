"""Having what is elsewhere looked at, for a page that embeds it; and not any more."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from kinweave.access import Viewer, allowed
from kinweave.handbook.actions.writing import locked
from kinweave.handbook.models import Book, Embed
from kinweave.handbook.models.page import ALBUM
from kinweave.handbook.rendering import keep_embeds_again
from kinweave.jobs.actions import wake
from kinweave.jobs.models import State
from kinweave.people.models import Person


@transaction.atomic
def look(actor: Person, book: Book, url: str, *, at: datetime) -> Embed:
    """Have a worker fetch the name and the picture of what a page embeds, or fetch them again. Who
    keeps that place sees that this site asked, and neither who did nor who reads."""
    one = locked(book)
    allowed(Viewer.of(actor.pk), "edit", one)
    row, new = Embed.objects.get_or_create(
        book=one, url=url, defaults={"person": actor, "next_attempt": at}
    )
    if not new and not row.under_way:
        row.state, row.next_attempt, row.attempts = State.WAITING, at, 0
        row.claimed_at = row.finished_at = None
        row.person, row.why = actor, ""
        row.save()
        new = True
    if new:
        wake(row)
    return row


@transaction.atomic
def look_away(actor: Person, embed: Embed) -> None:
    """Keep neither name nor picture; the link stays."""
    book = locked(embed.book)
    allowed(Viewer.of(actor.pk), "edit", book)
    row = Embed.objects.filter(pk=embed.pk, book=book).first()
    if row is None:
        return
    row.delete()
    ALBUM.discard(row.name)
    keep_embeds_again(book)
