"""Long lists, a page at a time. How many there are in all is not counted: nobody asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db.models import QuerySet

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Page(Generic[R]):
    """Some of many rows. ``before`` and ``after``: the numbers of the pages beside it, or 0."""

    rows: list[R]
    before: int
    after: int


def page_of(rows: QuerySet[Any, R] | Sequence[R], asked: str | None, size: int) -> Page[R]:
    """The page that was asked for, as an address says it; the first one where there is no such."""
    number = int(asked[:6]) if asked and asked.isascii() and asked.isdecimal() else 1
    if number <= 1:
        return _page(rows, 1, size)
    found = _page(rows, number, size)
    return found if found.rows else _page(rows, 1, size)


def _page(rows: QuerySet[Any, R] | Sequence[R], number: int, size: int) -> Page[R]:
    found = list(rows[(number - 1) * size : number * size + 1])
    return Page(found[:size], number - 1, number + 1 if len(found) > size else 0)
