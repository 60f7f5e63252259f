"""A book as a zip of Markdown, which reads the same where it is brought in again."""

from __future__ import annotations

import zipfile
from collections import defaultdict
from tempfile import SpooledTemporaryFile
from typing import IO

from django.utils.translation import gettext as _

from kinweave.handbook.models import Book, Enclosure, Kind, Page, Picture
from kinweave.handbook.models.page import ALBUM, LARGE
from kinweave.handbook.rendering import Files, as_it_lies, files_of
from kinweave.handbook.shelf import path_of
from kinweave.pages import Entry
from kinweave.pages.front import with_front
from kinweave.pages.tree import as_summary

_DAY = (1980, 1, 1, 0, 0, 0)
"""The same book gives the same file."""


def as_zip(book: Book, pages: list[Page]) -> IO[bytes]:
    """``pages``: those that whoever asks may see, with their current revisions."""
    made: IO[bytes] = SpooledTemporaryFile(max_size=5_000_000)  # noqa: SIM115 - whoever sends closes
    files = files_of(book)
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as into:
        _put(into, "SUMMARY.md", as_summary(entries_of(pages), book.title))
        _put(into, "LICENCE.txt", licence_of(book))
        for page in pages:
            if page.kind == Kind.PAGE and page.current is not None:
                _put(into, page.file, whole_of(page, files))
        for one in Picture.objects.filter(book=book):
            path = ALBUM.path_of(one.name, LARGE)
            if path.exists():
                _put(into, one.file, path.read_bytes())
        for enclosed in Enclosure.objects.filter(book=book):
            if path_of(enclosed.name).exists():
                _put(into, enclosed.file, path_of(enclosed.name).read_bytes())
    made.seek(0)
    return made


def whole_of(page: Page, files: Files, **more: str) -> str:
    """A page's file, with what it says before its words; ``more``: to be said there besides."""
    now = page.current
    if now is None:
        return ""
    said = {**now.more, **more}
    return with_front(as_it_lies(page, files), description=now.description, more=said)


def entries_of(pages: list[Page]) -> list[Entry]:
    """Their order, as files tell it. What is under a page that is not there stands at the top."""
    here = {page.pk for page in pages}
    by_parent: defaultdict[int | None, list[Page]] = defaultdict(list)
    for page in pages:
        by_parent[page.parent_id if page.parent_id in here else None].append(page)

    def inside(parent: int | None) -> list[Entry]:
        return [
            Entry(page.title, page.file, page.link, inside=inside(page.pk))
            for page in by_parent[parent]
        ]

    return inside(None)


def licence_of(book: Book) -> str:
    """What goes along with every copy."""
    lines = [book.title, book.credit]
    if book.licence:
        lines += [book.licence, book.licence_address]
    else:
        lines.append(_("All rights kept"))
    return "\n".join(filter(None, lines)) + "\n"


def licence_line(book: Book) -> str:
    """The same in one line, without the title."""
    return " · ".join(licence_of(book).rstrip("\n").split("\n")[1:])


def _put(into: zipfile.ZipFile, name: str, what: str | bytes) -> None:
    info = zipfile.ZipInfo(name, _DAY)
    info.compress_type = zipfile.ZIP_DEFLATED
    into.writestr(info, what)
