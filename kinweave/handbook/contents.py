"""A book's contents, for whoever looks, and where in it a page is.

Its lines are asked of the database each time, for whoever looks; what is made of exactly these
lines is remembered, and knows nobody.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from django.db.models import BigIntegerField, QuerySet
from django.utils.html import escape
from django.utils.safestring import SafeString

from kinweave.access import KeptSeen, Viewer, address, blank
from kinweave.handbook.models import Book, Kind, Page

REMEMBERED = 8
"""Books, as they are read, that a process keeps ready; one of 5,000 pages weighs about 7 MB."""

Row = tuple[int, int | None, str, str, str, str]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the contents. ``inside``: what is under it. ``begins`` and ``ends``: how it is
    drawn, around what is said of the page that is read."""

    pk: int
    kind: str
    title: str
    address: str
    begins: str
    ends: str
    inside: tuple[Line, ...] = ()

    @property
    def is_part(self) -> bool:
        """Whether it is only a name for what follows."""
        return self.kind == Kind.PART

    @property
    def leads_out(self) -> bool:
        """Whether it leads elsewhere."""
        return self.kind == Kind.LINK


@dataclass(frozen=True, slots=True)
class Tree:
    """All lines of a book. ``parents``: under which line each stands; ``places``: the place of each
    page among ``turned``, as one turns over."""

    lines: tuple[Line, ...]
    by_number: dict[int, Line] = field(default_factory=dict)
    parents: dict[int, int | None] = field(default_factory=dict)
    turned: list[Line] = field(default_factory=list)
    places: dict[int, int] = field(default_factory=dict)

    def above(self, pk: int) -> list[Line]:
        """The lines above one, from the top."""
        found: list[Line] = []
        at = self.parents.get(pk)
        while at is not None and (line := self.by_number[at]) not in found:
            found.append(line)
            at = self.parents.get(at)
        return found[::-1]


@dataclass(frozen=True, slots=True)
class Contents:
    """``lines``: all of them; ``above``: those above the page that is read; ``before`` and
    ``after``: to turn over; ``here``: the page's number; ``turned``: all pages, as one turns
    over."""

    lines: tuple[Line, ...]
    above: tuple[Line, ...] = ()
    before: Line | None = None
    after: Line | None = None
    here: int = 0
    turned: Sequence[Line] = ()

    def titles(self, addresses: Container[str]) -> dict[str, str]:
        """What the pages at these addresses are called."""
        return {one.address: one.title for one in self.turned if one.address in addresses}

    @property
    def opened(self) -> SafeString:
        """As lists in lists: the top, and what is under the page that is read and those above it,
        or under the only line at the top. By hand: through a template's includes, it took as long
        as all the rest of a page."""
        alone = self.lines if len(self.lines) == 1 else ()
        return self._drawn({self.here, *(one.pk for one in (*self.above, *alone))})

    @property
    def whole(self) -> SafeString:
        """The same with all that is under any line."""
        return self._drawn(None)

    def _drawn(self, opened: Container[int] | None) -> SafeString:
        return SafeString("".join([_drawn(one, self.here, opened) for one in self.lines]))


def contents_of(viewer: Viewer, book: Book, page: Page | None = None) -> Contents:
    """In one query."""
    tree = _tree(book.slug, tuple(_rows.ask(viewer, book=book.pk)))
    here = page.pk if page is not None else 0
    above = tuple(tree.above(here))
    place = tree.places.get(here)
    if place is None:
        return Contents(tree.lines, above, here=here, turned=tree.turned)
    before = tree.turned[place - 1] if place else None
    after = tree.turned[place + 1] if place + 1 < len(tree.turned) else None
    return Contents(tree.lines, above, before, after, here, tree.turned)


def every(lines: tuple[Line, ...]) -> Iterator[Line]:
    """The lines, each before what is under it."""
    for one in lines:
        yield one
        yield from every(one.inside)


def _asked(viewer: Viewer) -> QuerySet[Page, Row]:
    rows = Page.objects.visible_to(viewer).filter(book=blank("book", BigIntegerField()))
    return rows.order_by("position", "pk").values_list(
        "pk", "parent_id", "kind", "title", "path", "link"
    )


_rows = KeptSeen(_asked)


@lru_cache(REMEMBERED)
def _tree(slug: str, rows: tuple[Row, ...]) -> Tree:
    known = {row[0] for row in rows}
    by_parent: defaultdict[int | None, list[Row]] = defaultdict(list)
    for row in rows:
        by_parent[row[1] if row[1] in known else None].append(row)

    def inside(parent: int | None) -> tuple[Line, ...]:
        return tuple([_line(slug, row, inside(row[0])) for row in by_parent.pop(parent, [])])

    tree = Tree(inside(None))
    for one in every(tree.lines):
        tree.by_number[one.pk] = one
        tree.parents.update({below.pk: one.pk for below in one.inside})
        if one.kind == Kind.PAGE:
            tree.places[one.pk] = len(tree.turned)
            tree.turned.append(one)
    return tree


def _line(slug: str, row: Row, inside: tuple[Line, ...]) -> Line:
    pk, _parent, kind, title, path, link = row
    said = escape(title)
    if kind == Kind.PART:
        return Line(pk, kind, title, link, "<strong", f">{said}</strong>", inside)
    if kind == Kind.LINK:
        rel = "nofollow noopener noreferrer"
        return Line(
            pk, kind, title, link, f'<a href="{escape(link)}"', f' rel="{rel}">{said} ↗</a>', inside
        )
    leads = address("page", slug, path) if path else address("book", slug)
    return Line(pk, kind, title, leads, f'<a href="{escape(leads)}"', f">{said}</a>", inside)


def _drawn(line: Line, here: int, opened: Container[int] | None) -> str:
    current = ' aria-current="page"' if line.pk == here else ""
    below = ""
    if line.inside and (opened is None or line.pk in opened or line.is_part):
        below = f"<ul>{''.join([_drawn(one, here, opened) for one in line.inside])}</ul>"
    return f"<li>{line.begins}{current}{line.ends}{below}</li>"
