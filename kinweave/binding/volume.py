"""A volume: all that is bound, as trees that lead to each other, ready to become a file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import unquote

from django.conf import settings

from kinweave.access import address
from kinweave.binding.leaves import Leaf, Wanted, part_of
from kinweave.binding.models import Extent
from kinweave.binding.places import BoundPlaces, Whole, leaf_of, picture_of
from kinweave.binding.trees import Element, letters, name_of, taken_out, tree_of, within
from kinweave.handbook.models import Book, OldAddress, Picture
from kinweave.handbook.rendering import files_with, page_address, pictures_of
from kinweave.prose import document

HIGHEST = 6
BOXES = ("☐", "☑")
"""With what tasks of a list begin."""


@dataclass(slots=True)
class Chapter:
    """A page. ``body``: without its title. ``ids``: what each of its anchors is called in the
    volume. ``headings``: those under its title: level, id, words."""

    leaf: Leaf
    title: str
    level: int
    body: Element
    ids: dict[str, str] = field(default_factory=dict)
    headings: list[tuple[int, str, str]] = field(default_factory=list)

    @property
    def id(self) -> str:
        """What it is called in the volume."""
        return f"p{self.leaf.pk}"

    @property
    def has_words(self) -> bool:
        """Whether it says anything under its title."""
        return bool(self.leaf.about or len(self.body) or (self.body.text or "").strip())


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the contents. ``to``: the chapter it leads to, and ``part`` of it; else ``link``,
    elsewhere, or a name for what is ``inside``."""

    title: str
    to: Chapter | None = None
    part: str = ""
    link: str = ""
    inside: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Volume:
    """``title``: of what is bound; ``of``: of the book, where that is another. ``address``: where
    it is read on the site. ``pictures``: those it shows, by number."""

    book: Book
    title: str
    of: str
    about: str
    address: str
    asked_at: datetime
    leaves: tuple[Leaf, ...]
    chapters: Mapping[int, Chapter]
    contents: tuple[Line, ...]
    pictures: Mapping[int, Picture]

    @property
    def described(self) -> bool:
        """Whether each picture says in words what it shows."""
        shown = (one for chapter in self.chapters.values() for one in chapter.body.iter("img"))
        return all(one.get("alt", "").strip() for one in shown)


Told = Callable[[int, int], None]
"""How many of how many are done."""


def volume_of(
    book: Book, leaves: list[Leaf], wanted: Wanted, *, at: datetime, nested: bool, told: Told
) -> Volume:
    """Bind it. ``leaves``: of the whole book, with words. ``nested``: a page's title has the level
    of its place, as in one long document; else each page begins with a title of its own."""
    part = part_of(leaves, wanted.extent, wanted.page)
    kept = pictures_of(book)
    inside = {one.path: one.pk for one in part if one.is_page}
    rows = OldAddress.objects.filter(book=book, page__gone_at=None)
    here = {one.path: one.title for one in leaves if one.is_page}
    moved = {old: now for old, now in rows.values_list("path", "page__path") if old not in here}
    whole = Whole(book, inside, moved, here, kept, files_with(book))
    chapters: dict[int, Chapter] = {}
    for number, leaf in enumerate(part):
        if leaf.is_page:
            chapters[leaf.pk] = _chapter(leaf, whole, nested=nested)
        told(number + 1, len(part))
    used: set[int] = set()
    for chapter in chapters.values():
        used |= set(_joined(chapter, chapters))
    first = chapters.get(part[0].pk) if wanted.extent != Extent.BOOK and part else None
    path = page_address(book, first.leaf.path) if first else address("book", book.slug)
    return Volume(
        book=book,
        title=first.title if first else letters(book.title),
        of=letters(book.title) if first else "",
        about=letters(first.leaf.about if first else book.about),
        address=settings.SITE_URL + path,
        asked_at=at,
        leaves=tuple(part),
        chapters=chapters,
        contents=_contents(part, chapters),
        pictures={one.pk: one for one in kept.values() if one.pk in used},
    )


def _chapter(leaf: Leaf, whole: Whole, *, nested: bool) -> Chapter:
    level = min(leaf.deep + 1, HIGHEST - 1) if nested else 1
    said = document(leaf.text, BoundPlaces(whole, leaf.base), level=level + 1)
    body = tree_of(said.html)
    made = Chapter(leaf, letters(said.title or leaf.title), level, body)
    _printable(body)
    taken: set[str] = set()
    for one in body.iter():
        old = one.attrib.pop("id", None)
        if old is None:
            continue
        new = f"{made.id}-{name_of(old)}"
        if new not in taken:
            taken.add(new)
            one.set("id", new)
            made.ids.setdefault(old, new)
    made.headings = [
        (one.level, made.ids[one.anchor], letters(one.words))
        for one in said.headings
        if one.anchor in made.ids
    ]
    return made


def _printable(body: Element) -> None:
    """What opens and closes on a screen stands open; what shows nothing goes."""
    for outer, one in within(body):
        for name in ("loading", "rel"):
            one.attrib.pop(name, None)
        if one.tag == "details":
            one.tag = "section"
            one.set("class", one.get("class") or "details")
            one.attrib.pop("open", None)
        elif one.tag == "summary":
            one.tag = "p"
            one.set("class", "summary")
        elif one.tag == "li" and _words_of(one).lstrip().startswith(BOXES):
            one.set("class", "task")
        elif (one.tag in {"table", "ul", "ol"} and not len(one)) or _is_before_notes(outer, one):
            taken_out(outer, one)


def _words_of(item: Element) -> str:
    first = item[0] if len(item) and item[0].tag == "p" else item
    return (item.text or "").strip() or first.text or ""


def _is_before_notes(outer: Element, one: Element) -> bool:
    """A line above footnotes, which have one of their own."""
    if one.tag != "hr":
        return False
    beside = list(outer)
    after = beside[beside.index(one) + 1 :][:1]
    return any(it.get("class") == "footnotes" for it in after)


def _joined(chapter: Chapter, chapters: Mapping[int, Chapter]) -> Iterable[int]:
    """Have its links lead to where what they name is in the volume: by an address of the form
    "#chapter" or "#chapter-part". The numbers of the pictures that it shows."""
    for _outer, one in within(chapter.body):
        href = one.get("href", "")
        if found := leaf_of(href):
            target = chapters[found[0]]
            one.set("href", f"#{target.ids.get(found[1], target.id)}")
        elif href.startswith("#"):
            one.set("href", f"#{chapter.ids.get(unquote(href[1:]), chapter.id)}")
        elif one.tag == "a" and not href:
            one.attrib.pop("href", None)
        if one.tag == "img" and (number := picture_of(one.get("src", ""))) is not None:
            yield number


def _contents(part: list[Leaf], chapters: Mapping[int, Chapter]) -> tuple[Line, ...]:
    """Of several pages their titles, as they stand in the book; of one, its headings."""
    if len(chapters) == 1 and len(part) == 1:
        (only,) = chapters.values()
        top = min((level for level, _id, _words in only.headings), default=0)
        return tuple(
            Line(words, only, anchor) for level, anchor, words in only.headings if level == top
        )
    return _lines(list(part), chapters)


def _lines(part: list[Leaf], chapters: Mapping[int, Chapter]) -> tuple[Line, ...]:
    found = []
    while part:
        one = part.pop(0)
        below = []
        while part and part[0].deep > one.deep:
            below.append(part.pop(0))
        chapter = chapters.get(one.pk)
        title = chapter.title if chapter else letters(one.title)
        found.append(Line(title, chapter, link=one.link, inside=_lines(below, chapters)))
    return tuple(found)
