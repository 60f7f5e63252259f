"""A book's page in Markdown: as HTML with headings that can be linked to, and as its sections.

Beyond what :func:`kinweave.prose.html` knows: footnotes, task lists, captions, pictures that are
kept here, the blocks of GitBook and MkDocs, and HTML that says what Markdown could. All of it is
bounded, and passes the same last line, as anything that people write.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from urllib.parse import unquote

import nh3
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from kinweave.prose.admonitions import admonitions
from kinweave.prose.balance import balanced
from kinweave.prose.blocks import TO, blocks
from kinweave.prose.rendering import (
    DEEPEST,
    MORE,
    MOST_ADDRESS,
    REF,
    REL,
    TAGS,
    TITLED,
    Inside,
    Markdown,
    Places,
    bounded,
    is_allowed,
    rewrite,
    shift_headings,
    text_of,
)
from kinweave.prose.tags import tags
from kinweave.prose.written import href_of, words_of, written_of

ANCHOR = "h-"
"""Before each heading's anchor, so that none is taken for another part of the site's page."""

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_OWN_ANCHOR = re.compile(r"\s*\{#([\w:.-]{1,80})\}\s*$")
_NUMBERED = re.compile(r"^id-(?=\d)")
_TASK = re.compile(r"\[([ xX])\]\s")
_NO_WORD = re.compile(r"[^\w\s-]")
_SPACES = re.compile(r"[\s_-]+")

_CLASSES = {
    "div": {"hint", "info", "success", "warning", "danger", "ref", "tabs", "tab"},
    "details": {"hint", "info", "success", "warning", "danger"},
    "p": {"embed", "file", "tab-name", "hint-title"},
    "li": {"task", "footnote-item"},
    "span": {"lacking"},
    "sup": {"footnote-ref"},
    "section": {"footnotes"},
    "a": {"footnote-backref", TITLED},
}
_IDS = ("h1", "h2", "h3", "h4", "h5", "h6", "details", "li", "a", "sup", "div")
_LAST_LINE = nh3.Cleaner(
    tags=TAGS
    | {"div", "span", "details", "summary", "figure", "figcaption", "img", "sup", "sub", "kbd"}
    | {"mark", "u", "section"},
    attributes={
        "*": set(),
        "a": {"href", "id"},
        "ol": {"start"},
        "img": {"src", "alt", "width", "height", "loading"},
        **{tag: {"id"} for tag in _IDS if tag != "a"},
        "details": {"id", "open"},
    },
    tag_attribute_values={"a": {"rel": {REL}}},
    allowed_classes=_CLASSES,
    url_schemes={"http", "https", "mailto"},
    link_rel=None,
    attribute_filter=lambda tag, name, value: _filtered(tag, name, value),
)


@dataclass(frozen=True, slots=True)
class Heading:
    """``level``: as written, 1 to 6; 7 for what stands over details. ``anchor``: what a link to it
    ends in, behind the "#"."""

    level: int
    anchor: str
    words: str


@dataclass(frozen=True, slots=True)
class Document:
    """``title``: the words of the heading with which it begins, if it does; it is not in the
    ``html``. ``whole``: whether all of the text was read."""

    html: str
    title: str
    headings: tuple[Heading, ...]
    whole: bool


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a page under one heading.

    ``path``: the words of the headings above it and of its own, from the widest; empty for what
    stands before any. ``anchor``: of its heading, without "#"; "" for the page's beginning.
    ``markdown``: as it was written, without the heading. ``plain``: the same as plain words:
    paragraphs one empty line apart, items as lines with "– ", a table's row as a line, captions
    and what stands instead of pictures included, addresses left out.
    """

    path: tuple[str, ...]
    anchor: str
    markdown: str
    plain: str


def document(text: str, places: Places, *, level: int = 2) -> Document:
    """A page's Markdown as HTML that is safe in any page of the site, and what is in it.

    ``places``: what relative links lead to. ``level``: what headings below no other become, from 1
    to 6; the others follow. The heading with which a text begins, if it is of level 1, is its
    title, and not in the HTML.
    """
    tokens, is_whole = _read(text, places)
    title = ""
    if tokens and tokens[0].type == "heading_open" and tokens[0].tag == "h1":
        title = words_of(tokens[1].children or [], addresses=False)
        tokens = tokens[3:]
    headings = tuple(_headings(tokens))
    shift_headings(tokens, level)
    written = _MARKDOWN.renderer.render(tokens, _MARKDOWN.options, {})
    return Document(
        _LAST_LINE.clean(written if is_whole else f"{written}<p>{MORE}</p>\n"),
        title,
        headings,
        is_whole,
    )


