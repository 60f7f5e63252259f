"""The order of a book's pages: as a SUMMARY.md tells it (GitBook, mdBook), as MkDocs' settings do,
or as the files lie in their folders; and a SUMMARY.md from it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.token import Token

from kinweave.pages.paths import FRONT, is_page

DEEPEST = 12
MOST = 5_000
_WEB = re.compile(r"https?://[^\s<>]{1,2000}")
_SIGN = re.compile(r"([\\`*_\[\]<>])")


@dataclass(slots=True)
class Entry:
    """A line of the contents: a page (``file``), an address elsewhere (``link``), or the name of
    the part that begins here (neither)."""

    title: str
    file: str = ""
    link: str = ""
    line: int = 0
    inside: list[Entry] = field(default_factory=list)

    def all(self) -> Iterator[Entry]:
        """It, and all that is inside."""
        yield self
        for one in self.inside:
            yield from one.all()


def summary(text: str) -> list[Entry]:
    """What a SUMMARY.md says. Lists in lists are pages under pages; a heading begins a part."""
    tokens = MarkdownIt("commonmark", {"maxNesting": 60}).parse(text[:400_000])
    top: list[Entry] = []
    levels: list[list[Entry]] = [top]
    for at, token in enumerate(tokens):
        if token.type in {"bullet_list_open", "ordered_list_open"}:
            inside = levels[-1][-1].inside if len(levels) > 1 and levels[-1] else levels[-1]
            levels.append(inside if len(levels) <= DEEPEST else levels[-1])
        elif token.type in {"bullet_list_close", "ordered_list_close"}:
            levels.pop()
        elif token.type == "inline" and token.children:
            line = (token.map or [0])[0] + 1
            if tokens[at - 1].type == "heading_open":
                words = _words(token.children)
                if tokens[at - 1].tag != "h1" or top:
                    top.append(Entry(words, line=line))
            else:
                levels[-1].extend(_entries(token.children, line, listed=len(levels) > 1))
    return top


def _entries(inside: list[Token], line: int, *, listed: bool) -> Iterator[Entry]:
    found = False
    for at, token in enumerate(inside):
        if token.type == "link_open":
            found = True
            end = next(n for n in range(at, len(inside)) if inside[n].type == "link_close")
            yield _entry(_words(inside[at:end]), str(token.attrs["href"]), line)
    if not found and listed:
        yield Entry(_words(inside), line=line)


def _entry(title: str, href: str, line: int) -> Entry:
    if _WEB.fullmatch(href):
        return Entry(title, link=href, line=line)
    path = unquote(href.partition("#")[0]).removeprefix("./").lstrip("/")
    return Entry(title, file=path, line=line)


def _words(tokens: Iterable[Token]) -> str:
    said = "".join(
        token.content if token.type in {"text", "code_inline"} else " "
        for token in tokens
        if token.type in {"text", "code_inline", "softbreak", "hardbreak"}
    )
    return " ".join(said.split())[:200]


def nav(said: Any, deep: int = 0) -> list[Entry]:
    """What MkDocs' ``nav`` says."""
    found: list[Entry] = []
    for one in said if isinstance(said, list) else []:
        pairs = one.items() if isinstance(one, dict) else [("", one)]
        for title, value in list(pairs)[:MOST]:
            name = " ".join(str(title or "").split())[:200]
            if isinstance(value, list) and deep < DEEPEST:
                found.append(_group(name, nav(value, deep + 1)))
            elif isinstance(value, str) and _WEB.fullmatch(value):
                found.append(Entry(name or value, link=value))
            elif isinstance(value, str):
                found.append(Entry(name, file=value.removeprefix("./")))
    return found


def cut(entries: list[Entry], most: int = MOST) -> int:
    """Leave the first ``most`` of them, in the order in which they are read, and all below them;
    returns how many more there would be room for, negative where some were left out."""
    for at, one in enumerate(entries):
        if most <= 0:
            del entries[at:]
            return -1
        most = cut(one.inside, most - 1)
    return most


def _group(name: str, inside: list[Entry]) -> Entry:
    """A group of MkDocs is no page; its folder's own page, if it is the first, is."""
    if inside and inside[0].file.rpartition("/")[2].rpartition(".")[0].lower() in FRONT:
        first = inside.pop(0)
        return Entry(name or first.title, file=first.file, inside=[*first.inside, *inside])
    return Entry(name, inside=inside)


def folders(files: Iterable[str]) -> list[Entry]:
    """As files lie: a folder's own page stands over what is in the folder."""
    top: list[Entry] = []
    made: dict[str, Entry] = {}
    pages = sorted((one for one in files if is_page(one)), key=_order)
    for file in pages:
        folder, _slash, name = file.rpartition("/")
        if name.rpartition(".")[0].lower() in FRONT:
            entry = Entry("", file=file)
            if folder and folder not in made:
                _inside(folder.rpartition("/")[0], made, top).append(entry)
                made[folder] = entry
            elif not folder:
                top.append(entry)
            else:
                made[folder].file = made[folder].file or file
        else:
            _inside(folder, made, top).append(Entry("", file=file))
    return top


def _inside(folder: str, made: dict[str, Entry], top: list[Entry]) -> list[Entry]:
    if not folder:
        return top
    if folder not in made:
        above = _inside(folder.rpartition("/")[0], made, top)
        made[folder] = Entry(title_of(folder))
        above.append(made[folder])
    return made[folder].inside


def _order(file: str) -> tuple[object, ...]:
    """By folders; their own pages first; numbers by their size."""
    folder, _slash, name = file.rpartition("/")
    front = name.rpartition(".")[0].lower() in FRONT
    return _key(folder), not front, _key(name)


def _key(name: str) -> list[tuple[int, int, str]]:
    pieces = re.split(r"(\d{1,9})", name.casefold())
    return [(0, int(one), "") if one.isdecimal() else (1, 0, one) for one in pieces]


def title_of(file: str) -> str:
    """What a page is called that does not say so itself."""
    stem = file.rpartition(".")[0] if is_page(file) else file
    folder, _slash, name = stem.rpartition("/")
    if name.lower() in FRONT and folder:
        name = folder.rpartition("/")[2]
    words = re.sub(r"^\d+[-_. ]+", "", name).replace("-", " ").replace("_", " ").strip()
    return (words[:1].upper() + words[1:])[:200] or name[:200] or "README"


def as_summary(entries: Iterable[Entry], title: str) -> str:
    """A SUMMARY.md that :func:`summary` reads as the same."""
    lines = [f"# {_escaped(title)}", ""]
    for one in entries:
        if not one.file and not one.link and not one.inside:
            lines += ["", f"## {_escaped(one.title)}", ""]
        else:
            lines += _listed(one, 0)
    return "\n".join(lines) + "\n"


def _listed(one: Entry, deep: int) -> Iterator[str]:
    mark = f"{'  ' * deep}* {_escaped(one.title)}"
    if one.file or one.link:
        leads = one.link or one.file
        leads = f"<{leads}>" if re.search(r"[\s()]", leads) else leads
        mark = f"{'  ' * deep}* [{_escaped(one.title)}]({leads})"
    yield mark
    for inner in one.inside:
        yield from _listed(inner, deep + 1)


def _escaped(words: str) -> str:
    plain = _SIGN.sub(r"\\\1", " ".join(words.split()))
    return re.sub(r"^(\d*)([#+\-.)])", r"\1\\\2", plain)
