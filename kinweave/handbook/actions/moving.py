"""Moving pages about; old addresses lead on."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from kinweave.access import Viewer, allowed
from kinweave.handbook.actions.writing import free_file, free_path, last_in, locked
from kinweave.handbook.models import Kind, OldAddress, Page
from kinweave.handbook.refusals import Loop
from kinweave.journal.actions import write
from kinweave.pages.paths import slug_of, within
from kinweave.people.models import Person


@transaction.atomic
def move(
    actor: Person,
    page: Page,
    *,
    parent: Page | None = None,
    before: Page | None = None,
    slug: str = "",
    at: datetime,
) -> Page:
    """Put a page under another, or at the top; ``before``: the one that then follows it. ``slug``:
    the last part of its new address, which it else keeps. What is under it moves along, and every
    address that any of them had leads to it still."""
    book = locked(page.book)
    allowed(Viewer.of(actor.pk), "edit", book)
    one = Page.objects.select_related("current").get(pk=page.pk, book=book, gone_at=None)
    one.book = book
    if parent is not None:
        parent = Page.objects.get(pk=parent.pk, book=book, gone_at=None)
        if _is_inside(parent, one):
            raise Loop
    one.parent = parent
    one.position = last_in(book, parent)
    one.save(update_fields=["parent", "position"])
    if before is not None:
        _order(one, before)
    name = slug_of(slug) or one.path.rpartition("/")[2]
    above = parent.path if parent is not None else ""
    if one.kind == Kind.PAGE and one.path:
        _to(one, f"{above}/{name}".lstrip("/"))
    write("handbook.moved", actor=actor, at=at, circle=book.circle, thing=one)
    return one


def _to(page: Page, path: str) -> None:
    """To another address, and with it what is addressed below."""
    old, path = page.path, within(path)
    if path == old:
        return
    rows = Page.objects.filter(book=page.book, kind=Kind.PAGE, path__startswith=f"{old}/")
    inside = [*rows.select_related("current")]
    for one, new in [(page, path), *((one, path + one.path[len(old) :]) for one in inside)]:
        one.book = page.book
        before = one.path
        one.path = free_path(page.book, within(new))
        one.file = free_file(page.book, one.path)
        one.save(update_fields=["path", "file"])
        OldAddress.objects.update_or_create(book=page.book, path=before, defaults={"page": one})


def _order(page: Page, before: Page) -> None:
    """The rows beside it get new places, it before the one that was named."""
    beside = list(Page.objects.filter(book=page.book, parent=page.parent).exclude(pk=page.pk))
    at = next((n for n, one in enumerate(beside) if one.pk == before.pk), len(beside))
    beside.insert(at, page)
    for number, one in enumerate(beside, start=1):
        one.position = number
    Page.objects.bulk_update(beside, ["position"])


def _is_inside(page: Page | None, other: Page) -> bool:
    seen: set[int] = set()
    while page is not None and page.pk not in seen:
        if page.pk == other.pk:
            return True
        seen.add(page.pk)
        page = page.parent
    return False