def sections(text: str) -> list[Section]:
    """A page's Markdown, cut at its headings and at what stands over details, in order.

    A heading within a list or a quote does not cut. Parts without words are left out, so that
    every section has something to find; a page of a title alone has one, with its words. Bounded
    as :func:`document` is.
    """
    tokens, _is_whole = _read(text, _Nowhere())
    lines = bounded(text).split("\n")
    cuts = list(_cuts(tokens))
    found = []
    for one, after in zip(cuts, [*cuts[1:], None], strict=True):
        body = tokens[one.first : after.heading if after else len(tokens)]
        last = after.line if after else len(lines)
        plain = written_of(body, addresses=False).strip()
        if plain:
            markdown = "\n".join(lines[one.after : last]).strip("\n")
            found.append(Section(one.path, one.anchor, markdown, plain))
    if not found and (words := written_of(tokens, addresses=False).strip()):
        found.append(Section((words,), "", "", words))
    return found


def title_of_text(text: str) -> str:
    """The words of the heading with which a page begins, or "" where it begins otherwise."""
    return document(text.lstrip()[:2_000].partition("\n\n")[0], _Nowhere()).title


class _Nowhere(Places):
    """For reading alone: every link and picture stays what it says."""

    def picture(self, src: str) -> str:
        del src
        return ""

    def link(self, href: str) -> str:
        return href if is_allowed(href) else "#"


class _Page(Markdown):
    """Markdown of a book's page."""

    def __init__(self) -> None:
        super().__init__()
        footnote_plugin(self, inline=False)
        # The words of what is written, and no others: they are kept, whoever reads them later.
        self.add_render_rule("footnote_anchor", _back)
        blocks(self)
        admonitions(self)
        tags(self)
        self.core.ruler.before("inline", "balance", _balance_blocks)
        self.core.ruler.after("inline", "balance_inside", _balance_inside)

    def validateLink(self, url: str) -> bool:  # noqa: N802 - markdown-it's own name
        """Also one that is relative; where it leads is looked at later."""
        return is_allowed(url) or (len(url) <= MOST_ADDRESS and not _SCHEME.match(url))


def _back(_renderer: object, tokens: list[Token], at: int, _options: object, _env: object) -> str:
    number = int(tokens[at].meta["id"]) + 1
    again = f":{sub}" if (sub := int(tokens[at].meta.get("subId", -1))) > 0 else ""
    return f' <a href="#fnref{number}{again}" class="footnote-backref">↩</a>'


def _balance_blocks(state: StateCore) -> None:
    state.tokens = list(balanced(state.tokens, DEEPEST))


def _balance_inside(state: StateCore) -> None:
    for token in state.tokens:
        if token.children:
            token.children = list(balanced(token.children, DEEPEST))


_MARKDOWN = _Page()


def _read(text: str, places: Places) -> tuple[list[Token], bool]:
    kept = bounded(text)
    tokens = list(_referring(_MARKDOWN.parse(kept)))
    own = _own_anchors(tokens)
    _tick(tokens)
    rewrite(tokens, Inside(places))
    _caption(tokens)
    _name(tokens, own)
    return tokens, len(kept) == len(text)


def _referring(tokens: list[Token]) -> Iterator[Token]:
    """The tokens, with one link in each reference to a page, and plain words in it, where nothing
    else stands there."""
    skip = 0
    for at, token in enumerate(tokens):
        if skip:
            skip -= 1
            continue
        yield token
        if token.type != "content-ref_open":
            continue
        inside = [one.type for one in tokens[at + 1 : at + 5]]
        if inside[:1] == ["content-ref_close"]:
            yield from _reference(str(token.meta.get(TO, "")), "")
        elif inside == ["paragraph_open", "inline", "paragraph_close", "content-ref_close"]:
            children = tokens[at + 2].children or []
            words = words_of(children, addresses=False)
            links = [one for one in children if one.type == "link_open"]
            whole = len(links) == 1 and children[0] is links[0] and children[-1].nesting < 0
            href = href_of(links[0]) if whole else "" if links else str(token.meta.get(TO, ""))
            if href and words:
                skip = 3
                yield from _reference(href, words)


def _reference(href: str, words: str) -> Iterator[Token]:
    if not href:
        return
    called = words or unquote(href.partition("#")[0]).rpartition("/")[2] or href
    link = Token("link_open", "a", 1, attrs={"href": href}, meta={REF: True})
    yield Token("paragraph_open", "p", 1, block=True, level=1)
    inside = [link, text_of(called), Token("link_close", "a", -1)]
    yield Token("inline", "", 0, children=inside, level=2)
    yield Token("paragraph_close", "p", -1, block=True, level=1)


def _own_anchors(tokens: list[Token]) -> dict[int, str]:
    """By the place of a heading, the anchor that it was given: ``## Words {#here}``, or a link
    with an id, as GitBook writes it. It is taken out of the words."""
    found = {}
    for at, token in enumerate(tokens):
        if token.type != "heading_open":
            continue
        inside = tokens[at + 1].children or []
        for child, after in pairwise(list(inside)):
            if anchor := child.meta.get("anchor"):
                found[at] = str(anchor)
                if after.type == "link_close":  # nothing to click on
                    inside.remove(child)
                    inside.remove(after)
        last = inside[-1] if inside and inside[-1].type == "text" else None
        if last and (said := _OWN_ANCHOR.search(last.content)):
            last.content = last.content[: said.start()]
            found[at] = said[1]
        elif last:
            last.content = last.content.rstrip()
    return found


