"""A page's Markdown as HTML, kept beside the revision: whoever reads gets it from the row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import quote, urlsplit

from django.db import transaction
from django.template.defaultfilters import filesizeformat
from django.utils.html import escape
from django.utils.translation import override

from kinweave.access import address
from kinweave.handbook.models import (
    Book,
    Embed,
    Enclosure,
    Kind,
    OldAddress,
    Page,
    Picture,
    Rendered,
    Revision,
)
from kinweave.outside.places import LONGEST
from kinweave.pages.links import links_in, relinked
from kinweave.pages.paths import address_of, file_of, target_of
from kinweave.pages.paths import relative as relative_to
from kinweave.prose import Card, Document, File, Places, anchor_of_part, document
from kinweave.prose import Picture as Shown

EDITION = 2
"""Of the HTML that is kept. Raise it with any change of what a text becomes, here or in
:mod:`kinweave.prose`: pages that were kept before are then made anew, by a chore, and until then
whenever they are read."""
A_TURN = 500
"""Pages that are made anew with each turn of the chore."""
Held = Mapping[str, Picture | Enclosure | Embed]
"""Pictures and files of a book, by what its pages call them; and what is known of places elsewhere,
by their addresses."""


class BookPlaces(Places):
    """Where links and pictures lead that stand in the file ``base`` of a book."""

    def __init__(self, book: Book, base: str, held: Held) -> None:
        self._book, self._base, self._held = book, base, held

    def link(self, href: str) -> str:
        """Pages by their address, also ones that nobody has written so far."""
        target = target_of(href, self._base)
        if target is None:
            return href if href.startswith(("http", "mailto:", "/")) else ""
        part = f"#{quote(anchor_of_part(target.part))}" if target.part else ""
        if target.page is not None:
            return page_address(self._book, target.page) + part
        if target.file is not None:
            kept = self._held.get(target.file)
            if isinstance(kept, Embed):
                return ""
            return address(_NAMES[type(kept)], self._slug(kept), kept.pk) if kept else ""
        return part

    def embed(self, href: str) -> Card | None:
        """What was looked at, with its host, so that nobody takes it for another one."""
        kept = self._held.get(href)
        if not isinstance(kept, Embed) or not (kept.title or kept.name):
            return None
        host = (urlsplit(href).hostname or "").removeprefix("www.")
        picture = None
        if kept.name:
            leads = address("book-embed", self._slug(kept), kept.pk)
            picture = Shown(leads, kept.width, kept.height)
        return Card(f"{kept.title} · {host}" if kept.title else host, picture)

    def file(self, href: str) -> File | None:
        """One of the book's, with its size."""
        target = target_of(href, self._base)
        kept = self._held.get(target.file or "") if target is not None else None
        if not isinstance(kept, Enclosure):
            return None
        return File(address("book-enclosure", self._slug(kept), kept.pk), said_of(kept, self._book))

    def picture(self, src: str) -> Shown | str | None:
        """One of the book's; the name of one that is lacking."""
        target = target_of(src, self._base)
        if target is None or target.file is None:
            return None
        kept = self._held.get(target.file)
        if not isinstance(kept, Picture):
            return target.file.rpartition("/")[2]
        leads = address("book-picture", self._slug(kept), kept.pk)
        return Shown(leads, kept.width, kept.height)

    def _slug(self, kept: Picture | Enclosure | Embed) -> str:
        """Before a translation is kept, what it shows is another book's still."""
        return self._book.slug if kept.book_id == self._book.pk else kept.book.slug


_NAMES: dict[type, str] = {Picture: "book-picture", Enclosure: "book-enclosure"}


def said_of(one: Enclosure, book: Book) -> str:
    """What a file is called, and how large it is, as those write it who speak the book's
    language: it is kept, whoever reads it later."""
    with override(book.language):
        return f"{one.called} · {filesizeformat(one.size)}"


def page_address(book: Book, path: str) -> str:
    """The address of a page on the site."""
    return address("page", book.slug, path) if path else address("book", book.slug)


def pictures_of(book: Book) -> dict[str, Picture]:
    """By their files."""
    return {one.file: one for one in Picture.objects.filter(book=book)}


def files_with(book: Book) -> dict[str, Enclosure]:
    """Those that are no pictures, by what pages call them."""
    return {one.file: one for one in Enclosure.objects.filter(book=book)}


def held_by(book: Book) -> dict[str, Picture | Enclosure | Embed]:
    """All that its pages show."""
    embeds = {one.url: one for one in Embed.objects.filter(book=book)}
    return {**embeds, **files_with(book), **pictures_of(book)}


class _Embeds(BookPlaces):
    """Notes what a text embeds."""

    def __init__(self, book: Book, base: str) -> None:
        super().__init__(book, base, {})
        self.found: dict[str, None] = {}

    def embed(self, href: str) -> None:
        if href.startswith(("http://", "https://")) and len(href) <= LONGEST:
            self.found[href] = None


