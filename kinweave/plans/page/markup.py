"""HTML from small functions: what is not HTML already is escaped, always."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from html import escape

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_PLAIN = re.compile("[^\x00-\x1f&<>\"'\x7f-\x9f\ud800-\udfff]*")
_EMPTY = frozenset({"br", "circle", "line", "link", "meta", "path", "rect"})


class Html(str):
    """Text that is HTML already. Only this module makes it, and whoever vouches for its text."""

    __slots__ = ()


def text(words: str) -> Html:
    """The words, escaped unless they are HTML already; characters HTML cannot hold become �."""
    if isinstance(words, Html):
        return words
    if _PLAIN.fullmatch(words):  # nearly always, and a plan of thousands has a million of these
        return Html(words)
    return Html(escape(_FORBIDDEN.sub("�", words)))


def together(parts: Iterable[str]) -> Html:
    """The parts, one after another."""
    return Html("".join([part if part.__class__ is Html else text(part) for part in parts]))


def element(name: str, /, *children: str, **attributes: str | int | bool) -> Html:
    """An element. ``class_`` gives ``class``, ``aria_label`` gives ``aria-label``; an attribute
    that is ``True`` stands without a value, one that is ``False`` is left out."""
    opening = name
    for key, value in attributes.items():
        if value is True:
            opening += _attribute(key)
        elif value is not False:
            opening += f'{_attribute(key)}="{text(str(value))}"'
    if name in _EMPTY:
        return Html(f"<{opening}/>")
    return Html(f"<{opening}>{together(children)}</{name}>")


@cache
def _attribute(key: str) -> str:
    return " " + key.rstrip("_").replace("_", "-")


def isolated(name: str) -> Html:
    """A name that keeps its own direction of writing and leaves its neighbours theirs."""
    return element("bdi", name)
