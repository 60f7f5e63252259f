"""Writing pages. Whoever writes says what they saw, so that nobody writes over another unseen."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from kinweave.access import Viewer, allowed
from kinweave.handbook.models import Book, Kind, OldAddress, Page, Revision
from kinweave.handbook.practice import Practice, with_practice
from kinweave.handbook.refusals import Changed, Taken, TakenByOneOutside
from kinweave.handbook.rendering import keep
from kinweave.handbook.wanting import to_read
from kinweave.pages.paths import file_of, slug_of, within
from kinweave.people.models import Person


@transaction.atomic
def write_page(
    actor: Person,
    book: Book,
    *,
    title: str,
    text: str,
    parent: Page | None = None,
    slug: str = "",
    description: str = "",
    practice: Practice | None = None,
    why: str = "",
    at: datetime,
) -> Page:
    """A new page, the last of those beside it. The first of a book is its beginning."""
    one = locked(book)
    allowed(Viewer.of(actor.pk), "edit", one)
    if parent is not None:
        parent = Page.objects.get(pk=parent.pk, book=one, gone_at=None)
    path = free_path(one, _path(one, title, parent, slug))
    page: Page = Page.objects.create(
        book=one, parent=parent, position=last_in(one, parent), path=path, title=title,
        file=free_file(one, path),
    )  # fmt: skip
    more = with_practice({}, practice) if practice else {}
    add(page, text=text, description=description, more=more, why=why, by=actor, at=at)
    return page


@transaction.atomic
def revise(
    actor: Person,
    page: Page,
    *,
    based_on: int,
    text: str,
    title: str | None = None,
    description: str | None = None,
    practice: Practice | None = None,
    why: str = "",
    at: datetime,
) -> Page:
    """Say it otherwise. What is not given stays as it is. Raises :class:`Changed` where the page is
    not what they saw any more."""
    book = locked(page.book)
    allowed(Viewer.of(actor.pk), "edit", book)
    one = Page.objects.select_related("current").get(pk=page.pk, book=book, gone_at=None)
    one.book = book
    now = one.current
    if now is None or now.number != based_on:
        raise Changed
    if title and title != one.title:
        one.title = title
        one.save(update_fields=["title"])
        to_read(now, at)
    about = now.description if description is None else description
    more = now.more if practice is None else with_practice(now.more, practice)
    before = (now.text, now.description, now.more, now.base)
    if (text, about, more, one.file) != before:
        add(one, text=text, description=about, more=more, why=why, by=actor, at=at)
    return one


@transaction.atomic
def restore(
    actor: Person, revision: Revision, *, based_on: int, why: str = "", at: datetime
) -> Page:
    """Have a page say again what it said: a new revision, so this can be taken back too."""
    book = locked(revision.page.book)
    allowed(Viewer.of(actor.pk), "edit", book)
    one = Page.objects.select_related("current").get(pk=revision.page_id, gone_at=None)
    if one.current is None or one.current.number != based_on:
        raise Changed
    one.book = book
    add(one, text=revision.text, description=revision.description, more=revision.more, why=why,
        by=actor, at=at, base=revision.base)  # fmt: skip
    return one


def add(page: Page, **said: Any) -> Revision:
    """The next revision of a page that is held, with its HTML."""
    last = Revision.objects.filter(page=page).aggregate(last=Max("number"))["last"] or 0
    said.setdefault("base", page.file)
    held = said.pop("held", None)
    made: Revision = Revision.objects.create(page=page, number=last + 1, **said)
    page.current = made
    page.save(update_fields=["current"])
    keep(page.book, made, held)
    to_read(made, made.at)
    return made


def locked(book: Book) -> Book:
    """The book, held until the end of the transaction: all that changes pages takes it first."""
    return Book.objects.select_for_update(of=("self",)).select_related("circle").get(pk=book.pk)


def free_path(book: Book, path: str) -> str:
    """Raises :class:`Taken` where another page is, or was, at this address."""
    there = Page.objects.filter(book=book, kind=Kind.PAGE, path=path).first()
    if there is not None:
        raise Taken if there.gone_at is None else TakenByOneOutside
    OldAddress.objects.filter(book=book, path=path).delete()
    return path


def free_file(book: Book, path: str) -> str:
    """A file's name for a page at this address."""
    file, number = file_of(path), 1
    while Page.objects.filter(book=book, kind=Kind.PAGE, file=file).exists():
        number += 1
        file = file_of(f"{path or 'README'}-{number}")
    return file


def last_in(book: Book, parent: Page | None) -> int:
    """The place behind all that stand there."""
    rows = Page.objects.filter(book=book, parent=parent)
    return (rows.aggregate(last=Max("position"))["last"] or 0) + 1


def _path(book: Book, title: str, parent: Page | None, slug: str) -> str:
    first = not Page.objects.filter(book=book, kind=Kind.PAGE, path="").exists()
    if first and parent is None and not slug:
        return ""
    name = slug_of(slug) or slug_of(title) or "page"
    above = parent.path if parent is not None else ""
    return within(f"{above}/{name}".lstrip("/"))
