"""What is left behind by whoever was killed, and what no page needs any more."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from kinweave.handbook import shelf
from kinweave.handbook.actions.writing import locked
from kinweave.handbook.models import Book, Embed, Enclosure, Page, Picture
from kinweave.handbook.models.page import ALBUM
from kinweave.handbook.rendering import embedded_in
from kinweave.pictures import STRAY


def forget_stray_pictures(now: datetime) -> int:
    """Remove files that no row names. How many."""
    files = set(Enclosure.objects.values_list("name", flat=True))
    gone = shelf.forget_strays(files, now - STRAY)
    return gone + ALBUM.forget_strays(_pictured(), now - STRAY)


def forget_embeds(now: datetime) -> int:
    """Names and pictures of what no page embeds as it reads now. Where an earlier revision comes
    back, or a page that was taken out, it is a plain link until an editor asks once more: nobody
    keeps what is elsewhere for a page that does not show it. How many."""
    del now
    books = Embed.objects.order_by().values_list("book", flat=True).distinct()
    return sum(_forget_embeds_of(book) for book in Book.objects.filter(pk__in=books))


@transaction.atomic
def _forget_embeds_of(book: Book) -> int:
    one = locked(book)
    pages = Page.objects.filter(book=one, gone_at=None, current__text__contains="embed")
    shown: set[str] = set()
    for page in pages.select_related("current"):
        page.book = one
        shown.update(embedded_in(page))
    strays = [
        row for row in Embed.objects.filter(book=one) if row.url not in shown and not row.under_way
    ]
    for row in strays:
        row.delete()
        ALBUM.discard(row.name)
    return len(strays)


def _pictured() -> set[str]:
    rows = (Picture.objects, Embed.objects)
    return {name for one in rows for name in one.values_list("name", flat=True)}
