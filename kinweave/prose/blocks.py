"""What stands on lines of its own in a book's pages, besides Markdown: the blocks of GitBook
(``{% hint %}``, ``{% tabs %}``, ``{% embed %}``, …), and of HTML figures and details.

Each line becomes its own token, open or close, wherever it stands; :mod:`kinweave.prose.balance`
sees to it afterwards that all that is opened is closed, in the order that HTML wants. They are
block rules, so that they come before anything takes an address in them for a bare one.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

from kinweave.prose.balance import SOFT

_Writer = Callable[[StateBlock, str, int], None]

_GITBOOK = re.compile(r"\{%\s*([a-z][a-z-]{1,30})((?:\s(?:[^%]|%(?!\})){0,2000})?)%\}")
_NAMED = re.compile(r"\b([a-z-]{1,20})=(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
_FIGURE_LINES = 20
_COMMENT_LINES = 60
_TABLE_LINES = 50

TO = "to"
"""In the ``meta`` of what opens a reference: where it leads."""
HINTS = {"info", "success", "warning", "danger"}
_WRAPPERS = {
    *("code", "endcode", "stepper", "endstepper", "step", "endstep"),
    *("columns", "endcolumns", "column", "endcolumn"),
    *("endembed", "endfile", "raw", "endraw"),
}
"""What says only how something is to look; what is within is shown."""

KNOWN = _WRAPPERS | {
    *("hint", "endhint", "tabs", "endtabs", "tab", "endtab"),
    *("embed", "content-ref", "endcontent-ref", "file"),
}

_LONE = re.compile(r"</?(?:div|center|p|section|span)(?:\s[^<>]{0,400})?>")
_DETAILS = re.compile(
    r"(?:<details(?:\s[^<>]{0,200})?>)?\s*(?:<summary(?:\s[^<>]{0,200})?>(.{0,2000}?)</summary>)?"
)
_IMAGE = re.compile(r"<img\s([^<>]{1,4000})>")
_CAPTION = re.compile(r"<figcaption(?:\s[^<>]{0,200})?>(.*?)</figcaption>", re.DOTALL)
_ROW = re.compile(r"<tr(?:\s[^<>]*)?>(.*?)</tr>", re.DOTALL)
_CELL = re.compile(r"<(t[dh])(?:\s[^<>]*)?>(.*?)</t[dh]>", re.DOTALL)
_PARAGRAPH = re.compile(r"</?p(?:\s[^<>]{0,200})?>")


def blocks(markdown: MarkdownIt) -> None:
    """Have all of them read."""
    rules = (("gitbook", _gitbook), ("html", _html))
    for name, rule in rules:
        markdown.block.ruler.before("table", name, rule, {"alt": ["paragraph", "reference"]})


def named(text: str) -> dict[str, str]:
    """What a tag says of itself: ``src="a.png" alt="A"``."""
    found: dict[str, str] = {}
    for name, *values in _NAMED.findall(text):
        found.setdefault(name, unescape("".join(values)))
    return found


def picture(said: dict[str, str]) -> Token:
    """A picture's tag, as Markdown would have it."""
    words = " ".join(said.get("alt", "").split())
    src = said.get("src", "").strip()
    return Token("image", "img", 0, attrs={"src": src, "alt": ""}, children=[_text(words)])


def _line(state: StateBlock, number: int) -> str:
    return state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]].strip()


