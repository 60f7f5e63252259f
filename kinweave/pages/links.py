"""The links that stand in a page's Markdown, with their places, so that they can be named and
rewritten without touching anything else."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

_LINK = re.compile(
    r"\]\(\s*(?:<(?P<a>[^<>\n]*)>|(?P<b>(?:[^\s()\\]|\\.|\([^\s()]*\))+))"
    r"|^ {0,3}\[(?!\^)[^\]\n]+\]:\s*(?P<c>[^\s<>]+)"
    r"|\b(?:src|href|url)=\"(?P<d>[^\"\n]*)\""
)
_CODE = re.compile(r"(?<!`)(`++)[^`\n]*+\1(?!`)")
"""Never goes back: a line of nothing but ticks would take its square."""
_FENCE = re.compile(r"([ \t]*)(`{3,}|~{3,})")
_MOST_TICKS = 9
"""Of a line with which code begins far in."""
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_BLOCK = re.compile(r"\s*\{%\s*([a-z][a-z-]{1,30})(?:[^%]|%(?!\})){0,2000}%\}\s*")
_OTHER = re.compile(r"\s*\{\{\s*(#[a-z_]{1,30})\b[^{}]*\}\}\s*$")
"""What mdBook alone knows, on a line of its own."""


@dataclass(frozen=True, slots=True)
class Link:
    """``start`` and ``end``: where its address stands in the text; ``line``: from 1."""

    href: str
    start: int
    end: int
    line: int


def links_in(text: str) -> Iterator[Link]:
    """Every address that stands in a link, a picture or a tag; what is code is left out."""
    for number, begins, line in _lines(text):
        plain = _CODE.sub(lambda code: " " * len(code[0]), line)
        for found in _LINK.finditer(plain):
            kind = found.lastgroup or ""
            href = _ESCAPED.sub(r"\1", found[kind]) if kind in "abc" else found[kind]
            yield Link(href, begins + found.start(kind), begins + found.end(kind), number)


def blocks_in(text: str) -> Iterator[tuple[int, str]]:
    """The names of blocks that Markdown does not know, with their lines."""
    for number, _begins, line in _lines(text):
        if found := _BLOCK.fullmatch(line) or _OTHER.match(line):
            yield number, found[found.lastindex or 0]


def relinked(text: str, said: Callable[[str], str | None]) -> str:
    """The text with other addresses: ``said`` is given each, and ``None`` leaves it as it is."""
    pieces, done = [], 0
    for link in links_in(text):
        new = said(link.href)
        if new is not None and new != link.href:
            pieces += [text[done : link.start], new]
            done = link.end
    return "".join([*pieces, text[done:]])


def _lines(text: str) -> Iterator[tuple[int, int, str]]:
    """Lines that are no code: number, where they begin, words."""
    lines = text.split("\n")
    last: dict[str, int] = {}
    if "    ```" in text or "    ~~~" in text or "\t" in text:
        last = {found[2]: at for at, line in enumerate(lines) if (found := _bare(line))}
    fence, begins = "", 0
    for number, line in enumerate(lines, start=1):
        found = _FENCE.match(line)
        if fence:
            bare = _bare(line)
            if bare and bare[2].startswith(fence):
                fence = ""
        elif found and (len(found[1]) < 4 or _is_closed(found[2], last, number)):
            fence = found[2]
        else:
            yield number, begins, line
        begins += len(line) + 1


def _bare(line: str) -> re.Match[str] | None:
    """A line with which code may end."""
    found = _FENCE.match(line)
    return found if found and not line[found.end() :].strip() else None


def _is_closed(fence: str, last: dict[str, int], after: int) -> bool:
    """Whether code ends that begins far in: below an item or a note it does; else what looks like
    its beginning may be code itself. ``last``: where each line stands last with which it may."""
    ends = (fence + fence[0] * more for more in range(_MOST_TICKS - len(fence) + 1))
    return any(last.get(one, 0) >= after for one in ends)
