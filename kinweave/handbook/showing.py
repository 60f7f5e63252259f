"""A page beside others: the same in other languages; what changed from one text to another, as
lines to read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.html import escape
from django.utils.safestring import SafeString

from kinweave.access import Viewer
from kinweave.handbook.models import Page

A_FEW = 2
"""Lines that stay around a change, so that one knows where it is."""


def headings_of(headings: Iterable[Sequence[Any]]) -> SafeString:
    """A page's headings as lines that lead to them. By hand: of a long page they are many."""
    return SafeString(
        "".join(
            f'<li class="level-{level}"><a href="#{escape(anchor)}">{escape(words)}</a></li>'
            for level, anchor, words in headings
        )
    )


def with_translations(rows: QuerySet[Page]) -> QuerySet[Page]:
    """Asks along whether there are any, for :func:`in_other_languages`."""
    translated = Page.objects.filter(original=OuterRef("pk")).order_by()
    return rows.annotate(has_translations=Exists(translated))


def in_other_languages(viewer: Viewer, page: Page) -> tuple[list[Page], Page | None]:
    """The same page in other languages, where it is there for whoever looks, and which of them is
    its original. Most pages have none, which is known from :func:`with_translations`."""
    root = page.original_id or page.pk
    if page.original_id is None and not page.has_translations:  # type: ignore[attr-defined]  # annotated
        return [], None
    rows = Page.objects.visible_to(viewer).filter(Q(original=root) | Q(pk=root))
    beside = list(rows.exclude(pk=page.pk).select_related("book"))
    return beside, next((one for one in beside if one.pk == page.original_id), None)


@dataclass(frozen=True, slots=True)
class Change:
    """A run of lines: ``kind`` is "same", "gone", "new", or "left" for ``count`` that are not
    shown."""

    kind: str
    words: str = ""
    count: int = 0


def changes(before: str, after: str) -> list[Change]:
    """From one text to another, as a phone can show it: one run below the other."""
    old, new = before.split("\n"), after.split("\n")
    found: list[Change] = []
    steps = SequenceMatcher(None, old, new).get_opcodes()
    for number, (kind, i, j, k, m) in enumerate(steps):
        if kind == "equal":
            found += _around(old[i:j], first=number == 0, last=number == len(steps) - 1)
            continue
        if i < j:
            found.append(Change("gone", "\n".join(old[i:j])))
        if k < m:
            found.append(Change("new", "\n".join(new[k:m])))
    return found


def _around(lines: list[str], *, first: bool, last: bool) -> Iterator[Change]:
    head = [] if first else lines[:A_FEW]
    tail = [] if last else lines[len(lines) - A_FEW :]
    left = len(lines) - len(head) - len(tail)
    if left <= A_FEW:
        yield Change("same", "\n".join(lines))
        return
    if head:
        yield Change("same", "\n".join(head))
    yield Change("left", count=left)
    if tail:
        yield Change("same", "\n".join(tail))
