"""Where links and pictures of a page lead once it is bound: to a part of the same file, where what
they lead to is in it; else to the site, by its full address.

They pass the last line of :mod:`kinweave.prose` as addresses, and are read from these afterwards.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote, unquote

from django.conf import settings

from kinweave.access import address
from kinweave.handbook.models import Book, Enclosure, Picture
from kinweave.handbook.rendering import page_address, said_of
from kinweave.pages.paths import target_of
from kinweave.prose import File, Places, anchor_of_part
from kinweave.prose import Picture as Shown

_LEAF, _PICTURE = "/-leaf/", "/-picture/"


@dataclass(frozen=True, slots=True)
class Whole:
    """What links of one binding can lead to. ``inside``: leaves by their paths; ``moved``: where
    pages are that were elsewhere once; ``pictures`` and other ``files`` of the book, by what its
    pages call them; ``titles``: of all its pages."""

    book: Book
    inside: Mapping[str, int]
    moved: Mapping[str, str]
    titles: Mapping[str, str]
    pictures: Mapping[str, Picture]
    files: Mapping[str, Enclosure]


class BoundPlaces(Places):
    """Of a page that stands in the file ``base`` of its book."""

    def __init__(self, whole: Whole, base: str) -> None:
        self._whole, self._base = whole, base

    def link(self, href: str) -> str:
        """A leaf of the same file; else an address that leads there from anywhere."""
        target = target_of(href, self._base)
        if target is None:
            if href.startswith("/") and not href.startswith("//"):
                return settings.SITE_URL + href
            return href if href.startswith(("http", "mailto:")) else ""
        part = f"#{quote(anchor_of_part(target.part))}" if target.part else ""
        if target.page is not None:
            path = self._whole.moved.get(target.page, target.page)
            leaf = self._whole.inside.get(path)
            if leaf is not None:
                return f"{_LEAF}{leaf}{part}"
            return settings.SITE_URL + quote(page_address(self._whole.book, path)) + part
        if target.file is not None:
            if enclosed := self._whole.files.get(target.file):
                return settings.SITE_URL + self._file(enclosed)
            kept = self._whole.pictures.get(target.file)
            slug = self._whole.book.slug
            return settings.SITE_URL + address("book-picture", slug, kept.pk) if kept else ""
        return part

    def title(self, href: str) -> str | None:
        """As the page is called when it is bound."""
        target = target_of(href, self._base)
        if target is None or target.page is None:
            return None
        return self._whole.titles.get(self._whole.moved.get(target.page, target.page))

    def file(self, href: str) -> File | None:
        """One of the book's is fetched from the site."""
        target = target_of(href, self._base)
        kept = self._whole.files.get(target.file or "") if target is not None else None
        if kept is None:
            return None
        return File(settings.SITE_URL + self._file(kept), said_of(kept, self._whole.book))

    def _file(self, kept: Enclosure) -> str:
        return address("book-enclosure", self._whole.book.slug, kept.pk)

    def picture(self, src: str) -> Shown | str | None:
        """One of the book's; the name of one that is lacking."""
        target = target_of(src, self._base)
        if target is None or target.file is None:
            return None
        kept = self._whole.pictures.get(target.file)
        if kept is None:
            return target.file.rpartition("/")[2]
        return Shown(f"{_PICTURE}{kept.pk}", kept.width, kept.height)


def leaf_of(href: str) -> tuple[int, str] | None:
    """Which leaf an address leads to, and which part of it."""
    if not href.startswith(_LEAF):
        return None
    number, _hash, part = href.removeprefix(_LEAF).partition("#")
    return int(number), unquote(part)


def picture_of(src: str) -> int | None:
    """Which picture an address is of."""
    return int(src.removeprefix(_PICTURE)) if src.startswith(_PICTURE) else None
