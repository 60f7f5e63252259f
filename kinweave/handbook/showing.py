"""A book's contents, for whoever looks, and where in it a page is; and in other languages."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db.models import F, Q
from django.utils.html import escape
from django.utils.safestring import SafeString

from kinweave.access import Viewer
from kinweave.handbook.models import Book, Kind, Page
from kinweave.handbook.rendering import page_address


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the contents. ``deep``: from 0; ``here``: the page that is read; ``inside``: what
    is shown under it; ``more``: whether there is more than that."""

    pk: int
    kind: str
    title: str
    address: str
    here: bool
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
class Contents:
    """``lines``: the top, and what is under the page that is read and those above it; ``whole``:
    all of it; ``above``: the pages above it; ``before`` and ``after``: to turn over."""

    lines: tuple[Line, ...]
    whole: tuple[Line, ...]
    above: tuple[Line, ...] = ()
    before: Line | None = None
    after: Line | None = None


Row = tuple[int, int | None, str, str, str, str]


def contents_of(viewer: Viewer, book: Book, page: Page | None = None) -> Contents:
    """In one query."""
    rows: list[Row] = list(
        Page.objects.visible_to(viewer)
        .filter(book=book)
        .order_by(F("position"), "pk")
        .values_list("pk", "parent_id", "kind", "title", "path", "link")
    )
    here = page.pk if page is not None else 0
    above = _above(rows, here)
    whole = _tree(book, rows, here)
    turned = [one for one in _flat(whole) if one.kind == Kind.PAGE]
    at = next((number for number, one in enumerate(turned) if one.pk == here), None)
    opened = {here, *above}
    found = {one.pk: one for one in _flat(whole)}
    return Contents(
        _opened(whole, opened),
        whole,
        tuple(found[pk] for pk in reversed(above) if pk in found),
        turned[at - 1] if at else None,
        turned[at + 1] if at is not None and at + 1 < len(turned) else None,
    )


def _above(rows: list[Row], here: int) -> list[int]:
    parents = {row[0]: row[1] for row in rows}
    found: list[int] = []
    at = parents.get(here)
    while at is not None and at not in found:
        found.append(at)
        at = parents.get(at)
    return found


def _tree(book: Book, rows: list[Row], here: int) -> tuple[Line, ...]:
    known = {row[0] for row in rows}
    by_parent: defaultdict[int | None, list[Row]] = defaultdict(list)
    for row in rows:
        by_parent[row[1] if row[1] in known else None].append(row)

    def inside(parent: int | None) -> tuple[Line, ...]:
        return tuple(
            Line(pk, kind, title, _address(book, kind, path, link), pk == here, inside(pk))
            for pk, _parent, kind, title, path, link in by_parent.pop(parent, [])
        )

    return inside(None)


def _address(book: Book, kind: str, path: str, link: str) -> str:
    if kind == Kind.PAGE:
        return page_address(book, path)
    return link


def _flat(lines: tuple[Line, ...]) -> Iterator[Line]:
    for one in lines:
        yield one
        yield from _flat(one.inside)


def _opened(lines: tuple[Line, ...], opened: set[int]) -> tuple[Line, ...]:
    return tuple(
        Line(
            one.pk, one.kind, one.title, one.address, one.here,
            _opened(one.inside, opened) if one.pk in opened or one.is_part else (),
        )
        for one in lines
    )  # fmt: skip


def drawn(lines: tuple[Line, ...]) -> SafeString:
    """The lines as lists in lists. By hand: through a template's includes, it took as long as all
    the rest of a page. Whatever may hold a sign is escaped."""
    return SafeString("".join(map(_drawn, lines)))


def _drawn(line: Line) -> str:
    title = escape(line.title)
    if line.is_part:
        said = f"<strong>{title}</strong>"
    elif line.leads_out:
        rel = "nofollow noopener noreferrer"
        said = f'<a href="{escape(line.address)}" rel="{rel}">{title} ↗</a>'
    else:
        here = ' aria-current="page"' if line.here else ""
        said = f'<a href="{escape(line.address)}"{here}>{title}</a>'
    inside = f"<ul>{''.join(map(_drawn, line.inside))}</ul>" if line.inside else ""
    return f"<li>{said}{inside}</li>"


def in_other_languages(viewer: Viewer, page: Page) -> tuple[list[Page], Page | None]:
    """The same page in other languages, where it is there for whoever looks, and which of them is
    its original. Most pages have none, which is asked first."""
    root = page.original_id or page.pk
    if page.original_id is None and not Page.objects.filter(original=root).order_by().exists():
        return [], None
    rows = Page.objects.visible_to(viewer).filter(Q(original=root) | Q(pk=root))
    beside = list(rows.exclude(pk=page.pk).select_related("book", "current__rendered"))
    return beside, next((one for one in beside if one.pk == page.original_id), None)


_TAG = re.compile(r"<[a-z][a-z0-9]* [^>]*>")
_NESTS = ("<div", "<details", "<section", "<blockquote", "<figure", "<ul", "<ol", "<table")


def in_rows(
    first: tuple[str, Sequence[str]], second: tuple[str, Sequence[str]]
) -> list[tuple[str, str]]:
    """Two pages' HTML beside each other: heading by heading, where both have as many and none of
    them stands within something; else whole. Each is given with the anchors of its headings."""
    left, right = _cut(*first), _cut(*second)
    if not left or len(left) != len(right):
        left, right = [first[0]], [second[0]]
    return [(one, _TAG.sub(_renamed, other)) for one, other in zip(left, right, strict=True)]


def _renamed(tag: re.Match[str]) -> str:
    """A page has each anchor once."""
    return re.sub(r'( id="| href="#)(?=h-|fn)', r"\1other-", tag[0])


def _cut(html: str, anchors: Sequence[str]) -> list[str]:
    found = "|".join(re.escape(str(escape(one))) for one in anchors)
    pieces = re.split(rf'(?=<h[1-6] id="(?:{found})")', html) if found else [html]
    whole = all(
        piece.count(tag) == piece.count(f"</{tag[1:]}") for piece in pieces for tag in _NESTS
    )
    return pieces if whole else []
