"""Reads Markdown into markdown-it's tokens, and writes these as HTML, or has them written as
plain words.

Whoever writes may mean harm to whoever reads, or to the machine. Against the first, links lead
only where :func:`is_allowed` lets them, and what is made passes through nh3. Against the second,
a text is read no further than MOST characters and MOST_MARKS marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

import nh3
from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, paragraph, table
from markdown_it.token import Token

from kinweave.prose.written import href_of, words_of, written_of

DEEPEST = 20
"""How deep quotes, lists and marks stand in one another. What is deeper stays words."""

MOST = 200_000
"""How many characters of a text are read, and how many all its addresses may have together."""

MOST_MARKS = 15_000
"""How many marks and line ends of a text are read, and how many cells its tables may have.

markdown-it takes microseconds for a mark and next to nothing for a letter, so it is marks that
cost. A book's chapter has a tenth of these; a megabyte of "[" would keep a reader waiting.
"""

MOST_ADDRESS = 2_000
"""How many characters a link's address may have."""

MORE = "…"
FILE, EMBED, REF = "file", "embed", "ref"
"""These mark the link of a line that is a file, shows what is elsewhere, or refers to a page."""
TITLED = "titled"
"""The class of a link that says what it leads to, as that is called when somebody reads it."""

EMPTY_LINE = "\\"
"""What some editors write where there is to be more room; alone, it says nothing."""
_MARK = re.compile(r"\r\n?|[\n!#$%&*+\-:<=>@\[\\\]^_`{|}~]")

# As markdown-it has encoded it: what of ASCII is visible and neither quotes, brackets nor slashes
# backwards. One slash leads into the site, two lead out of it, as does one with a backslash.
_ALLOWED = re.compile(
    r"(?:https?://(?=[^/?#])|mailto:(?=[^/?#])|/(?!/)|#)[!#-;=?-\[\]-_a-~]*", re.IGNORECASE
)
_LEAVES = re.compile(r"https?:", re.IGNORECASE)

# Possessive throughout, so it never goes back. Brackets belong to an address in pairs only:
# (https://example.org/a_(b)) ends before the last one.
_BARE = re.compile(
    r"(?<!\w)https?+://(?=\w)[^\s()<>\"]++(?:\([^\s()<>\"]*+\)[^\s()<>\"]*+)*+", re.IGNORECASE
)
_ENDS = ".,;:!?'*_~|[]{}’”»…"

TAGS = {
    *("a", "blockquote", "br", "code", "em", "hr", "p", "pre", "s", "strong"),
    *("h1", "h2", "h3", "h4", "h5", "h6", "li", "ol", "ul"),
    *("table", "tbody", "td", "th", "thead", "tr"),
}
REL = "nofollow noopener noreferrer"
_LAST_LINE = nh3.Cleaner(
    tags=TAGS,
    attributes={"*": set(), "a": {"href"}, "ol": {"start"}},  # "*": else lang and title too
    tag_attribute_values={"a": {"rel": {REL}}},
    url_schemes={"http", "https", "mailto"},
    link_rel=None,
)


def html(text: str, *, level: int = 2) -> str:
    """Markdown as HTML that is safe in any page of the site.

    ``level``: what the text's highest heading becomes, from 1 to 6; the others follow it, none
    below 6. Images become links, so that a reader's browser fetches nothing from elsewhere.
    Links to other places carry ``rel="nofollow noopener noreferrer"``. Of a text beyond MOST or
    MOST_MARKS the beginning is written, with "…" after it: markdown-it's time grows with a text,
    and a megabyte of nothing but marks would take many seconds.
    """
    tokens, is_whole = _read(text)
    shift_headings(tokens, level)
    written = _MARKDOWN.renderer.render(tokens, _MARKDOWN.options, {})
    return _LAST_LINE.clean(written if is_whole else f"{written}<p>{MORE}</p>\n")


def plain(text: str) -> str:
    """Markdown as plain words, without a line end after the last.

    Paragraphs stand one empty line apart, items begin with "– " or their number, a link is
    "words (address)", a table's row is a line. Bounded as :func:`html` is.
    """
    tokens, is_whole = _read(text)
    written = written_of(tokens, addresses=True)
    return written if is_whole else f"{written}\n\n{MORE}"


