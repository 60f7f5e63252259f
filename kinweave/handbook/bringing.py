"""Bringing a book's files in, page by page, each in a transaction of its own.

Every page knows what its file last said (``Page.mark``), so whoever is killed and begins again, or
keeps in step, does nothing twice. A page that somebody has changed here since is theirs: it is left
as they made it, and named in the report.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from html import unescape
from io import BytesIO
from typing import Any

from django.db import transaction
from django.db.models import Q

from kinweave.handbook.actions.writing import add, locked
from kinweave.handbook.models import Book, Enclosure, Kind, Page, Picture
from kinweave.handbook.models.page import ALBUM
from kinweave.handbook.rendering import Files, held_by, keep, keep_again
from kinweave.handbook.shelf import (
    MOST_FILES,
    MOST_PICTURES,
    PICTURES,
    NoFile,
    discard,
    looked_at,
    put,
)
from kinweave.handbook.taking_along import files_outside, whole_of
from kinweave.handbook.wanting import to_read
from kinweave.pages import Bound, Entry, Read, Remark, Source, bound, read_page
from kinweave.pages.front import Front, front_of
from kinweave.pages.links import links_in
from kinweave.pages.paths import numbered, target_of
from kinweave.pages.remarks import MOST
from kinweave.pages.remarks import Kind as Said
from kinweave.pages.sources import TooLarge
from kinweave.people.models import Person
from kinweave.pictures import Made, NoPicture
from kinweave.prose import anchor_of, anchor_of_part

_ID = re.compile(r' id="([^"]+)"')
ENTRY = "entry"
"""The mark of a line of the contents that is no page."""


@dataclass(slots=True)
class Report:
    """What came of it: how many pages are new, changed, the same, taken out; and remarks."""

    kind: str = ""
    new: int = 0
    changed: int = 0
    same: int = 0
    gone: int = 0
    pictures: int = 0
    files: int = 0
    remarks: list[Remark] = field(default_factory=list)

    def kept(self) -> dict[str, Any]:
        """As a row keeps it."""
        counts = {name: getattr(self, name) for name in ("kind", "new", "changed", "same", "gone")}
        said = [[one.kind.value, one.file, one.line, one.about] for one in self.remarks[:MOST]]
        more = max(0, len(self.remarks) - MOST)
        return {**counts, "pictures": self.pictures, "files": self.files, "remarks": said,
                "unsaid": more}  # fmt: skip


def bring_in(
    book: Book,
    source: Source,
    *,
    by: Person | None,
    at: datetime,
    hold: Callable[[], None] = lambda: None,
    told: Callable[[int], None] = lambda _percent: None,
) -> Report:
    """All pages, pictures and files of a folder or zip. ``hold`` is called in each transaction, and
    may raise; ``told`` gets how far it is. Raises :class:`kinweave.pages.NoBook`."""
    work = _Work(book, source, bound(source), by, at, hold, told)
    return work.done()


class _Work:
    def __init__(
        self,
        book: Book,
        source: Source,
        files: Bound,
        by: Person | None,
        at: datetime,
        hold: Callable[[], None],
        told: Callable[[int], None],
    ) -> None:
        self._book, self._source, self._files = book, source, files
        self._by, self._at, self._hold, self._told = by, at, hold, told
        self._report = Report(kind=files.kind)
        self._all = max(1, sum(1 for entry in files.entries for _one in entry.all()))
        self._done = 0
        self._seen: set[int] = set()
        self._there = set(files.files)
        self._looked_at: dict[str, bool] = {}
        self._outside: Files | None = None
        self._parts: list[tuple[Remark, str, str]] = []
        """Links that lead to a part of a page: what to say of them, the page's path, the part."""

    def done(self) -> Report:
        for file in self._files.files:
            if file.lower().endswith(PICTURES):
                self._picture(file)
        self._held = held_by(self._book)
        self._lines = self._lines_there()
        self._inside(self._files.entries, None)
        self._take_out()
        self._report.remarks += self._parts_that_lack()
        self._report.remarks = [*self._files.remarks, *self._report.remarks]
        self._told(100)
        return self._report

    def _inside(self, entries: list[Entry], parent: Page | None) -> None:
        for position, entry in enumerate(entries, start=1):
            with transaction.atomic():
                self._hold()
                self._book = locked(self._book)
                page = self._page(entry) if entry.file else self._line(entry)
                if page is not None:
                    self._place(page, parent, position)
            self._done += 1
            self._told(99 * self._done // self._all)
            self._inside(entry.inside, page or parent)

    def _place(self, page: Page, parent: Page | None, position: int) -> None:
        self._seen.add(page.pk)
        place = (parent.pk if parent else None, position)
        if (page.parent_id, page.position) != place:
            page.parent, page.position = parent, position
            page.save(update_fields=["parent", "position"])

    def _line(self, entry: Entry) -> Page:
        """A link elsewhere, or a part's name."""
        said = (
            (Kind.LINK if entry.link else Kind.PART).value,
            entry.link[:2_000],
            entry.title[:200],
        )
        while self._lines[said]:
            if found := Page.objects.filter(pk=self._lines[said].popleft()).first():
                return found
        kind, link, title = said
        return Page.objects.create(book=self._book, kind=kind, link=link, title=title, mark=ENTRY)

    def _lines_there(self) -> dict[tuple[str, str, str], deque[int]]:
        """Lines of the contents that are no pages; some say the same."""
        found = defaultdict[tuple[str, str, str], deque[int]](deque)
        rows = Page.objects.filter(book=self._book).exclude(kind=Kind.PAGE).order_by("pk")
        for kind, link, title, pk in rows.values_list("kind", "link", "title", "pk"):
            found[kind, link, title].append(pk)
        return found

    def _page(self, entry: Entry) -> Page | None:
        read = read_page(self._source, self._files, entry.file)
        if read is None:
            return None
        self._report.remarks += read.remarks
        front = read.front
        enclosed = self._enclosed(read, entry.file)
        title = (entry.title or read.title)[:200]
        mark = _mark(json.dumps([front.text, front.description, front.more]).encode())
        rows = Page.objects.select_related("current").filter(book=self._book, kind=Kind.PAGE)
        page = rows.filter(file=entry.file).first()
        if page is None:
            path = self._free(self._files.pages[entry.file], entry.file)
            page = Page(book=self._book, file=entry.file, path=path, title=title)
            self._report.new += 1
        elif page.mark == mark or self._went_out_so(page, front):
            self._report.same += 1
            self._kept_as_it_is(page, title)
            if enclosed and page.current is not None:
                keep(self._book, page.current, self._held)
            return page
        elif page.current is not None and not page.current.brought:
            self._report.remarks.append(Remark(Said.CHANGED_HERE, entry.file))
            return page
        else:
            self._report.changed += 1
        page.book, page.mark, page.title = self._book, mark, title
        if page.gone_by_id is None:
            page.gone_at = None
        page.save()
        add(page, text=front.text, description=front.description, more=front.more, by=self._by,
            at=self._at, brought=True, base=entry.file, held=self._held)  # fmt: skip
        return page

    def _went_out_so(self, page: Page, front: Front) -> bool:
        """Whether a file says what the page's own would say, if it were taken along now: what went
        out comes back, with links that lead to where things lie outside."""
        if page.current is None:
            return False
        self._outside = self._outside or files_outside(self._book)
        ours = front_of(whole_of(page, self._outside))
        return (ours.text, ours.description, ours.more) == (
            front.text, front.description, front.more,
        )  # fmt: skip

    def _kept_as_it_is(self, page: Page, title: str) -> None:
        """Its words are the same; it may be called otherwise, and be back."""
        back = page.gone_at is not None and page.gone_by_id is None
        if back or (page.title != title and page.current and page.current.brought):
            page.title = title
            page.gone_at = None if back else page.gone_at
            page.save(update_fields=["title", "gone_at"])
            if page.current is not None:
                to_read(page.current, self._at)

    def _free(self, path: str, file: str) -> str:
        taken = set(
            Page.objects.filter(book=self._book, kind=Kind.PAGE).values_list("path", flat=True)
        )
        if path not in taken:
            return path
        self._report.remarks.append(Remark(Said.SAME_ADDRESS, file, about=path))
        return numbered(path, taken)

    def _picture(self, file: str) -> None:
        if self._report.pictures >= MOST_PICTURES:
            self._report.remarks.append(Remark(Said.TOO_MANY, file))
            return
        try:
            whole = self._source.read(self._files.root + file)
            mark = _mark(whole)
            known = Picture.objects.filter(book=self._book, file=file).first()
            self._report.pictures += 1
            if known and mark in {known.mark, known.made}:
                return
            made = self._made_before(mark) or ALBUM.read(BytesIO(whole), len(whole))
        except (NoPicture, TooLarge, OSError):
            self._report.remarks.append(Remark(Said.NO_PICTURE, file))
            return
        ALBUM.keep(made)
        width, height = (int(side) for side in made.name.rpartition("-")[2].split("x"))
        with transaction.atomic():
            self._hold()
            said = {"name": made.name, "width": width, "height": height, "mark": mark,
                    "made": _mark(made.files[max(made.files)])}  # fmt: skip
            Picture.objects.update_or_create(book=self._book, file=file, defaults=said)
            if known:
                ALBUM.discard(known.name)
        keep_again(self._book, file)

    def _made_before(self, mark: str) -> Made | None:
        """The same file under another name in this book, or the very file that became of a picture
        here and was taken along: it is not made anew, which takes long and would cost it some of
        what is to be seen."""
        rows = Picture.objects.filter(Q(made=mark) | Q(mark=mark, book=self._book))
        kept = (ALBUM.again(name) for name in rows.values_list("name", flat=True))
        return next((made for made in kept if made is not None), None)

    def _enclosed(self, read: Read, base: str) -> bool:
        """Keep the files that a page names; whether one of them is new, or another now. What no
        page names stays where it is: nobody said that it is to be read."""
        found = False
        for link in links_in(read.front.text):
            target = target_of(link.href, base)
            if target is not None and target.part and target.file is None:
                said = Remark(Said.NO_PART, base, read.line_of(link.line), link.href[:200])
                path = self._files.pages[base] if target.page is None else target.page
                self._parts.append((said, path, target.part))
            file = target.file if target is not None else None
            if file is None or file not in self._there or file.lower().endswith(PICTURES):
                continue
            if file not in self._looked_at:
                self._looked_at[file] = self._file(file)
            found |= self._looked_at[file]
        return found

    def _parts_that_lack(self) -> list[Remark]:
        """What leads to a heading that its page has not; the page itself may be lacking, which is
        said already."""
        rows = Page.objects.filter(book=self._book, kind=Kind.PAGE, gone_at=None)
        rows = rows.filter(path__in={path for _said, path, _part in self._parts})
        known = {
            path: {unescape(one) for one in _ID.findall(html or "")} | {anchor_of(title or "")}
            for path, html, title in rows.values_list(
                "path", "current__rendered__html", "current__rendered__title"
            )
        }
        return [
            said
            for said, path, part in self._parts
            if path in known and anchor_of_part(part) not in known[path]
        ]

    def _file(self, file: str) -> bool:
        if len(self._looked_at) >= MOST_FILES:
            self._report.remarks.append(Remark(Said.TOO_MANY, file))
            return False
        try:
            whole = self._source.read(self._files.root + file)
            mark = looked_at(file, whole)
        except (NoFile, TooLarge, OSError):
            self._report.remarks.append(Remark(Said.NO_FILE, file))
            return False
        self._report.files += 1
        known = Enclosure.objects.filter(book=self._book, file=file).first()
        if known and known.mark == mark:
            return False
        said = {"name": put(whole), "size": len(whole), "mark": mark}
        made, _new = Enclosure.objects.update_or_create(
            book=self._book, file=file, defaults=said
        )  # fmt: skip
        if known:
            discard(known.name)
        self._held[file] = made
        return True

    def _take_out(self) -> None:
        """What came from files once, and is in them no more."""
        with transaction.atomic():
            self._hold()
            rows = Page.objects.filter(book=self._book, gone_at=None).exclude(pk__in=self._seen)
            rows.filter(mark=ENTRY).delete()
            for page in rows.exclude(mark="").select_related("current"):
                if page.current is not None and not page.current.brought:
                    self._report.remarks.append(Remark(Said.CHANGED_HERE, page.file))
                    continue
                Page.objects.filter(parent=page).update(parent=page.parent_id)
                Page.objects.filter(pk=page.pk).update(gone_at=self._at)
                self._report.gone += 1
                self._report.remarks.append(Remark(Said.GONE, page.file))


def _mark(whole: bytes) -> str:
    return sha256(whole).hexdigest()
