"""Blocks of MkDocs, which begin with a line and hold what is set in below it: ``!!! note "Title"``,
``??? note`` and ``???+ note``, which fold, and ``=== "Title"``, which are tabs beside each other.

They become what the blocks of GitBook become, so that a book looks the same wherever it is from.
What is set in is Markdown itself; how deep it goes is bounded as quotes and lists are.
"""

from __future__ import annotations

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

from kinweave.solvers.retrieval.insets import INWARD, SIGNS, Head, head_of

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


def _begun(state: StateBlock, start: int, end: int) -> Head | None:
    """The head of the block that begins in a line, if one does."""
    at = state.bMarks[start] + state.tShift[start]
    if not state.src.startswith(SIGNS, at) or state.is_code_block(start):
        return None
    head = head_of(_line(state, start))
    if head is None or not head.wants_body:
        return head
    after = next((number for number in range(start + 1, end) if not state.isEmpty(number)), end)
    return head if after < end and state.sCount[after] >= state.sCount[start] + INWARD else None


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
    head = _begun(state, start, end)
    if head is None or head.sign == "===":
        return False
    if silent:
        return True
    kinds = [kind.lower() for kind in head.kinds]
    style = next((_STYLES[kind] for kind in kinds if kind in _STYLES), "info")
    last = _end_of(state, start, end)
    if not head.folds:
        token = _push(state, "hint_open", "div", 1, start, {"class": f"hint {style}"})
        if head.name:
            _titled(state, "paragraph", "p", head.name, start)
            state.tokens[-3].attrs = {"class": "hint-title"}
        _inside(state, token, start, last)
        return True
    said = {"class": f"hint {style}", **({"open": ""} if head.sign == "???+" else {})}
    token = _push(state, "details_open", "details", 1, start, said)
    _titled(state, "summary", "summary", head.name or kinds[0].capitalize(), start)
    _inside(state, token, start, last)
    return True


def _tabbed(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if _tab(state, start, end) is None:
        return False
    if silent:
        return True
    tabs = _push(state, "tabs_open", "div", 1, start, {"class": "tabs"})
    line, inward = start, state.sCount[start]
    while (
        line < end and state.sCount[line] == inward and (head := _tab(state, line, end)) is not None
    ):
        token = _push(state, "tab_open", "div", 1, line, {"class": "tab"})
        _titled(state, "paragraph", "p", head.name, line)
        state.tokens[-3].attrs = {"class": "tab-name"}
        _inside(state, token, line, _end_of(state, line, end))
        line = last = state.line
        while line < end and state.isEmpty(line):
            line += 1
    state.line = last
    _close(state, tabs, last)
    return True


def _tab(state: StateBlock, line: int, end: int) -> Head | None:
    head = _begun(state, line, end)
    return head if head is not None and head.sign == "===" else None


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
