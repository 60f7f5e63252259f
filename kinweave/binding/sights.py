"""Who sees what of bound books: rows of the matrix. Riverbend's book is for its members; it
has been bound, and its page has not."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from kinweave.access import Sight

_AUDIENCE = _("whom the book is for")
_MEMBERS = ("friend", "partner", "crew member", "steward", "blocked")
_BOOK = ("handbook.slug",)
_PAGE = (*_BOOK, "leaf.pk")
_FILE = (*_PAGE, "bound_part", "bound_as")


def _row(name: str, what: Any, args: tuple[str, ...], answer: int = 200) -> Sight:
    return Sight(name, what, _AUDIENCE, 404, dict.fromkeys(_MEMBERS, answer), args)


SIGHTS: list[Sight] = [
    _row("book-bound", _("A book as a PDF or an EPUB"), _BOOK),
    _row("book-file", _("The PDF or EPUB of a book itself"), (*_BOOK, "bound_as")),
    _row("page-bound", _("A page as a PDF or an EPUB"), _PAGE),
    _row("page-file", _("The PDF or EPUB of a page itself"), _FILE, 302),
]
