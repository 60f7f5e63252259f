"""Finding pages by their words: other forms of a word, without accents, with slips of the finger.

Whom a page is for is part of each question to the database, also of the one how rare a word is and
of the one which word somebody may have meant: what is not for whoever searches has no say in what
they find, nor in its order. Loads no numpy.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import reduce
from math import log
from operator import or_

from django.db.models import Q, QuerySet
from django.utils.html import escape
from django.utils.safestring import SafeString

from kinweave.access import Viewer, page_of
from kinweave.access.paging import Page as SomePages
from kinweave.handbook.models import Kind, Page, Word
from kinweave.handbook.rendering import page_address
from kinweave.prose import anchor_of
from kinweave.solvers.language import terms
from kinweave.solvers.language.slips import slips

MOST_CHARACTERS = 200
MOST_WORDS = 8
"""Of a search: what comes after is not asked for."""
A_PAGE = 10
MANY = 10_000
"""Pages, beside which a word is rare. A fixed number: how many there are is nobody's business."""
SLIPPED = 0.6
"""How much a word counts that was likely meant."""
LEAST = 4
"""Letters of a word in which slips are looked for."""
SHOWN = 240
"""Characters of a line that is shown."""
_WORD = re.compile(r"[^\W_]+")
_NUMBER = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Hit:
    """A page that was found. ``address``: of the very heading; ``line``: with marks."""

    address: str
    title: str
    heading: str
    line: SafeString
    book: str
    language: str


@dataclass(frozen=True, slots=True)
class Found:
    """What a search brought. ``meant``: what was sought instead of a word that no page has.
    ``asked``: whether there was a word to look for at all."""

    hits: list[Hit]
    before: int = 0
    after: int = 0
    meant: tuple[tuple[str, str], ...] = ()
    asked: bool = True


Places = dict[int, list[tuple[int, int]]]
"""By a word's row: pages in which it stands, and how much it says about each."""


@dataclass(frozen=True, slots=True)
class _Sought:
    """One word that was typed: where the rows stand that it is meant by, and how much it says."""

    rows: Places
    weight: float


def find(
    viewer: Viewer, text: str, *, book: str = "", circle: str = "", number: str | None = None
) -> Found:
    """Pages that this viewer may see, the best first. ``book``, ``circle``: only in these."""
    typed = list(dict.fromkeys(terms.words(text[:MOST_CHARACTERS])))[:MOST_WORDS]
    pages = Page.objects.visible_to(viewer).filter(kind=Kind.PAGE)
    if book:
        pages = pages.filter(book__slug=book)
    if circle:
        pages = pages.filter(book__circle__slug=circle)
    sought, forms, meant = _sought(typed, pages)
    if not sought:
        return Found([], asked=bool(typed))
    some = _best(pages, sought, number)
    hits = [_hit(page, forms) for page in some.rows]
    return Found(hits, some.before, some.after, tuple(meant.items()))


def _best(pages: QuerySet[Page], sought: Iterable[_Sought], number: str | None) -> SomePages[Page]:
    worth: defaultdict[int, float] = defaultdict(float)
    seen: set[int] = set()
    for one in sought:
        for word, places in one.rows.items():
            if word not in seen:
                seen.add(word)
                for page, weight in places:
                    worth[page] += one.weight * weight
    best = page_of(sorted(worth, key=lambda page: (-worth[page], page)), number, A_PAGE)
    known = pages.filter(pk__in=best.rows).select_related("book", "wording").in_bulk()
    return SomePages([known[pk] for pk in best.rows if pk in known], best.before, best.after)


def _sought(
    typed: list[str], pages: QuerySet[Page]
) -> tuple[list[_Sought], set[str], dict[str, str]]:
    """What to look for, all forms in which it stands, and what was put for a word unheard of."""
    found: list[_Sought] = []
    forms: set[str] = set()
    meant: dict[str, str] = {}
    exact = _of_stems(typed)
    places = _places(pages, [row.pk for rows in exact.values() for row in rows])
    here = {word: [row for row in exact[word] if row.pk in places] for word in typed}
    unheard = [
        word for word in typed if not here[word] and len(word) >= LEAST and not _NUMBER.search(word)
    ]
    near, more = _near(unheard, pages) if unheard else ({}, {})
    places |= more
    for word in typed:
        rows = here[word] or near.get(word, [])
        if word in near:
            meant[word] = max(rows, key=lambda row: (len(places[row.pk]), row.word)).word
        if rows:
            own = {row.pk: places[row.pk] for row in rows}
            worth = SLIPPED if word in near else 1.0
            weight = worth * log(1 + MANY / sum(map(len, own.values())))
            found.append(_Sought(own, weight))
            forms.update(row.word for row in rows)
    return found, forms, meant


