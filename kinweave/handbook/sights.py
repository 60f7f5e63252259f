"""Who sees what of handbooks: rows of the matrix. In the tests' world Riverbend has a book for its
members, in which Fenna has proposed a change."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from kinweave.access import Sight, everybody

_AUDIENCE = _("whom the book is for")
_EDITORS = _("who edits the book: partners of its circle, and who tends it; in a crew, everybody")
_MEMBERS = ("friend", "partner", "crew member", "steward", "blocked")
_EDIT = ("partner", "steward")
_BOOK = ("handbook.slug",)
_LEAF = (*_BOOK, "leaf.pk")


def _read(name: str, what: Any, *args: str) -> Sight:
    return Sight(name, what, _AUDIENCE, 404, dict.fromkeys(_MEMBERS, 200), args)


def _inside(name: str, what: Any, seen_by: Any, args: tuple[str, ...], *may: str) -> Sight:
    answers = {one: 200 if one in may else 403 for one in _MEMBERS}
    return Sight(name, what, seen_by, 404, {"anonymous": 302, **answers}, args)


SIGHTS: list[Sight] = [
    everybody("books", _("Handbooks"), _("everybody; of the books, those that are for them")),
    everybody(
        "handbook-search",
        _("Searching handbooks"),
        _("everybody; of the pages, those that are for them"),
    ),
    _inside("book-new", _("Beginning a handbook"), _EDITORS, ("riverbend.slug",), *_EDIT),
    _read("book", _("A book's first page"), *_BOOK),
    _read("book-markdown", _("A book's first page as Markdown"), *_BOOK),
    _read("book-llms", _("A book's index for programs"), *_BOOK),
    _read("book-llms-full", _("A book's words for programs"), *_BOOK),
    _read("book-export", _("A book as a zip"), *_BOOK),
    _read("book-search", _("Searching a book"), *_BOOK),
    _read("book-picture", _("A picture of a book"), *_BOOK, "drawing.pk"),
    _read("book-embed", _("A picture of what is elsewhere"), *_BOOK, "embed.pk"),
    _read("book-enclosure", _("A file of a book"), *_BOOK, "enclosure.pk"),
    _read("page", _("A page"), *_BOOK, "leaf.path"),
    _read("page-markdown", _("A page as Markdown"), *_BOOK, "leaf.path"),
    _inside("book-change", _("What a book says of itself"), _EDITORS, _BOOK, *_EDIT),
    _inside("book-bringings", _("Bringing pages in"), _EDITORS, _BOOK, *_EDIT),
    _inside("book-bringing", _("What came of it"), _EDITORS, (*_BOOK, "filed.pk"), *_EDIT),
    _inside("book-kept", _("Pictures and files of a book"), _EDITORS, _BOOK, *_EDIT),
    _inside("book-removed", _("Pages that are out of a book"), _EDITORS, _BOOK, *_EDIT),
    _inside("page-new", _("A new page"), _EDITORS, _BOOK, *_EDIT),
    _inside("page-place", _("Moving a page"), _EDITORS, _LEAF, *_EDIT),
    _inside("page-embeds", _("Pictures of what a page embeds"), _EDITORS, _LEAF, *_EDIT),
    _inside("page-languages", _("A page in other languages"), _EDITORS, _LEAF, *_EDIT),
    _read("page-beside", _("A page beside its translation"), *_LEAF, "leaf_in_spanish.pk"),
    _inside(
        "page-edit",
        _("Changing a page, or proposing a change"),
        _("members of the book's circle"),
        _LEAF,
        *_MEMBERS,
    ),
    _inside(
        "page-revisions",
        _("What a page said before"),
        _("members of the book's circle"),
        _LEAF,
        *_MEMBERS,
    ),
    _inside(
        "page-compare",
        _("Two revisions, compared"),
        _("members of the book's circle"),
        _LEAF,
        *_MEMBERS,
    ),
    _inside(
        "page-revision",
        _("A revision, and what it changed"),
        _("members of the book's circle"),
        (*_LEAF, "first_date"),
        *_MEMBERS,
    ),
    _inside(
        "book-proposals",
        _("Proposed changes"),
        _("members of the circle: their own, or all, for those who edit the book"),
        _BOOK,
        *_MEMBERS,
    ),
    Sight(
        "book-proposal",
        _("A proposed change"),
        _("whoever proposes it, and who edits the book"),
        404,
        {"anonymous": 302, "friend": 200, **dict.fromkeys(_EDIT, 200)},
        (*_BOOK, "suggestion.pk"),
    ),
]
