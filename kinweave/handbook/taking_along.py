"""A book as a zip of Markdown, which reads the same where it is brought in again.

It is written while it is sent (:func:`kinweave.pages.zipping.zipped`): a thousand pictures are in
memory one at a time. Pictures are kept as WebP, whatever they were once, and are called so there;
the links of pages lead to them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from kinweave.handbook.models import Book, Enclosure, Kind, Page, Picture
from kinweave.handbook.models.page import ALBUM, LARGE
from kinweave.handbook.rendering import Files, as_it_lies, files_of
from kinweave.handbook.shelf import path_of
from kinweave.pages import Entry
from kinweave.pages.front import with_front
from kinweave.pages.paths import relative, target_of
from kinweave.pages.tree import as_summary
from kinweave.pages.zipping import zipped

AS_KEPT = ".webp"
"""How the name of a picture ends that says what is in it."""


def as_zip(book: Book, pages: list[Page]) -> Iterator[bytes]:
    """``pages``: those that whoever asks may see, with their current revisions. All that a row or
    a reader's language has a say in is asked before the first byte."""
    pictures = list(Picture.objects.filter(book=book).order_by("file"))
    enclosed = list(Enclosure.objects.filter(book=book))
    files = _leading(book, pictures, enclosed)
    first = [
        ("SUMMARY.md", as_summary(entries_of(pages), book.title)),
        ("LICENCE.txt", licence_of(book)),
    ]
    lie = {files.renamed.get(one.file, one.file): ALBUM.path_of(one.name, LARGE)
           for one in pictures}  # fmt: skip
    lie |= {one.file: path_of(one.name) for one in enclosed}
    return zipped(_files(first, pages, files, dict(sorted(lie.items()))))


def _files(
    first: list[tuple[str, str]], pages: list[Page], files: Files, lie: dict[str, Path]
) -> Iterator[tuple[str, str | bytes]]:
    yield from first
    for page in pages:
        if page.kind == Kind.PAGE and page.current is not None:
            yield page.file, whole_of(page, files)
    for name, path in lie.items():
        with suppress(FileNotFoundError):  # taken away meanwhile
            yield name, path.read_bytes()


def files_outside(book: Book) -> Files:
    """Where its pages lie when they are taken along, and what their pictures are called there."""
    pictures = list(Picture.objects.filter(book=book).order_by("file"))
    return _leading(book, pictures, list(Enclosure.objects.filter(book=book)))


def _leading(book: Book, pictures: list[Picture], enclosed: list[Enclosure]) -> Files:
    files = files_of(book)
    taken = {*files.by_address.values(), *(one.file for one in enclosed)}
    return replace(files, renamed=_renamed(pictures, taken))


def _renamed(pictures: Iterable[Picture], taken: set[str]) -> dict[str, str]:
    """Those whose names say something else than what is in them; each by what it is called then.
    Two that are the same may share a name, so that it is the same however often a book travels."""
    known = {one.file: one.made for one in pictures}
    given = {file: made for file, made in known.items() if file.lower().endswith(AS_KEPT)}
    found = {}
    for file, made in known.items():
        if file in given:
            continue
        stem, number = file.rpartition(".")[0], 1
        name = f"{stem}{AS_KEPT}"
        while name in taken or given.get(name, made) != made:
            number += 1
            name = f"{stem}-{number}{AS_KEPT}"
        given[name] = made
        found[file] = name
    return found


def whole_of(page: Page, files: Files, **more: str) -> str:
    """A page's file, with what it says before its words; ``more``: to be said there besides."""
    now = page.current
    if now is None:
        return ""
    said = {name: _led(value, page, files) for name, value in now.more.items()} | more
    return with_front(as_it_lies(page, files), description=now.description, more=said)


def _led(value: Any, page: Page, files: Files) -> Any:
    """What stands before a page's words may be a picture, as GitBook has its cover."""
    if not files.renamed or not isinstance(value, str) or page.current is None:
        return value
    target = target_of(value, page.current.base)
    called = files.renamed.get(target.file or "") if target is not None else None
    return relative(called, page.file) if called else value


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