def _of_stems(typed: list[str]) -> dict[str, list[Word]]:
    """By each word: the rows that have its stem in their language. A word that tells nothing in a
    language is in no page of it."""
    by_stem: defaultdict[str, set[str]] = defaultdict(set)
    for word in typed:
        by_stem[word].add(word)
        for language in terms.STEMMED:
            by_stem[terms.stem(word, language)].add(word)
    found: dict[str, list[Word]] = {word: [] for word in typed}
    for row in Word.objects.filter(stem__in=by_stem):
        for word in by_stem[row.stem]:
            if terms.stem(word, row.language) == row.stem:
                found[word].append(row)
    return found


def _places(pages: QuerySet[Page], words: list[int]) -> Places:
    """Where in these pages each word stands; those that stand in none are left out. All at once:
    how rare a word is and which pages are best is reckoned from the same rows, and of the most
    usual words that is many times as quick as to have the database reckon each. Asked of the pages
    and not of the places, or SQLite would look for each word in every page that may be seen."""
    rows = pages.order_by().filter(stands__word__in=words)
    found: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    for word, page, weight in rows.values_list("stands__word", "pk", "stands__weight"):
        found[word].append((page, weight))
    return dict(found)


def _near(unheard: list[str], pages: QuerySet[Page]) -> tuple[dict[str, list[Word]], Places]:
    """By each of these words: those that differ by a slip or two, with their other forms; the
    nearest that there are. And where all of these stand."""
    alike = reduce(or_, (_looks_like(word) for word in unheard))
    others: defaultdict[tuple[str, int], list[str]] = defaultdict(list)
    for other in Word.objects.filter(alike).values_list("word", flat=True).distinct():
        others[other[0], len(other)].append(other)
    apart = {word: _apart(word, others) for word in unheard}
    known = list(Word.objects.filter(word__in=set[str]().union(*apart.values())))
    places = _places(pages, [row.pk for row in known])
    nearest: dict[str, list[Word]] = {}
    for word, far in apart.items():
        here = [row for row in known if row.word in far and row.pk in places]
        least = min((far[row.word] for row in here), default=0)
        if some := [row for row in here if far[row.word] == least]:
            nearest[word] = some
    stems = {(row.language, row.stem) for rows in nearest.values() for row in rows}
    if not stems:
        return {}, {}
    same = reduce(or_, (Q(language=language, stem=stem) for language, stem in stems))
    forms = list(Word.objects.filter(same))
    places |= _places(pages, [row.pk for row in forms if row.pk not in places])
    found = {}
    for word, rows in nearest.items():
        own = {(row.language, row.stem) for row in rows}
        found[word] = [row for row in forms if (row.language, row.stem) in own and row.pk in places]
    return found, places


def _slips_in(word: str) -> int:
    return 1 if len(word) < 8 else 2


def _looks_like(word: str) -> Q:
    most = _slips_in(word)
    return Q(start=word[0], size__range=(max(LEAST - 1, len(word) - most), len(word) + most))


def _apart(word: str, others: Mapping[tuple[str, int], list[str]]) -> dict[str, int]:
    """Which of these words are so near, and by how many slips."""
    most, letters = _slips_in(word), set(word)
    found = {}
    for size in range(max(LEAST - 1, len(word) - most), len(word) + most + 1):
        for other in others.get((word[0], size), ()):
            if len(letters ^ set(other)) <= 2 * most:
                count = slips(word, other, most)
                if count <= most:
                    found[other] = count
    return found


def _hit(page: Page, forms: set[str]) -> Hit:
    lines = page.wording.lines if hasattr(page, "wording") else []
    best: tuple[int, int] = (0, 0)
    for at, (_section, heading, text) in enumerate(lines):
        told = 2 * len(_said(text, forms)) + len(_said(heading, forms))
        if told > best[0]:
            best = told, at
    section, heading, text = lines[best[1]] if lines else ("", "", "")
    part = f"#{anchor_of(section)}" if section else ""
    book = page.book
    return Hit(
        page_address(book, page.path) + part,
        page.title,
        heading if heading != page.title else "",
        marked(text, forms),
        book.title,
        book.language,
    )


def _said(text: str, forms: set[str]) -> set[str]:
    folded = terms.fold(text)
    there = {form for form in forms if form in folded}
    return there & set(terms.words(text)) if there else there


def marked(text: str, forms: set[str]) -> SafeString:
    """A line, cut to what can be read at a glance, with its words that were sought marked."""
    text = unicodedata.normalize("NFC", text)
    spots = [one.span() for one in _WORD.finditer(text) if terms.fold(one[0]) in forms]
    begin = max(0, spots[0][0] - SHOWN // 3) if spots and len(text) > SHOWN else 0
    if begin:
        begin = text.rfind(" ", 0, begin) + 1
    end = len(text)
    if end - begin > SHOWN:
        end = max(text.rfind(" ", begin, begin + SHOWN), begin + SHOWN // 2)
    parts = ["… "] if begin else []
    at = begin
    for left, right in spots:
        if left >= begin and right <= end:
            parts += [escape(text[at:left]), "<mark>", escape(text[left:right]), "</mark>"]
            at = right
    parts.append(escape(text[at:end]))
    parts += [" …"] if end < len(text) else []
    return SafeString("".join(parts))