def first_words(text: str, most: int = 160) -> str:
    """One line of at most ``most`` characters: a text's first words, without addresses.

    Cut after a word, with "…", where there are more. Never empty, unless the text is blank: one
    that has marks only is shown as it was written. Raises ValueError if ``most`` is under 1.
    """
    if most < 1:
        raise ValueError(f"There is no line of {most} characters.")
    tokens, is_whole = _read(text)
    line = " ".join(written_of(tokens, addresses=False).split()) or " ".join(text.split())
    if len(line) <= most and is_whole:
        return line
    kept = line[: most - 1]
    if line[most - 1 : most].strip():
        kept = kept.rpartition(" ")[0] or kept
    return kept.rstrip(" .,;:–") + MORE


def is_allowed(address: str) -> bool:
    return len(address) <= MOST_ADDRESS and _ALLOWED.fullmatch(address) is not None


def keep_deep_words(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A paragraph, whatever it is, where markdown-it would soon leave out what is deeper."""
    return state.level >= DEEPEST - 2 and paragraph(state, start, end, silent)


def fill_tables_sparely(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A table of as many cells as the text has left; rows beyond these stay words.

    One wide head and many rows of one letter would be filled up with cells that nobody wrote.
    """
    left = state.env.setdefault("cells", MOST_MARKS)
    width = 1 + state.src.count("|", state.bMarks[start], state.eMarks[start])
    last = start + 1 + left // width
    is_table = last > start + 1 and table(state, start, min(end, last), silent)
    if is_table and not silent:
        state.env["cells"] = left - width * (state.line - start)
    return is_table


class Markdown(MarkdownIt):
    """CommonMark with tables and struck words, links only where they are allowed to lead."""

    def __init__(self) -> None:
        super().__init__("commonmark", {"html": False, "maxNesting": DEEPEST})
        self.enable(["table", "strikethrough"])
        self.block.ruler.at("table", fill_tables_sparely, {"alt": ["paragraph", "reference"]})
        self.block.ruler.before("table", "keep_deep_words", keep_deep_words)

    def validateLink(self, url: str) -> bool:  # noqa: N802 - markdown-it's own name
        return is_allowed(url)


_MARKDOWN = Markdown()


def _read(text: str) -> tuple[list[Token], bool]:
    """A text's tokens, with links as they are to be written; and whether this is all of it."""
    kept = bounded(text)
    tokens = _MARKDOWN.parse(kept)
    rewrite(tokens, Inside())
    return tokens, len(kept) == len(text)


def bounded(text: str) -> str:
    """As much of a text as is read, without half pairs of UTF-16: these are no characters, and nh3
    takes none."""
    beyond = next(islice(_MARK.finditer(text, 0, MOST), MOST_MARKS, None), None)
    kept = text[: beyond.start() if beyond else MOST]
    return kept.encode(errors="replace").decode()


def rewrite(tokens: list[Token], inside: Inside) -> None:
    """What stands inside paragraphs as it is to be written, and nothing that would be a style."""
    for place, token in enumerate(tokens):
        if token.content == EMPTY_LINE and tokens[place - 1].type == "paragraph_open":
            tokens[place - 1].hidden = tokens[place + 1].hidden = True
            token.children = []
        elif token.children:
            token.children = list(inside.rewritten(token.children))
        elif token.type in ("th_open", "td_open"):
            token.attrs = {}  # alignment, as a style
        elif token.type == "fence":
            token.info = ""  # a language, as a class


@dataclass(frozen=True, slots=True)
class Picture:
    """One that is kept on this site: its address here, and its size in pixels."""

    address: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class File:
    """One that is kept on this site, to be downloaded: its address, and what it is called."""

    address: str
    called: str


@dataclass(frozen=True, slots=True)
class Card:
    """What is elsewhere, as it is shown: what it is called, and a picture of it that is kept
    here."""

    called: str
    picture: Picture | None = None


class Places:
    """Where links and pictures of a text lead. These lead where they say; a book's pages know
    more (:mod:`kinweave.pages`)."""

    def link(self, href: str) -> str:
        """The address as it is to be written; whether it may be, is asked after that."""
        return href

    def picture(self, src: str) -> Picture | str | None:
        """A picture of ours; or a name to stand where one is lacking; or ``None``, for a link."""
        del src
        return None

    def embed(self, href: str) -> Card | None:
        """What is known of what is elsewhere and stands on a line of its own; ``None``, for a plain
        link."""
        del href
        return None

    def file(self, href: str) -> File | None:
        """A file of ours that stands on a line of its own; ``None``, for a link."""
        del href
        return None

    def title(self, href: str) -> str | None:
        """What a page is called that is referred to; ``None`` where that is looked up later, or
        nobody knows."""
        del href
        return None


class Inside:
    """Rewrites what stands inside the paragraphs of one text."""

    def __init__(self, places: Places | None = None) -> None:
        # One address, named once and used by a thousand links, would be written a thousand times.
        self._left = MOST
        self._places = places or Places()

    def rewritten(self, tokens: list[Token]) -> Iterator[Token]:
        """The tokens with images as links, bare addresses as links, and no mark too deep."""
        kept: list[bool] = []  # of each link or mark that is open, whether it is written
        in_link = False
        called = ""  # of a file, what stands instead of its address
        for token in tokens:
            if token.type == "link_open":
                file = self._places.file(href_of(token)) if token.meta.get(FILE) else None
                href, called = self._places.link(href_of(token)), ""
                if file is not None:
                    href, called = file.address, file.called
                card = self._places.embed(href) if token.meta.get(EMBED) else None
                if card is not None:
                    called = card.called
                refers = bool(token.meta.get(REF))
                if refers:
                    called = self._places.title(href_of(token)) or ""
                kept.append(not in_link and self._leads(href))
                in_link = True
                if kept[-1]:
                    yield link_to(href, token.info, refers=refers)
                    if card is not None and card.picture is not None:
                        yield _shown(card.picture, "")
            elif token.nesting > 0:
                kept.append(len(kept) < DEEPEST)
                if kept[-1]:
                    yield token
            elif token.nesting < 0:
                in_link &= token.type != "link_close"
                if kept.pop():
                    yield token
            elif token.type == "image":
                yield from self._image(token, in_link)
            elif token.type == "text" and called:
                yield text_of(called)
                called = ""
            elif token.type == "text" and not in_link:
                yield from self._bare(token.content)
            else:
                yield token

    def _leads(self, address: str) -> bool:
        """Whether a link may lead there: markdown-it asks too, but never about an empty one."""
        self._left -= len(address)
        return self._left >= 0 and is_allowed(address)

    def _image(self, image: Token, in_link: bool) -> Iterator[Token]:
        href = str(image.attrs["src"])
        alt = words_of(list(self.rewritten(image.children or [])), addresses=False)
        found = self._places.picture(href)
        if isinstance(found, Picture):
            yield _shown(found, alt)
            return
        if found is not None:
            yield Token("lacking_open", "span", 1, attrs={"class": "lacking"})
            yield text_of(alt or found)
            yield Token("lacking_close", "span", -1)
            return
        is_linked = not in_link and self._leads(href)
        if is_linked:
            yield link_to(href)
        yield text_of(alt or href)
        if is_linked:
            yield Token("link_close", "a", -1)

    def _bare(self, words: str) -> Iterator[Token]:
        """Words, with the web addresses among them as links."""
        done = 0
        for found in _BARE.finditer(words):
            address = found[0].rstrip(_ENDS)
            href = _MARKDOWN.normalizeLink(address)
            if not self._leads(href):
                continue
            yield text_of(words[done : found.start()])
            yield link_to(href, "auto")
            yield text_of(address)
            yield Token("link_close", "a", -1)
            done = found.start() + len(address)
        yield text_of(words[done:])


def _shown(picture: Picture, alt: str) -> Token:
    said: dict[str, str | int | float] = {
        "src": picture.address,
        "alt": alt,
        "width": picture.width,
        "height": picture.height,
        "loading": "lazy",
    }
    return Token("picture", "img", 0, attrs=said, content=alt)


def text_of(words: str) -> Token:
    return Token("text", "", 0, content=words)


def link_to(href: str, info: str = "", *, refers: bool = False) -> Token:
    """The opening of a link, without the title that it may have had."""
    more = {"rel": REL} if _LEAVES.match(href) else {"class": TITLED} if refers else {}
    return Token("link_open", "a", 1, attrs={"href": href, **more}, info=info)


def shift_headings(tokens: list[Token], level: int) -> None:
    """What stands below no other heading becomes of this level; and each below another is one
    deeper than that, whatever was written: who hears a page would look for what was left out."""
    above: list[int] = []
    for token in tokens:
        if token.type not in ("heading_open", "heading_close"):
            continue
        if token.type == "heading_open":
            own = int(token.tag[1:])
            above = [one for one in above if one < own] + [own]
        token.tag = f"h{min(6, level + len(above) - 1)}"