def _gitbook(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    del end
    begins = state.bMarks[start] + state.tShift[start]
    if not state.src.startswith("{%", begins) or state.is_code_block(start):
        return False
    found = _GITBOOK.fullmatch(_line(state, start))
    if found is None or found[1] not in KNOWN:
        return False
    if silent:
        return True
    _write(state, found[1], named(found[2]), start)
    state.line = start + 1
    return True


def _write(state: StateBlock, name: str, said: dict[str, str], line: int) -> None:
    match name:
        case "hint":
            style = said.get("style", "info")
            style = style if style in HINTS else "info"
            _open(state, name, "div", line, {"class": f"hint {style}"})
        case "content-ref":
            _open(state, name, "div", line, {"class": "ref"})
            href = state.md.normalizeLink(said.get("url", "").strip())
            leads = bool(href) and state.md.validateLink(href)
            state.tokens[-1].meta[TO] = href if leads else ""
        case "tabs":
            _open(state, name, "div", line, {"class": "tabs"})
        case "tab":
            _open(state, name, "div", line, {"class": "tab"})
            _paragraph(state, [_text(said.get("title", ""))], line, {"class": "tab-name"})
        case "embed":
            _leading(state, said.get("url", ""), "embed", line)
        case "file":
            _leading(state, said.get("src", ""), "file", line)
        case "endhint" | "endcontent-ref" | "endtabs" | "endtab":
            _close(state, name.removeprefix("end"), "div")


def _leading(state: StateBlock, href: str, kind: str, line: int) -> None:
    """A link on its own, called what it leads to: nothing is fetched from there."""
    href = state.md.normalizeLink(href.strip())
    if not href or not state.md.validateLink(href):
        _paragraph(state, [_text(href)], line, {"class": kind})
        return
    called = state.md.normalizeLinkText(href)
    called = called.rpartition("/")[2] if kind == "file" else called
    link = Token("link_open", "a", 1, attrs={"href": href}, meta={kind: True})
    inside = [link, _text(called), Token("link_close", "a", -1)]
    _paragraph(state, inside, line, {"class": kind})


def _html(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    begins = state.bMarks[start] + state.tShift[start]
    if not state.src.startswith("<", begins) or state.is_code_block(start):
        return False
    line = _line(state, start)
    if line.startswith("<!--"):
        return _comment(state, start, end, silent)
    for tag, write, most in (("figure", _figure, _FIGURE_LINES), ("table", _table, _TABLE_LINES)):
        if line.startswith((f"<{tag}>", f"<{tag} ")):
            return _until(state, start, end, silent, tag, write, most)
    if line.startswith(("<details", "<summary")) and (found := _DETAILS.fullmatch(line)):
        if not silent:
            if line.startswith("<details"):
                _open(state, "details", "details", start, {})
            if found[1] is not None:
                _written(state, "summary", "summary", found[1], start)
            state.line = start + 1
        return True
    if line == "</details>":
        if not silent:
            _close(state, "details", "details")
            state.line = start + 1
        return True
    return _wrapping(state, start, line, silent)


def _wrapping(state: StateBlock, start: int, line: str, silent: bool) -> bool:
    """A tag that only says where something is to stand, or pictures in such tags."""
    left = _LONE.sub("", line)
    pictures = _IMAGE.findall(left) if "<img" in left else []
    if _IMAGE.sub("", left).strip():
        return False
    if not silent:
        if pictures:
            _open(state, "figure", "figure", start, {})
            _pictures(state, pictures, start)
            _close(state, "figure", "figure")
        state.line = start + 1
    return True


def _comment(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    for number in range(start, min(end, start + _COMMENT_LINES)):
        if "-->" in _line(state, number):
            rest = _line(state, number).partition("-->")[2].strip()
            if rest:
                return False
            if not silent:
                state.line = number + 1
            return True
    return False


def _until(
    state: StateBlock, start: int, end: int, silent: bool, tag: str, write: _Writer, most: int
) -> bool:
    """All lines from a tag to its end, if it has one nearby and nothing stands behind it."""
    lines = []
    for number in range(start, min(end, start + most)):
        lines.append(_line(state, number))
        if f"</{tag}>" in lines[-1]:
            break
    else:
        return False
    whole, _end, rest = "\n".join(lines).partition(f"</{tag}>")
    if rest.strip() or len(whole) > 60_000:
        return False
    if not silent:
        write(state, whole, start)
        state.line = start + len(lines)
    return True


def _figure(state: StateBlock, whole: str, line: int) -> None:
    caption = _CAPTION.search(whole)
    words = _PARAGRAPH.sub(" ", caption[1]).strip() if caption else ""
    _open(state, "figure", "figure", line, {})
    _pictures(state, _IMAGE.findall(whole), line)
    if words:
        _written(state, "figcaption", "figcaption", " ".join(words.split()), line)
    _close(state, "figure", "figure")


def _table(state: StateBlock, whole: str, line: int) -> None:
    """As many cells as the text may still have; the first row is the head if it has heads."""
    _token(state, "table_open", "table", 1, line)
    left = state.env.setdefault("cells", 15_000)
    for row in _ROW.findall(whole):
        cells = _CELL.findall(row)[: max(0, left)]
        left -= len(cells)
        if not cells:
            continue
        _token(state, "tr_open", "tr", 1, line)
        for tag, words in cells:
            _token(state, f"{tag}_open", tag, 1, line)
            inline = _token(state, "inline", "", 0, line)
            inline.content, inline.children = " ".join(_PARAGRAPH.sub(" ", words).split()), []
            _token(state, f"{tag}_close", tag, -1, line)
        _token(state, "tr_close", "tr", -1, line)
    state.env["cells"] = left
    _token(state, "table_close", "table", -1, line)


def _pictures(state: StateBlock, tags: list[str], line: int) -> None:
    inline = _token(state, "inline", "", 0, line)
    inline.children = [picture(said) for tag in tags if (said := named(tag)).get("src", "").strip()]


def _paragraph(state: StateBlock, inside: list[Token], line: int, attrs: dict[str, str]) -> None:
    opens = _token(state, "paragraph_open", "p", 1, line)
    opens.attrs = {**attrs}
    _token(state, "inline", "", 0, line).children = inside
    _token(state, "paragraph_close", "p", -1, line)


def _written(state: StateBlock, name: str, tag: str, words: str, line: int) -> None:
    """Words that may have marks in them, in a tag."""
    _open(state, name, tag, line, {})
    inline = _token(state, "inline", "", 0, line)
    inline.content, inline.children = words, []
    _close(state, name, tag)


def _open(state: StateBlock, name: str, tag: str, line: int, attrs: dict[str, str]) -> None:
    token = _token(state, f"{name}_open", tag, 1, line)
    token.attrs, token.meta = {**attrs}, {SOFT: True}


def _close(state: StateBlock, name: str, tag: str) -> None:
    _token(state, f"{name}_close", tag, -1, state.line).meta = {SOFT: True}


def _token(state: StateBlock, kind: str, tag: str, nesting: int, line: int) -> Token:
    """A token beside the others: what it opens may be closed in another block, so it does not
    count as a level."""
    token = Token(kind, tag, nesting, block=True, level=state.level, map=[line, line + 1])  # type: ignore[arg-type]  # -1, 0 or 1
    state.tokens.append(token)
    return token


def _text(words: str) -> Token:
    return Token("text", "", 0, content=words)
