"""What of a book is bound: its lines in the order of reading; and a fingerprint of all that."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.db.models import F

from kinweave.binding.models import Extent, Format, Size
from kinweave.handbook.models import Book, Enclosure, Kind, Page, Picture

EDITION = 5
"""Another one, and everything is bound anew."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """A line of a book's contents. ``deep``: from 0. ``revision``: what it says now; the ``text``
    of that, and the file ``base`` from which its links are read, only where words are wanted."""

    pk: int
    parent: int | None
    kind: str
    title: str
    path: str
    link: str
    revision: int | None
    about: str = ""
    text: str = ""
    base: str = ""
    deep: int = 0

    @property
    def is_page(self) -> bool:
        """Whether it has words of its own."""
        return self.kind == Kind.PAGE


_ROW = ("pk", "parent_id", "kind", "title", "path", "link", "current_id")
_WORDS = ("current__description", "current__text", "current__base")


def leaves_of(book: Book, *, words: bool = False) -> list[Leaf]:
    """All of a book, each line followed by what stands below it. In one query, so that it is of
    one moment. What nobody can reach, as it stands below itself, is left out."""
    rows = Page.objects.filter(book=book, gone_at=None).order_by(F("position"), "pk")
    found = [Leaf(*_plain(row)) for row in rows.values_list(*_ROW, *(_WORDS if words else ()))]
    known = {one.pk for one in found}
    below: defaultdict[int | None, list[Leaf]] = defaultdict(list)
    for one in found:
        below[one.parent if one.parent in known else None].append(one)
    order: list[Leaf] = []
    waiting = [(0, one) for one in reversed(below.pop(None, []))]
    while waiting:
        deep, one = waiting.pop()
        order.append(replace(one, deep=deep))
        waiting += [(deep + 1, under) for under in reversed(below.pop(one.pk, []))]
    return order


def _plain(row: tuple[Any, ...]) -> list[Any]:
    """A page that says nothing so far has no revision, and so no words."""
    return [*row[: len(_ROW)], *(part or "" for part in row[len(_ROW) :])]


def part_of(leaves: Sequence[Leaf], extent: str, page: int | None) -> list[Leaf]:
    """Of a book's lines those that are meant, the first of them at the top; none, where its page
    is not there."""
    if extent == Extent.BOOK:
        return list(leaves)
    at = next((at for at, one in enumerate(leaves) if one.pk == page and one.is_page), None)
    if at is None:
        return []
    top = leaves[at].deep
    end = at + 1
    if extent == Extent.BRANCH:
        while end < len(leaves) and leaves[end].deep > top:
            end += 1
    return [replace(one, deep=one.deep - top) for one in leaves[at:end]]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody asks for. ``size``: of the paper, for a PDF."""

    extent: Extent
    format: Format
    page: int | None = None
    size: Size = Size.A4


def fingerprint(book: Book, leaves: Sequence[Leaf], pictures: object, wanted: Wanted) -> str:
    """Of everything that the file shows. ``leaves``: of the whole book, as links lead to any."""
    part = {one.pk for one in part_of(leaves, wanted.extent, wanted.page)}
    lines = [
        (one.pk, one.kind, one.title, one.path, one.link, one.deep, one.revision)
        if one.pk in part
        else (one.pk, one.path, one.title)
        for one in leaves
    ]
    said = (
        EDITION, settings.SITE_URL, settings.SITE_NAME, book.pk, book.slug, book.title, book.about,
        book.language, book.licence, book.credit, wanted.extent.value, wanted.format.value,
        wanted.page, wanted.size.value, lines, pictures,
    )  # fmt: skip
    return sha256(repr(said).encode()).hexdigest()


def pictures_in(book: Book) -> list[tuple[int, str, str]]:
    """What of a book's pictures and files tells whether one of them is another."""
    return [
        one
        for rows in (Picture.objects.filter(book=book), Enclosure.objects.filter(book=book))
        for one in rows.order_by("pk").values_list("pk", "file", "name")
    ]
