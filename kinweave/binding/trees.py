"""A page's HTML as a tree of elements, to be changed, and written as HTML or as XML.

It reads what :mod:`kinweave.prose` writes, which passed its last line: all that is opened there is
closed, in order. It is no parser for anything else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Literal
from xml.etree import ElementTree

Element = ElementTree.Element

_SINGLE = {"br", "hr", "img"}
_NO_LETTER = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NO_NAME = re.compile(r"[^\w.-]")


def letters(words: str) -> str:
    """Words without what XML has no place for, as control characters."""
    return _NO_LETTER.sub("", words)


def name_of(words: str) -> str:
    """As the end of an id, which may begin with anything that a word may hold."""
    return _NO_NAME.sub("-", letters(words))


def tree_of(html: str) -> Element:
    """All of it, in a ``div``."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.whole()


def within(tree: Element) -> Iterator[tuple[Element, Element]]:
    """Each element with the one it stands in, from the outside; what is put in the place of one
    meanwhile is not looked at."""
    waiting = [tree]
    while waiting:
        outer = waiting.pop()
        for inner in list(outer):
            yield outer, inner
            waiting.append(inner)


def taken_out(outer: Element, inner: Element) -> None:
    """Remove an element, but not the words behind it."""
    at = list(outer).index(inner)
    tail = inner.tail or ""
    if at:
        outer[at - 1].tail = (outer[at - 1].tail or "") + tail
    else:
        outer.text = (outer.text or "") + tail
    outer.remove(inner)


def as_xml(tree: Element) -> str:
    """What stands in the tree, as XHTML that stands in a document with its namespace."""
    return _written(tree, "xml")


def as_html(tree: Element) -> str:
    """What stands in the tree, as HTML."""
    return _written(tree, "html")


def _written(tree: Element, method: Literal["xml", "html"]) -> str:
    whole = ElementTree.tostring(tree, encoding="unicode", method=method)
    return whole.partition(">")[2].rpartition("<")[0] if not whole.endswith("/>") else ""


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._builder = ElementTree.TreeBuilder()
        self._builder.start("div", {})

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._builder.start(tag, {name: letters(value or "") for name, value in attrs})
        if tag in _SINGLE:
            self._builder.end(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in _SINGLE:
            self._builder.end(tag)

    def handle_data(self, data: str) -> None:
        self._builder.data(letters(data))

    def whole(self) -> Element:
        self._builder.end("div")
        return self._builder.close()
