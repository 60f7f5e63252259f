"""Asking for a file of a book."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from kinweave.access import Viewer, visible_or_404
from kinweave.binding.leaves import Wanted, fingerprint, leaves_of, pictures_in
from kinweave.binding.models import Bound
from kinweave.handbook.models import Book
from kinweave.jobs.actions import wake
from kinweave.jobs.models import State


@transaction.atomic
def ask(viewer: Viewer, book: Book, wanted: Wanted, *, at: datetime) -> Bound:
    """Have a file made of the book as it is now, for whoever may read it, with or without an
    account. Whoever asks again is given the same; where that failed, or the file is gone, it is
    made once more."""
    visible_or_404(Book.objects, viewer, pk=book.pk)
    of = fingerprint(book, leaves_of(book), pictures_in(book), wanted)
    start = {
        "book": book, "page_id": wanted.page, "extent": wanted.extent, "format": wanted.format,
        "size": wanted.size, "asked_at": at, "next_attempt": at,
    }  # fmt: skip
    found, new = Bound.objects.get_or_create(of=of, defaults=start)
    over = [State.DROPPED, State.FAILED, *([] if found.there else [State.DONE])]
    again = {"state": State.WAITING, "attempts": 0, "next_attempt": at, "why": "", "progress": 0}
    if new or Bound.objects.filter(pk=found.pk, state__in=over).update(**again):
        found.refresh_from_db()
        wake(found)
    return found
