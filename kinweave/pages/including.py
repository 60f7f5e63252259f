r"""What a page takes in from other files of its book, as mdBook has it: ``{{#include a.md}}``, some
lines of one (``a.rs:2:10``) or what stands between two marks in it (``a.rs:name``); and the
``{% include "a.md" %}`` of GitBook.

A file is taken in when the book is brought in, as text, and only one that came along: names are
looked up among those of the folder or zip, and never asked of the disk. How often, how deep and
how much is bounded. ``\{{#include …}}`` says what it says.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from posixpath import normpath

from kinweave.pages.front import front_of
from kinweave.pages.paths import is_page
from kinweave.pages.remarks import Kind

NAMES = {"#include", "#rustdoc_include", "#playground", "#playpen"}
DEEPEST = 10
"""Of files that take in others."""
MOST_TIMES = 500
MOST_CHARACTERS = 400_000
"""Of one page: what it takes in."""
MOST_KEPT = 4_000_000
"""Characters of files that are kept for the next page which takes them in."""

_INCLUDE = re.compile(
    r"\\\{\{#[^{}\n]{0,1000}\}\}"
    r"|\{\{[ \t]{0,20}#(?P<how>include|rustdoc_include|playground|playpen)[ \t]"
    r"(?P<what>[^{}\n]{1,1000})\}\}"
    r"|\{%[ \t]{0,20}include[ \t]{1,20}(?P<q>[\"'])(?P<plain>[^\"'\n]{1,1000})(?P=q)[ \t]{0,20}%\}"
)
_MARK = re.compile(r"ANCHOR(_END)?:\s{0,20}([\w-]+)")
_TICKS = re.compile(r"`{3,}")


@dataclass(frozen=True, slots=True)
class Missed:
    """What could not be taken in: why, in which line, and what was written there."""

    kind: Kind
    line: int
    about: str


@dataclass(slots=True)
class Whole:
    """A page with what it takes in. ``lines``: of each of its lines, in which of the file it
    stands, from 1; none, where all is as it was."""

    text: str
    lines: list[int] = field(default_factory=list)
    missed: list[Missed] = field(default_factory=list)


class Library:
    """The files of a book, by their names. ``read`` gives the words of one, or ``None``."""

    def __init__(self, names: Collection[str], read: Callable[[str], str | None]) -> None:
        self._names, self._read = frozenset(names), read
        self._kept: dict[str, str] = {}
        self._size = 0

    def named(self, said: str, here: str) -> str | None:
        """The file that is meant in the file ``here``; ``None``, where none came along."""
        if said.startswith("/") or "\\" in said:
            return None
        name = normpath(f"{here.rpartition('/')[0] or '.'}/{said}")
        return name if name in self._names else None

    def words(self, name: str) -> str | None:
        """What is in a file, without what stands before a page's words."""
        if (known := self._kept.get(name)) is not None:
            return known
        text = self._read(name)
        if text is None:
            return None
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        text = front_of(text).text if is_page(name) else text
        if self._size + len(text) > MOST_KEPT:
            self._kept, self._size = {}, 0
        if len(text) <= MOST_KEPT:
            self._kept[name] = text
            self._size += len(text)
        return text


def whole_of(text: str, name: str, library: Library) -> Whole:
    """The text of the file ``name``, with all that it takes in."""
    if "include" not in text and "#play" not in text:
        return Whole(text)
    work = _Taking(library)
    pieces = list(work.pieces(text, (name,)))
    if len(pieces) == 1:
        return Whole(text, missed=work.missed)
    lines, line = [1], 1
    for piece, is_own in pieces:
        for _end in range(piece.count("\n")):
            line += is_own
            lines.append(line)
    made = "".join(piece for piece, _is_own in pieces)
    begins = len(made) - len(made.lstrip("\n"))
    return Whole(made.strip("\n"), lines[begins:], work.missed)


class _Taking:
    def __init__(self, library: Library) -> None:
        self._library = library
        self._times, self._left = MOST_TIMES, MOST_CHARACTERS
        self.missed: list[Missed] = []
        self._line = 1
        """Of the page itself."""

    def pieces(self, text: str, within: tuple[str, ...]) -> Iterator[tuple[str, bool]]:
        """The text in pieces, in order, and whether each is its own. ``within``: the files that are
        open, of which the last has the text."""
        done = 0
        for found in _INCLUDE.finditer(text):
            said = found["what"] or found["plain"]
            if said is None or self._times < 0:
                continue
            if len(within) == 1:
                self._line += text.count("\n", done, found.start())
            taken = self._taken(found["how"] or "plain", said.strip(), within)
            if isinstance(taken, Kind):
                self.missed.append(Missed(taken, self._line, said.strip()[:200]))
                # What was counted so far is not counted again.
                yield text[done : found.start()], True
                yield found[0], True
            else:
                yield text[done : found.start()], True
                yield taken, False
            done = found.end()
        yield text[done:], True

    def _taken(self, how: str, said: str, within: tuple[str, ...]) -> str | Kind:
        self._times -= 1
        if self._times < 0 or len(within) > DEEPEST:
            return Kind.NOT_TAKEN_IN
        path, *more = [said] if how == "plain" else said.split() or [""]
        path, _colon, part = path.partition(":")
        name = self._library.named(path, within[-1])
        if name is None:
            return Kind.NOTHING_TO_TAKE_IN
        if name in within and not part:
            return Kind.NOT_TAKEN_IN
        words = self._library.words(name)
        kept = None if words is None else _part(words, part)
        if kept is None:
            return Kind.NOTHING_TO_TAKE_IN
        self._left -= len(kept)
        if self._left < 0:
            return Kind.NOT_TAKEN_IN
        inside = "".join(piece for piece, _own in self.pieces(kept, (*within, name)))
        if how in ("playground", "playpen"):
            ticks = max(map(len, _TICKS.findall(inside)), default=2) + 1
            kinds = ",".join(["rust", *more])
            return f"{'`' * ticks}{kinds}\n{inside}\n{'`' * ticks}"
        return inside


def _part(text: str, said: str) -> str | None:
    """The lines of a text that are meant; ``None``, where no such mark is in it."""
    lines = text.removesuffix("\n").split("\n")
    first, _colon, rest = said.partition(":")
    if first and not first.isdecimal():
        return _between(lines, first)
    start = max(0, int(first[:9]) - 1) if first else 0
    if first and not _colon:
        return "\n".join(lines[start : start + 1])
    last = rest.partition(":")[0]
    return "\n".join(lines[start : int(last[:9]) if last.isdecimal() else None])


def _between(lines: list[str], name: str) -> str | None:
    """What stands between a mark with this name and its end, or the file's, without marks."""
    kept: list[str] | None = None
    for line in lines:
        mark = _MARK.search(line)
        if mark is None:
            if kept is not None:
                kept.append(line)
        elif mark[2] == name and mark[1] and kept is not None:
            break
        elif mark[2] == name and not mark[1] and kept is None:
            kept = []
    return None if kept is None else "\n".join(kept)
