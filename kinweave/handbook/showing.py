"""A page beside others: its headings, the same in other languages, two texts side by side."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import unescape
from typing import Any
from urllib.parse import unquote

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.html import escape
from django.utils.safestring import SafeString

from kinweave.access import Viewer
from kinweave.handbook.contents import Contents, contents_of
from kinweave.handbook.models import Book, OldAddress, Page
from kinweave.handbook.rendering import page_address
from kinweave.prose import TITLED


def headings_of(headings: Iterable[Sequence[Any]]) -> SafeString:
    """A page's headings as lines that lead to them. By hand: of a long page they are many."""
    return SafeString(
        "".join(
            f'<li class="level-{level}"><a href="#{escape(anchor)}">{escape(words)}</a></li>'
            for level, anchor, words in headings
        )
    )


_TITLED = re.compile(rf'(<a href="([^"]*)" class="{TITLED}">)[^<]*</a>')


def as_called(
    html: str, viewer: Viewer, book: Book, contents: Contents | None = None
) -> SafeString:
    """A page's HTML, as :mod:`kinweave.prose` made it, with each page that it refers to called as
    that is called now: it is kept, whatever others are called later. One that is not there for
    whoever looks keeps the words that stand in the text."""
    leads = {_page_in(found[2]) for found in _TITLED.finditer(html)}
    if not leads:
        return SafeString(html)
    titles = (contents or contents_of(viewer, book)).titles(leads)
    if elsewhere := leads - titles.keys():
        titles |= _moved(viewer, book, elsewhere)

    def called(found: re.Match[str]) -> str:
        title = titles.get(_page_in(found[2]))
        return found[0] if title is None else f"{found[1]}{escape(title)}</a>"

    # What kinweave.prose has made, and a title that is escaped.
    return SafeString(_TITLED.sub(called, html))


def _page_in(href: str) -> str:
    return unescape(href).partition("#")[0]


def _moved(viewer: Viewer, book: Book, leads: set[str]) -> dict[str, str]:
    """The same of those that stood elsewhere once."""
    start = page_address(book, "")
    paths = {
        unquote(one.removeprefix(start)).strip("/"): one for one in leads if one.startswith(start)
    }
    rows = OldAddress.objects.visible_to(viewer).filter(book=book, path__in=paths)
    return {paths[path]: title for path, title in rows.values_list("path", "page__title")}


def with_translations(rows: QuerySet[Page]) -> QuerySet[Page]:
    """Asks along whether there are any: most pages have none, and are read without asking again."""
    translated = Page.objects.filter(original=OuterRef("pk")).order_by()
    return rows.annotate(has_translations=Exists(translated))


def in_other_languages(viewer: Viewer, page: Page) -> tuple[list[Page], Page | None]:
    """The same page in other languages, where it is there for whoever looks, and which of them is
    its original."""
    root = page.original_id or page.pk
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
