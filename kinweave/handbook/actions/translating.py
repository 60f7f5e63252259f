"""Saying that a page says the same as another one, in another language."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from kinweave.access import Viewer, allowed, can
from kinweave.handbook.actions.writing import locked, write_page
from kinweave.handbook.models import Book, Embed, Enclosure, Page, Picture
from kinweave.handbook.models.page import ALBUM
from kinweave.handbook.practice import Practice
from kinweave.handbook.refusals import IsOriginal, SameLanguage
from kinweave.handbook.rendering import files_named_in, held_by, keep
from kinweave.handbook.shelf import path_of, put
from kinweave.people.models import Person


@transaction.atomic
def translate(actor: Person, page: Page, original: Page) -> Page:
    """Say that a page says in its book's language what ``original`` says now in another. Both pages
    lead to each other then, so whoever says so edits both books. Said again, it means that the page
    has caught up with what changed."""
    viewer = Viewer.of(actor.pk)
    source = Page.objects.visible_to(viewer).select_related("original").get(pk=original.pk)
    if source.original is not None and source.original != page:
        root = Page.objects.visible_to(viewer).filter(pk=source.original.pk).first()
        source = root or source
    for book in _both(page, source):
        allowed(viewer, "edit", book)
    if _spoken(page.book) == _spoken(source.book):
        raise SameLanguage
    if source.original_id == page.pk or Page.objects.filter(original=page).exists():
        raise IsOriginal
    one = Page.objects.get(pk=page.pk, gone_at=None)
    one.book = page.book
    one.original, one.original_revision = source, source.current
    one.save(update_fields=["original", "original_revision"])
    return one


@transaction.atomic
def begin_translation(
    actor: Person,
    book: Book,
    original: Page,
    *,
    title: str,
    text: str,
    practice: Practice | None = None,
    why: str = "",
    at: datetime,
) -> Page:
    """A new page that translates ``original``, with the pictures and files of that which its words
    name: they are of another book, and for whom that is."""
    made = write_page(actor, book, title=title, text=text, practice=practice, why=why, at=at)
    made.book = book
    translate(actor, made, original)
    held = held_by(book)
    for file, kept in held_by(original.book).items():
        if file not in held and file in files_named_in(text, made.file):
            _copy(kept, book)
    if made.current is not None:
        keep(book, made.current)
    return made


def _copy(kept: Picture | Enclosure | Embed, book: Book) -> None:
    """The rows of two books never share a file: each goes when its own does."""
    if isinstance(kept, Picture):
        if (made := ALBUM.again(kept.name)) is not None:
            ALBUM.keep(made)
            said = {"name": made.name, "width": kept.width, "height": kept.height}
            Picture.objects.create(
                book=book, file=kept.file, mark=kept.mark, made=kept.made, **said
            )
    elif isinstance(kept, Enclosure) and path_of(kept.name).is_file():
        name = put(path_of(kept.name).read_bytes())
        said = {"name": name, "size": kept.size, "mark": kept.mark}
        Enclosure.objects.create(book=book, file=kept.file, **said)


@transaction.atomic
def stand_alone(actor: Person, page: Page) -> None:
    """Say that a page translates no other. Whoever edits either book may: each is named there."""
    viewer = Viewer.of(actor.pk)
    one = Page.objects.select_related("book__circle", "original__book__circle").get(pk=page.pk)
    if one.original is None:
        return
    books = [locked(book) for book in sorted({one.book, one.original.book}, key=_number)]
    if not any(can(viewer, "edit", book) for book in books):
        allowed(viewer, "edit", one.book)
    Page.objects.filter(pk=one.pk).update(original=None, original_revision=None)


def _both(page: Page, source: Page) -> list[Book]:
    """Their books, held, in the order in which everybody holds them."""
    return [locked(book) for book in sorted({page.book, source.book}, key=_number)]


def _number(book: Book) -> int:
    return book.pk


def _spoken(book: Book) -> str:
    return book.language.split("-")[0]
