"""A book as it lies in files: its order, its pages one by one, and all that has to be said."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from kinweave.pages.front import Front, front_of
from kinweave.pages.including import NAMES, Library, whole_of
from kinweave.pages.links import blocks_in, links_in
from kinweave.pages.paths import address_of, is_page, numbered, target_of
from kinweave.pages.remarks import Kind, Remark
from kinweave.pages.settings import NoSettings, settings_in, storable
from kinweave.pages.sources import NoBook, Source, TooLarge
from kinweave.pages.tree import Entry, cut, folders, nav, summary, title_of
from kinweave.prose import BLOCKS, MOST_TEXT, title_of_text

SUMMARY = "SUMMARY.md"


@dataclass(frozen=True, slots=True)
class Bound:
    """A book's order. ``root``: the folder in which its pages lie, "" or ending in a slash; files
    are named from there. ``kind``: "gitbook", "mdbook", "mkdocs" or "plain". ``pages``: by file,
    the address of each; ``files``: all else. ``library``: what pages may take in."""

    kind: str
    root: str
    title: str
    entries: list[Entry]
    pages: dict[str, str]
    files: tuple[str, ...]
    library: Library
    remarks: list[Remark] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Read:
    """A page's file, with what it takes in. ``title``: as it says itself, or its name does.
    ``lines``: where each line of its text stands in the file, if some came from others."""

    front: Front
    title: str
    remarks: list[Remark]
    lines: list[int] = field(default_factory=list)

    def line_of(self, line: int) -> int:
        """The line of the file in which one of the text stands."""
        return self.front.before + (self.lines[line - 1] if self.lines else line)


def bound(source: Source) -> Bound:
    """The order of what is in a folder or zip. Raises :class:`NoBook` where no page is."""
    remarks = list(source.remarks)
    kind, root, title, entries, contents = _laid_out(source, remarks)
    inside = [name[len(root) :] for name in source.names if name.startswith(root)]
    pages = [name for name in inside if is_page(name) and name != contents]
    if not pages:
        raise NoBook
    if cut(entries) < 0:
        remarks.append(Remark(Kind.TOO_MANY, contents or ""))
    entries = list(_there(entries, set(pages), set(), remarks, contents or "", 0))
    listed = {one.file for entry in entries for one in entry.all() if one.file}
    _add_unlisted(entries, [one for one in pages if one not in listed], remarks, kind)
    files = tuple(name for name in inside if not is_page(name))
    library = Library(source.names, lambda name: text_of(source, name, name, []))
    found = Bound(kind, root, title, entries, {}, files, library, remarks)
    for one in (one for entry in entries for one in entry.all() if one.file):
        found.pages[one.file] = _free(address_of(one.file), one.file, found)
    return found


def read_page(source: Source, book: Bound, file: str) -> Read | None:
    """A page of it, and what is to be said of it; ``None`` for what is no text at all."""
    remarks: list[Remark] = []
    text = text_of(source, book.root + file, file, remarks)
    if text is None:
        book.remarks.extend(remarks)
        return None
    front = front_of(text)
    if front.broken:
        remarks.append(Remark(Kind.NO_FRONT, file, 1))
    whole = whole_of(front.text, book.root + file, book.library)
    front = replace(front, text=whole.text)
    title = front.title or title_of_text(front.text) or title_of(file)
    read = Read(front, title[:200], remarks, whole.lines)
    if len(front.text) > MOST_TEXT:
        remarks.append(Remark(Kind.TOO_LONG, file))
    for one in whole.missed:
        remarks.append(Remark(one.kind, file, front.before + one.line, one.about))
    addresses = set(book.pages.values())
    for link in links_in(front.text):
        if wrong := _wrong(link.href, file, addresses, book.files):
            remarks.append(Remark(wrong, file, read.line_of(link.line), link.href[:200]))
    said = {one.line for one in whole.missed}
    for line, name in blocks_in(front.text):
        at = read.line_of(line)
        if name not in BLOCKS | NAMES and not (name == "include" and at - front.before in said):
            remarks.append(Remark(Kind.UNKNOWN_BLOCK, file, at, name))
    return read


def text_of(source: Source, name: str, file: str, remarks: list[Remark]) -> str | None:
    """The words of a file, in whatever letters."""
    try:
        raw = source.read(name)
    except TooLarge:
        remarks.append(Remark(Kind.TOO_LARGE, file))
        return None
    except OSError:
        remarks.append(Remark(Kind.NO_TEXT, file))
        return None
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return storable(raw.decode("utf-16", errors="replace"))
    if b"\0" in raw:
        remarks.append(Remark(Kind.NO_TEXT, file))
        return None
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        remarks.append(Remark(Kind.OTHER_LETTERS, file))
        return raw.decode("cp1252", errors="replace")


def _laid_out(
    source: Source, remarks: list[Remark]
) -> tuple[str, str, str, list[Entry], str | None]:
    names = set(source.names)

    def said(name: str) -> str:
        return text_of(source, name, name, remarks) or ""

    if "book.toml" in names:
        title, root = _mdbook(said("book.toml"), remarks)
        if f"{root}{SUMMARY}" in names:
            return "mdbook", root, title, summary(said(f"{root}{SUMMARY}")), SUMMARY
    for settings in ("mkdocs.yml", "mkdocs.yaml"):
        if settings in names:
            table = _table(settings, said(settings), remarks)
            root = f"{str(table.get('docs_dir') or 'docs').strip('/')}/"
            title = str(table.get("site_name") or "")[:120]
            inside = [name[len(root) :] for name in names if name.startswith(root)]
            return "mkdocs", root, title, nav(table.get("nav")) or folders(inside), None
    root, contents = "", SUMMARY
    if ".gitbook.yaml" in names:
        table = _table(".gitbook.yaml", said(".gitbook.yaml"), remarks)
        root = str(table.get("root") or "").removeprefix("./").strip("/")
        root = f"{root}/" if root and root != "." else ""
        structure = table.get("structure")
        if isinstance(structure, dict):
            contents = str(structure.get("summary") or SUMMARY).removeprefix("./")
    if f"{root}{contents}" in names:
        text = said(f"{root}{contents}")
        return "gitbook", root, "", summary(text), contents
    inside = [name[len(root) :] for name in names if name.startswith(root)]
    return "plain", root, "", folders(inside), None


def _mdbook(text: str, remarks: list[Remark]) -> tuple[str, str]:
    try:
        table = tomllib.loads(text).get("book", {})
        src = str(table.get("src", "src")).strip("/")
        return str(table.get("title", ""))[:120], f"{src}/" if src and src != "." else ""
    except (tomllib.TOMLDecodeError, AttributeError, RecursionError):
        remarks.append(Remark(Kind.NO_SETTINGS, "book.toml"))
        return "", "src/"


def _table(name: str, text: str, remarks: list[Remark]) -> dict[str, object]:
    try:
        return settings_in(text)
    except NoSettings:
        remarks.append(Remark(Kind.NO_SETTINGS, name))
        return {}


def _there(
    entries: list[Entry],
    pages: set[str],
    seen: set[str],
    remarks: list[Remark],
    contents: str,
    deep: int,
) -> Iterator[Entry]:
    """The entries whose pages are there, each once; what is under another stays where it was."""
    for one in entries:
        keep = True
        if one.file and one.file not in pages:
            one.file = _named_otherwise(one.file, pages) or one.file
        if one.file in seen or (one.file and one.file == contents):
            remarks.append(Remark(Kind.LISTED_TWICE, contents, one.line, one.file))
            keep = False
        elif one.file and one.file not in pages:
            remarks.append(Remark(Kind.LISTED_NOT_THERE, contents, one.line, one.file))
            keep = False
        if one.file and keep:
            seen.add(one.file)
        one.inside = list(_there(one.inside, pages, seen, remarks, contents, deep + 1))
        if keep and (one.file or one.link or one.inside or not deep):
            yield one
        else:
            yield from one.inside


def _named_otherwise(file: str, pages: set[str]) -> str:
    """A folder, for its own page."""
    for name in ("README.md", "index.md"):
        if f"{file.rstrip('/')}/{name}" in pages:
            return f"{file.rstrip('/')}/{name}"
    return ""


def _add_unlisted(entries: list[Entry], files: list[str], remarks: list[Remark], kind: str) -> None:
    """Pages that the contents do not name come last; nothing is left out silently."""
    for file in files:
        entries.append(Entry("", file=file))
        if kind != "plain":
            remarks.append(Remark(Kind.NOT_LISTED, file))


def _free(address: str, file: str, book: Bound) -> str:
    """An address that no other page has."""
    taken = set(book.pages.values())
    if address not in taken:
        return address
    book.remarks.append(Remark(Kind.SAME_ADDRESS, file, about=address))
    return numbered(address, taken)


def _wrong(href: str, file: str, addresses: set[str], files: tuple[str, ...]) -> Kind | None:
    """What is wrong with a link between the book's own."""
    if href.startswith(("#", "mailto:")) or "://" in href or not href:
        return None
    target = target_of(href, file)
    if target is None:
        return Kind.DEAD_LINK
    if target.page is not None and target.page not in addresses:
        return Kind.DEAD_LINK
    if target.file is not None and target.file not in files:
        return Kind.LACKING_FILE
    return None