def embedded_in(page: Page) -> list[str]:
    """The addresses of places elsewhere that a page embeds, in their order."""
    places = _Embeds(page.book, page.file)
    if page.current is not None:
        document(page.current.text, places)
    return list(places.found)


def shown(book: Book, base: str, text: str, held: Held) -> Document:
    """A text as a page of the book."""
    return document(text, BookPlaces(book, base, held))


def keep(book: Book, revision: Revision, held: Held | None = None) -> None:
    """Write a revision's HTML beside it."""
    known = held_by(book) if held is None else held
    found = shown(book, revision.base, revision.text, known)
    headings = [[one.level, one.anchor, one.words] for one in found.headings]
    made = {"title": found.title[:300], "html": found.html, "headings": headings,
            "edition": EDITION}  # fmt: skip
    Rendered.objects.update_or_create(revision=revision, defaults=made)


def written(page: Page) -> Rendered:
    """How what a page says now is written; made anew where it is not kept, or was made
    otherwise."""
    kept = page.rendered
    if kept is not None and kept.edition == EDITION:
        return kept
    text, base = (page.current.text, page.current.base) if page.current else ("", "")
    made = shown(page.book, base, text, held_by(page.book))
    headings = [[one.level, one.anchor, one.words] for one in made.headings]
    return Rendered(title=made.title, html=made.html, headings=headings)


def keep_anew(now: datetime) -> int:
    """Pages whose HTML was made by an earlier edition, or is not there, are made anew: some with
    each turn, and each by itself, so that nobody who writes waits for long. How many."""
    del now
    pages = Page.objects.filter(kind=Kind.PAGE, gone_at=None).exclude(current=None)
    old = pages.exclude(current__rendered__edition=EDITION).order_by("book", "pk")
    count, held = 0, dict[int, Held]()
    for book, pk in old.values_list("book", "pk")[:A_TURN]:
        with transaction.atomic():
            one = Book.objects.select_for_update(of=("self",)).get(pk=book)
            page = old.filter(pk=pk).select_related("current").first()
            if page is not None and page.current is not None:
                held = {book: held.get(book) or held_by(one)}
                keep(one, page.current, held[book])
                count += 1
    return count


def keep_again(book: Book, file: str) -> None:
    """Write the HTML of those pages anew that name a file, as it has come, changed or gone."""
    name = file.rpartition("/")[2]
    _keep_those_with(book, {name, quote(name), escape(name)})


def keep_embeds_again(book: Book) -> None:
    """The same of pages that embed something: addresses are written in too many ways to tell."""
    _keep_those_with(book, {"embed"})


def _keep_those_with(book: Book, words: set[str]) -> None:
    held: Held | None = None
    rows = Page.objects.select_related("current").filter(book=book, gone_at=None)
    for one in rows.exclude(current=None):
        now = one.current
        if now is not None and any(said in now.text for said in words):
            held = held_by(book) if held is None else held
            keep(book, now, held)


@dataclass(frozen=True, slots=True)
class Files:
    """In which file each page of a book lies. ``by_address``: also of addresses that it had once;
    ``moved``: those whose file is another than their address says. ``renamed``: pictures that are
    called otherwise, where the files go."""

    by_address: Mapping[str, str]
    moved: frozenset[str]
    renamed: Mapping[str, str] = field(default_factory=dict)


def files_of(book: Book) -> Files:
    """In two queries."""
    old = OldAddress.objects.filter(book=book, page__gone_at=None).values_list("path", "page__file")
    now = Page.objects.filter(book=book, kind=Kind.PAGE, gone_at=None).values_list("path", "file")
    found = {**dict(old), **dict(now)}
    return Files(found, frozenset(path for path, file in found.items() if address_of(file) != path))


def files_named_in(text: str, base: str) -> set[str]:
    """The files of the book that a text names which stands in the file ``base``."""
    targets = (target_of(link.href, base) for link in links_in(text))
    return {one.file for one in targets if one is not None and one.file is not None}


def as_it_lies_at(page: Page, base: str) -> str:
    """The same as if the page lay in the file ``base``, of its book or of another: pictures and
    files are named from there; pages, by what they are called."""

    def said(href: str) -> str | None:
        target = target_of(href, page.file)
        if target is None or target.file is None:
            return None
        return relative_to(target.file, base, target.part)

    return relinked(as_it_lies(page), said)


def as_it_lies(page: Page, files: Files | None = None) -> str:
    """A page's text as it reads in its own file, with links that lead from there, whatever moved
    since it was written."""
    revision = page.current
    if revision is None:
        return ""
    known = files or files_of(page.book)

    def said(href: str) -> str | None:
        target = target_of(href, revision.base)
        if target is None or (target.page is None and target.file is None):
            return None
        file = known.renamed.get(target.file or "")
        if file is None and revision.base == page.file and target.page not in known.moved:
            return None
        file = file or target.file
        if file is None:
            path = target.page or ""
            file = known.by_address.get(path) or file_of(path)
        return relative_to(file, page.file, target.part)

    return relinked(revision.text, said)