def _tick(tokens: list[Token]) -> None:
    """Tasks of a list: boxes that nobody could tick here are signs."""
    for at, token in enumerate(tokens):
        if token.type != "inline" or tokens[at - 1].type != "paragraph_open" or not token.children:
            continue
        first = token.children[0]
        if first.type == "text" and (found := _TASK.match(first.content + " ")):
            first.content = ("☐ " if found[1] == " " else "☑ ") + first.content[found.end() :]
            if at > 1 and tokens[at - 2].type == "list_item_open":
                tokens[at - 2].attrs["class"] = "task"


def _caption(tokens: list[Token]) -> None:
    """A paragraph that is one picture becomes a figure."""
    for at in range(len(tokens) - 2):
        opens, inside, closes = tokens[at : at + 3]
        if opens.type == "paragraph_open" and not opens.hidden and inside.children:
            kinds = [child.type for child in inside.children]
            if kinds in (["picture"], ["lacking_open", "text", "lacking_close"]):
                opens.tag = closes.tag = "figure"


def _name(tokens: list[Token], own: dict[int, str]) -> None:
    """Give each heading, and what stands over details, an anchor; a page has each once."""
    taken: dict[str, int] = {}
    for at, token in enumerate(tokens):
        if token.type == "heading_open":
            words = own.get(at) or words_of(tokens[at + 1].children or [], addresses=False)
        elif token.type == "details_open" and (title := _over(tokens, at)):
            words = title
        else:
            continue
        anchor = anchor_of(words)
        times = taken.get(anchor, 0)
        taken[anchor] = times + 1
        token.attrs = {**token.attrs, "id": anchor if not times else f"{anchor}-{times}"}


def anchor_of(words: str) -> str:
    """The anchor of a heading with these words."""
    kept = _SPACES.sub("-", _NO_WORD.sub("", words.casefold().strip())).strip("-")
    return ANCHOR + (kept[:80] or "part")


def anchor_of_part(part: str) -> str:
    """The anchor that a link's "#part" leads to. GitBook puts "id-" before that of a heading which
    begins with a number."""
    return anchor_of(_NUMBERED.sub("", part))


def _over(tokens: list[Token], at: int) -> str:
    """What stands over details that open at ``at``."""
    if at + 2 < len(tokens) and tokens[at + 1].type == "summary_open":
        return words_of(tokens[at + 2].children or [], addresses=False)
    return ""


def _headings(tokens: list[Token]) -> Iterator[Heading]:
    for at, token in enumerate(tokens):
        if token.type == "heading_open" and token.level == 0:
            words = words_of(tokens[at + 1].children or [], addresses=False)
            if words:
                yield Heading(int(token.tag[1:]), str(token.attrs["id"]), words)


@dataclass(frozen=True, slots=True)
class _Cut:
    """Where a section begins: the token of its heading and its line, and where what is under it
    begins."""

    path: tuple[str, ...]
    anchor: str
    heading: int
    line: int
    first: int
    after: int


def _cuts(tokens: list[Token]) -> Iterator[_Cut]:
    yield _Cut((), "", 0, 0, 0, 0)
    above: list[tuple[int, str, str]] = []
    for at, token in enumerate(tokens):
        if token.level or token.map is None:
            continue
        if token.type == "heading_open":
            level, line = int(token.tag[1:]), token.map
            words = words_of(tokens[at + 1].children or [], addresses=False)
            above = [one for one in above if one[0] < level]
            anchor = "" if at == 0 and level == 1 else str(token.attrs["id"])
            above.append((level, words, anchor))
            yield _Cut(tuple(w for _l, w, _a in above if w), anchor, at, line[0], at + 3, line[1])
        elif token.type == "details_open" and (title := _over(tokens, at)):
            path = (*(w for _l, w, _a in above if w), title)
            line = tokens[at + 2].map or token.map
            yield _Cut(path, str(token.attrs["id"]), at, token.map[0], at + 4, line[1])
        elif token.type == "details_close":
            path = tuple(w for _l, w, _a in above if w)
            line = token.map
            yield _Cut(path, above[-1][2] if above else "", at, line[0], at + 1, line[1])


def _filtered(tag: str, name: str, value: str) -> str | None:
    """The last look at each attribute. Pictures come from this site or not at all."""
    if tag == "img" and name == "src":
        return value if value.startswith("/") and not value.startswith("//") else None
    if name == "id":
        return value if value.startswith((ANCHOR, "fn")) else None
    return value
