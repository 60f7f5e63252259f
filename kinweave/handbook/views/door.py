"""Getting to a book, and to a page of it."""

from __future__ import annotations

from typing import Any

from django.db.models import CharField, QuerySet
from django.http import Http404, HttpRequest

from kinweave.access import KeptSeen, Viewer, allowed, blank, can
from kinweave.circles.views.door import circle_for, me, my_circles, viewer
from kinweave.handbook.contents import contents_of
from kinweave.handbook.models import Book, Kind, Page
from kinweave.handbook.rendering import page_address
from kinweave.handbook.rewording import asked_at
from kinweave.handbook.showing import with_translations

__all__ = ["around", "book_for", "circle_for", "me", "my_circles", "page_at", "page_for", "viewer"]


def book_for(request: HttpRequest, slug: str, verb: str = "") -> Book:
    """The book, if it is there for them (404), and if they may do this with it (403)."""
    rows = Book.objects.visible_to(viewer(request)).select_related("circle")
    found: Book | None = rows.filter(slug=slug).first()
    if found is None:
        raise Http404
    if verb:
        allowed(viewer(request), verb, found)
    return found


def _readable(looks: Viewer) -> QuerySet[Page]:
    rows = Page.objects.visible_to(looks).filter(
        book__slug=blank("slug", CharField()), kind=Kind.PAGE, path=blank("path", CharField())
    )
    whole = rows.select_related("book__circle", "current__rendered").order_by()
    return with_translations(whole.defer("book__circle__about", "book__circle__welcome"))


_read = KeptSeen(_readable)


def page_at(request: HttpRequest, slug: str, path: str) -> Page | None:
    """The page at an address of a book, with all that reading it wants, if it is there."""
    return next(iter(_read.ask(viewer(request), slug=slug, path=path)), None)


def page_for(request: HttpRequest, slug: str, pk: int, verb: str = "") -> Page:
    """The page by its number, as :func:`book_for` finds a book."""
    rows = Page.objects.visible_to(viewer(request)).filter(book__slug=slug, kind=Kind.PAGE, pk=pk)
    found: Page | None = rows.select_related("book__circle", "current", "parent").first()
    if found is None:
        raise Http404
    if verb:
        allowed(viewer(request), verb, found.book)
    return found


def around(request: HttpRequest, book: Book, page: Page | None = None) -> dict[str, Any]:
    """What every page of a book says of where it is, and what one may do there."""
    looks = viewer(request)
    return {
        "book": book,
        "page": page,
        "circle": book.circle,
        "asks": page_address(book, page.path if page is not None else ""),
        "contents": contents_of(looks, book, page),
        "asked_at": asked_at(),
        "may_edit": can(looks, "edit", book),
        "may_propose": can(looks, "propose", book),
    }
