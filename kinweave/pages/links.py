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
_CODE = re.compile(r"(`+)(?!`)[^`\n]*\1(?!`)")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
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
    fence, begins = "", 0
    for number, line in enumerate(text.split("\n"), start=1):
        found = _FENCE.match(line)
        if fence:
            if found and found[1].startswith(fence) and not line[found.end() :].strip():
                fence = ""
        elif found:
            fence = found[1]
        else:
            yield number, begins, line
        begins += len(line) + 1
