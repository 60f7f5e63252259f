"""What changed from one text to another, as a phone can show it and a voice can read it: one run of
lines below the other, and within a line that was changed a little, the words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

A_FEW = 2
"""Lines that stay around a change, so that one knows where it is."""
A_LITTLE = 0.5
"""How much of a line has to stay, so that it is told as the same line with other words."""
MOST_WORDS = 1_500
"""Of a line that is looked at word by word."""
MOST_LINES = 400
"""Pairs of lines that are held against each other, where more came than went."""
MOST_LOOKS = 4_000_000
"""Pairs of words of both texts together: beyond these, lines are told whole. Of lines that nobody
would write, each takes a fifth of a second."""
_WORD = re.compile(r"\w+|\s+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Piece:
    """Words within a line: ``kind`` is "same", "gone" or "new"."""

    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class Change:
    """A run of lines: ``kind`` is "same", "gone", "new", "left" for ``count`` that are not shown,
    or "turned" for a line of which ``pieces`` are other ones."""

    kind: str
    words: str = ""
    count: int = 0
    pieces: tuple[Piece, ...] = ()


def changes(before: str, after: str) -> list[Change]:
    """From one text to another."""
    old, new = before.split("\n"), after.split("\n")
    found: list[Change] = []
    look = _Looking()
    steps = SequenceMatcher(None, old, new).get_opcodes()
    for number, (kind, i, j, k, m) in enumerate(steps):
        if kind == "equal":
            found += _around(old[i:j], first=number == 0, last=number == len(steps) - 1)
        elif j - i == m - k:
            found += _line_by_line(old[i:j], new[k:m], look)
        elif (j - i) * (m - k) <= MOST_LINES:
            found += _in_order(old[i:j], new[k:m], look)
        else:
            found += _runs(old[i:j], new[k:m])
    return found


def places_of(found: list[Change]) -> int:
    """In how many places they differ."""
    changed = [one.kind in {"gone", "new", "turned"} for one in found]
    return sum(now and not before for before, now in zip([False, *changed], changed, strict=False))


def _runs(old: list[str], new: list[str]) -> Iterator[Change]:
    if old:
        yield Change("gone", "\n".join(old))
    if new:
        yield Change("new", "\n".join(new))


def _in_order(old: list[str], new: list[str], look: _Looking) -> Iterator[Change]:
    """Each line with the first of the others that has enough in common with it."""
    gone: list[str] = []
    at = 0
    for was in old:
        alike = ((n, look.words(was, new[n])) for n in range(at, len(new)))
        n, pieces = next((one for one in alike if one[1]), (at, ()))
        if not pieces:
            gone.append(was)
            continue
        yield from _runs(gone, new[at:n])
        gone, at = [], n + 1
        yield Change("turned", pieces=pieces)
    yield from _runs(gone, new[at:])


def _line_by_line(old: list[str], new: list[str], look: _Looking) -> Iterator[Change]:
    """Lines that stand for each other; those that have little in common, as runs."""
    gone: list[str] = []
    came: list[str] = []
    for was, now in zip(old, new, strict=True):
        pieces = look.words(was, now)
        if not pieces:
            gone.append(was)
            came.append(now)
            continue
        yield from _runs(gone, came)
        gone, came = [], []
        yield Change("turned", pieces=pieces)
    yield from _runs(gone, came)


class _Looking:
    """Looks at lines word by word, and grows tired of it."""

    def __init__(self) -> None:
        self._left = MOST_LOOKS

    def words(self, was: str, now: str) -> tuple[Piece, ...]:
        """What of a line is another; nothing, where most of it is."""
        old, new = _WORD.findall(was), _WORD.findall(now)
        enough = A_LITTLE * (len(was) + len(now)) / 2
        common = Counter(old) & Counter(new)
        if not common or sum(len(word) * count for word, count in common.items()) < enough:
            return ()
        looks = len(old) * len(new)
        if looks > self._left or max(len(old), len(new)) > MOST_WORDS:
            return ()
        self._left -= looks
        between = SequenceMatcher(None, old, new, autojunk=False)
        same = sum(len("".join(old[a : a + n])) for a, _b, n in between.get_matching_blocks())
        return tuple(_pieces(old, new, between)) if same >= enough else ()


def _pieces(old: list[str], new: list[str], between: SequenceMatcher[str]) -> Iterator[Piece]:
    for kind, i, j, k, m in between.get_opcodes():
        if kind == "equal":
            yield Piece("same", "".join(old[i:j]))
            continue
        if i < j:
            yield Piece("gone", "".join(old[i:j]))
        if k < m:
            yield Piece("new", "".join(new[k:m]))


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
