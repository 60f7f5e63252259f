"""Two people wrote at once: their texts joined, line by line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher


@dataclass(frozen=True, slots=True)
class Joined:
    """``clean``: nobody touched a line that the other touched too. Where both did, both stand
    there, first what is on the page already."""

    text: str
    clean: bool


def joined(base: str, theirs: str, mine: str) -> Joined:
    """Both changes of a text in one. Nothing of either is lost."""
    lines, other, own = base.split("\n"), theirs.split("\n"), mine.split("\n")
    made: list[str] = []
    clean = True
    before = (0, 0, 0)
    for at, there, here, size in [*_same(lines, other, own), (len(lines), len(other), len(own), 0)]:
        was = lines[before[0] : at]
        first, second = other[before[1] : there], own[before[2] : here]
        if first == second or second == was:
            made += first
        elif first == was:
            made += second
        else:
            clean = False
            made += [*first, *second]
        made += lines[at : at + size]
        before = (at + size, there + size, here + size)
    return Joined("\n".join(made), clean)


def _same(
    lines: list[str], other: list[str], own: list[str]
) -> Iterator[tuple[int, int, int, int]]:
    """Runs of lines that all three have: where in each, and how many."""
    left = SequenceMatcher(None, lines, other).get_matching_blocks()
    right = SequenceMatcher(None, lines, own).get_matching_blocks()
    one = two = 0
    while one < len(left) and two < len(right):
        a, b = left[one], right[two]
        begins, ends = max(a.a, b.a), min(a.a + a.size, b.a + b.size)
        if begins < ends:
            yield begins, a.b + begins - a.a, b.b + begins - b.a, ends - begins
        if a.a + a.size < b.a + b.size:
            one += 1
        else:
            two += 1
