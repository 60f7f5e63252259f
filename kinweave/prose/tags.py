"""HTML within a paragraph, as far as it says what Markdown could say too, or nearly."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from kinweave.prose.balance import SOFT
from kinweave.prose.blocks import named, picture

_TAG = re.compile(r"<(/?)([a-z][a-z0-9]{0,9})((?:\s[^<>]{0,3000})?)/?>", re.IGNORECASE)
_COMMENT = re.compile(r"<!--[^<>]{0,2000}-->")
_SAME = {
    "b": "strong",
    "strong": "strong",
    "i": "em",
    "em": "em",
    "s": "s",
    "del": "s",
    **{tag: tag for tag in ("u", "mark", "kbd", "sub", "sup", "code")},
}
_NOTHING = {"span", "small", "font", "p", "div", "center", "picture", "source"}
"""These say only how something is to look."""


def tags(markdown: MarkdownIt) -> None:
    """Have them read."""
    markdown.inline.ruler.before("html_inline", "tag", _tag)


def _tag(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "<":
        return False
    if found := _COMMENT.match(state.src, state.pos):
        state.pos = found.end()
        return True
    found = _TAG.match(state.src, state.pos)
    if found is None or not _is_known(found[2].lower()):
        return False
    if not silent:
        _write(state, bool(found[1]), found[2].lower(), named(found[3]))
    state.pos = found.end()
    return True


def _is_known(tag: str) -> bool:
    return tag in _SAME or tag in _NOTHING or tag in {"a", "br", "img"}


def _write(state: StateInline, closes: bool, tag: str, said: dict[str, str]) -> None:
    if tag == "br":
        state.push("hardbreak", "br", 0)
    elif tag == "img":
        if said.get("src", "").strip() and not closes:
            found = picture(said)
            state.push("image", "img", 0).attrs = found.attrs
            state.tokens[-1].children = found.children
    elif tag == "a":
        href = state.md.normalizeLink(said.get("href", "").strip())
        token = _push(state, "link", "a", closes)
        leads = bool(href) and state.md.validateLink(href)
        token.attrs = {"href": href if leads else ""}
        if not closes and (anchor := said.get("id") or said.get("name")):
            token.meta["anchor"] = anchor
    elif tag in _SAME:
        _push(state, _SAME[tag], _SAME[tag], closes)


def _push(state: StateInline, name: str, tag: str, closes: bool) -> Token:
    """Beside the others: it may not fit to them, and must not end what they began."""
    if state.pending:
        state.pushPending()
    token = Token(f"{name}_close", tag, -1) if closes else Token(f"{name}_open", tag, 1)
    token.meta = {SOFT: True}
    state.tokens.append(token)
    return token
