"""Making a file of a book, when a worker comes to it."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import translation

from kinweave.binding.epub import as_epub
from kinweave.binding.leaves import Wanted, fingerprint, leaves_of, part_of, pictures_in
from kinweave.binding.models import Bound, Extent, Format, Size
from kinweave.binding.paper import as_pdf
from kinweave.binding.volume import volume_of
from kinweave.jobs.actions import works_on
from kinweave.jobs.models import State
from kinweave.papers import CannotPrint

READ, LAID_OUT = 30, 80
"""Of a hundred, how much is done when the pages are read, and when a PDF is laid out."""
STEPS = 10
"""So often it is told how far it is."""


def wanted_of(bound: Bound) -> Wanted:
    """What was asked for."""
    return Wanted(Extent(bound.extent), Format(bound.format), bound.page_id, Size(bound.size))


@works_on(Bound)
def make(row: Bound, now: datetime) -> State | None:  # noqa: ARG001 - every kind of work is told the time
    """Read the pages, draw them, and keep the file."""
    book, wanted = row.book, wanted_of(row)
    leaves = leaves_of(book, words=True)
    if not part_of(leaves, wanted.extent, wanted.page):
        return State.DROPPED
    if not _is_of(row, fingerprint(book, leaves, pictures_in(book), wanted)):
        return State.DROPPED
    with translation.override(book.language):
        volume = volume_of(
            book, leaves, wanted, at=row.asked_at, nested=wanted.format == Format.PDF,
            told=lambda done, of: _tell(row, 0, READ, done, of),
        )  # fmt: skip
        try:
            if wanted.format == Format.PDF:
                made = as_pdf(
                    volume, wanted.size, lambda done, of: _tell(row, READ, LAID_OUT, done, of)
                )
            else:
                made = as_epub(volume)
        except CannotPrint as lacking:
            Bound.objects.filter(pk=row.pk).update(why=str(lacking)[:200])
            return None
    row.keep(made)
    for older in Bound.objects.filter(
        book=book, page=row.page_id, extent=row.extent, format=row.format, size=row.size,
        asked_at__lte=row.asked_at,
    ).exclude(pk=row.pk):  # fmt: skip
        forget(older)
    return None


def _is_of(row: Bound, now: str) -> bool:
    """The book may have changed since it was asked for: then this is of what it says now. Not so
    where somebody has asked for that too, as they have a row of their own."""
    if row.of == now:
        return True
    try:
        with transaction.atomic():
            Bound.objects.filter(pk=row.pk).update(of=now)
    except IntegrityError:
        return False
    row.of = now
    return True


def _tell(row: Bound, begins: int, ends: int, done: int, of: int) -> None:
    """Now and then, and never backwards."""
    if done * STEPS // of > (done - 1) * STEPS // of:
        progress = begins + (ends - begins) * done // of
        Bound.objects.filter(pk=row.pk, progress__lt=progress).update(progress=progress)


def forget(bound: Bound) -> None:
    """Its file and its row."""
    bound.path.unlink(missing_ok=True)
    bound.delete()
