"""Blocks of MkDocs, which begin with a line and hold what is set in below it: ``!!! note "Title"``,
``??? note`` and ``???+ note``, which fold, and ``=== "Title"``, which are tabs beside each other.

They become what the blocks of GitBook become, so that a book looks the same wherever it is from.
What is set in is Markdown itself; how deep it goes is bounded as quotes and lists are.
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

INWARD = 4
"""How far what belongs to a block is set in, as MkDocs has it."""

_BEGINS = re.compile(
    r"(!!!|\?\?\?\+?)[ ]?((?:[\w-]{1,40}(?:[ ]+[\w-]{1,40}){0,5})?)(?:[ ]*\"(.{0,500})\")?"
)
_TAB = re.compile(r"===[+!]?[ ]+\"(.{1,500})\"")
_STYLES = {
    **dict.fromkeys(("success", "check", "done", "tip", "hint"), "success"),
    **dict.fromkeys(("warning", "caution", "attention", "important"), "warning"),
    **dict.fromkeys(("danger", "error", "bug", "failure", "fail", "missing"), "danger"),
}
"""Of the kinds that MkDocs has, those that are more than a note."""


def admonitions(markdown: MarkdownIt) -> None:
    """Have them read."""
    within = ["paragraph", "reference", "blockquote", "list"]
    for name, rule in (("admonition", _admonition), ("tabbed", _tabbed)):
        markdown.block.ruler.before("table", name, rule, {"alt": within})


def _line(state: StateBlock, number: int) -> str:
    return state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]].strip()


def _begins(state: StateBlock, start: int, signs: tuple[str, ...]) -> bool:
    at = state.bMarks[start] + state.tShift[start]
    return state.src.startswith(signs, at) and not state.is_code_block(start)


def _has_body(state: StateBlock, start: int, end: int) -> bool:
    """Whether something is set in below a line."""
    after = next((number for number in range(start + 1, end) if not state.isEmpty(number)), end)
    return after < end and state.sCount[after] >= state.sCount[start] + INWARD


def _end_of(state: StateBlock, start: int, end: int) -> int:
    """The line behind the last that is set in below ``start``."""
    inward, last = state.sCount[start] + INWARD, start + 1
    for number in range(start + 1, end):
        if state.isEmpty(number):
            continue
        if state.sCount[number] < inward:
            break
        last = number + 1
    return last


def _admonition(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if not _begins(state, start, ("!!!", "???")):
        return False
    found = _BEGINS.fullmatch(_line(state, start))
    # Three signs and a word alone may as well be what somebody calls out.
    if found is None or not (found[2] or found[3]):
        return False
    if found[3] is None and not _has_body(state, start, end):
        return False
    if silent:
        return True
    kinds = found[2].lower().split()
    style = next((_STYLES[kind] for kind in kinds if kind in _STYLES), "info")
    title = found[2].split(" ")[0].capitalize() if found[3] is None else found[3].strip()
    last = _end_of(state, start, end)
    if found[1] == "!!!":
        token = _push(state, "hint_open", "div", 1, start, {"class": f"hint {style}"})
        if title:
            _titled(state, "paragraph", "p", title, start)
            state.tokens[-3].attrs = {"class": "hint-title"}
        _inside(state, token, start, last)
        return True
    said = {"class": f"hint {style}", **({"open": ""} if found[1] == "???+" else {})}
    token = _push(state, "details_open", "details", 1, start, said)
    _titled(state, "summary", "summary", title or kinds[0].capitalize(), start)
    _inside(state, token, start, last)
    return True


def _tabbed(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if not _is_tab(state, start, end):
        return False
    if silent:
        return True
    tabs = _push(state, "tabs_open", "div", 1, start, {"class": "tabs"})
    line, inward = start, state.sCount[start]
    while line < end and state.sCount[line] == inward and _is_tab(state, line, end):
        title = _TAB.fullmatch(_line(state, line))
        token = _push(state, "tab_open", "div", 1, line, {"class": "tab"})
        _titled(state, "paragraph", "p", title[1].strip() if title else "", line)
        state.tokens[-3].attrs = {"class": "tab-name"}
        _inside(state, token, line, _end_of(state, line, end))
        line = last = state.line
        while line < end and state.isEmpty(line):
            line += 1
    state.line = last
    _close(state, tabs, last)
    return True


def _is_tab(state: StateBlock, line: int, end: int) -> bool:
    if not _begins(state, line, ("===",)) or _TAB.fullmatch(_line(state, line)) is None:
        return False
    return _has_body(state, line, end)


def _inside(state: StateBlock, opened: Token, start: int, last: int) -> None:
    """What is set in below the line ``start``, and the end of what it is in."""
    before = state.parentType, state.lineMax, state.blkIndent
    state.parentType, state.lineMax = "admonition", last
    state.blkIndent = state.sCount[start] + INWARD
    state.md.block.tokenize(state, start + 1, last)
    state.parentType, state.lineMax, state.blkIndent = before
    state.line = last
    _close(state, opened, last)


def _titled(state: StateBlock, kind: str, tag: str, words: str, line: int) -> None:
    _push(state, f"{kind}_open", tag, 1, line, {})
    inline = _push(state, "inline", "", 0, line, {})
    inline.content, inline.children = words, []
    _push(state, f"{kind}_close", tag, -1, line, {})


def _push(
    state: StateBlock, kind: str, tag: str, nesting: int, line: int, attrs: dict[str, str]
) -> Token:
    token = state.push(kind, tag, nesting)  # type: ignore[arg-type]  # -1, 0 or 1
    token.map, token.attrs = [line, line + 1], {**attrs}
    return token


def _close(state: StateBlock, opened: Token, last: int) -> None:
    kind = opened.type.removesuffix("_open")
    _push(state, f"{kind}_close", opened.tag, -1, last, {}).map = [last, last]
