"""Taking pages out of their book, and putting them back."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from kinweave.access import Viewer, allowed
from kinweave.handbook.actions.writing import locked
from kinweave.handbook.models import Page, Removed
from kinweave.handbook.rendering import keep
from kinweave.journal.actions import write
from kinweave.people.models import Person


@transaction.atomic
def take_out(actor: Person, page: Page, *, at: datetime) -> None:
    """Take a page out of its book. What is under it moves up; it can be put back."""
    book = locked(page.book)
    allowed(Viewer.of(actor.pk), "edit", book)
    one = Page.objects.get(pk=page.pk, book=book)
    Page.objects.filter(book=book, parent=one).update(parent=one.parent_id)
    Page.objects.filter(pk=one.pk).update(gone_at=at, gone_by=actor)
    write("handbook.took_out", actor=actor, at=at, circle=book.circle, thing=one)


@transaction.atomic
def put_back(actor: Person, page: Removed, *, at: datetime) -> Page:
    """Put a page back that was taken out: to its old address, below what it stood below, or what is
    left of that. One that files had no more is the book's own from here on, and stays."""
    book = locked(page.book)
    allowed(Viewer.of(actor.pk), "edit", book)
    one = Page.objects.select_related("current").get(pk=page.pk, book=book)
    one.book = book
    if one.gone_at is None:
        return one
    if one.gone_by_id is None:
        one.mark = ""
    one.parent = _left_of(one.parent)
    one.gone_at = one.gone_by = None
    one.save(update_fields=["parent", "gone_at", "gone_by", "mark"])
    if one.current is not None:
        keep(book, one.current)  # a picture may have come meanwhile, or gone
    write("handbook.put_back", actor=actor, at=at, circle=book.circle, thing=one)
    return one


def _left_of(above: Page | None) -> Page | None:
    """The nearest that is in the book still."""
    seen: set[int] = set()
    while above is not None and above.gone_at is not None and above.pk not in seen:
        seen.add(above.pk)
        above = above.parent
    return above if above is None or above.gone_at is None else None
