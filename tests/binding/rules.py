"""What an EPUB must keep to, as far as it can be said in a page: whatever is wrong with one."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from io import BytesIO
from posixpath import join, normpath
from urllib.parse import unquote
from xml.etree import ElementTree

OPF = "{http://www.idpf.org/2007/opf}"
DC = "{http://purl.org/dc/elements/1.1/}"
HTML = "{http://www.w3.org/1999/xhtml}"
OPS = "{http://www.idpf.org/2007/ops}"
CONTAINER = "{urn:oasis:names:tc:opendocument:xmlns:container}"
PAGE = "application/xhtml+xml"
PHRASES = {"p", "span", "a", "em", "strong", "code", "sup", "sub", "s", "u", "mark", "kbd"}
BLOCKS = {"p", "div", "section", "ul", "ol", "table", "figure", "blockquote", "pre", "h1", "h2"}


class Epub:
    """One, opened."""

    def __init__(self, whole: bytes) -> None:
        self.zip = zipfile.ZipFile(BytesIO(whole))
        self.names = self.zip.namelist()
        self.package = self.xml("OEBPS/package.opf")
        items = self.package.iter(f"{OPF}item")
        self.items = [(one.get("id", ""), one.get("href", ""), one.attrib) for one in items]

    def xml(self, name: str) -> ElementTree.Element:
        """A file of it, read; raises where it is not well-formed."""
        return ElementTree.fromstring(self.zip.read(name))  # noqa: S314 - we wrote it ourselves

    def text(self, name: str) -> str:
        """A file of it as it is written."""
        return self.zip.read(name).decode()

    @property
    def pages(self) -> dict[str, ElementTree.Element]:
        """Its pages by their names."""
        return {
            f"OEBPS/{href}": self.xml(f"OEBPS/{href}")
            for _id, href, said in self.items
            if said.get("media-type") == PAGE
        }

    def chapter(self, title: str) -> str:
        """The page with this title, as it is written."""
        for name, tree in self.pages.items():
            if tree.findtext(f"{HTML}head/{HTML}title") == title and "nav" not in name:
                return self.text(name)
        raise AssertionError(title)


def complaints(whole: bytes) -> list[str]:
    """All that is wrong, in words."""
    try:
        epub = Epub(whole)
        return [*_outside(epub), *_manifest(epub), *_said(epub), *_leading(epub), *_contents(epub)]
    except ElementTree.ParseError as error:
        return [f"not well-formed: {error}"]


def _outside(epub: Epub) -> Iterator[str]:
    first = epub.zip.infolist()[0]
    if first.filename != "mimetype" or first.compress_type != zipfile.ZIP_STORED or first.extra:
        yield "the mimetype is not first, or packed"
    if epub.zip.read("mimetype") != b"application/epub+zip":
        yield "another mimetype"
    roots = epub.xml("META-INF/container.xml").iter(f"{CONTAINER}rootfile")
    if [one.get("full-path") for one in roots] != ["OEBPS/package.opf"]:
        yield "the container leads nowhere"


def _manifest(epub: Epub) -> Iterator[str]:
    listed = [f"OEBPS/{href}" for _id, href, _said in epub.items]
    there = [name for name in epub.names if name.startswith("OEBPS/") and ".opf" not in name]
    if sorted(listed) != sorted(there):
        yield f"listed or there, not both: {sorted(set(listed) ^ set(there))}"
    ids = [one for one, _href, _said in epub.items]
    if len(set(ids)) != len(ids):
        yield "an id twice in the manifest"
    spine = [one.get("idref") for one in epub.package.iter(f"{OPF}itemref")]
    pages = [one for one, _href, said in epub.items if said.get("media-type") == PAGE]
    if sorted(pages) != sorted(filter(None, spine)):
        yield "the spine is not all pages, each once"
    covers = [one for one in epub.items if one[2].get("properties") == "cover-image"]
    if [said.get("media-type") for _id, _href, said in covers] != ["image/png"]:
        yield "not one cover"
    if [said.get("properties") for _id, _href, said in epub.items].count("nav") != 1:
        yield "not one table of contents"


def _said(epub: Epub) -> Iterator[str]:
    for name in ("identifier", "title", "language", "rights"):
        if not (epub.package.findtext(f".//{DC}{name}") or "").strip():
            yield f"no {name}"
    metas = {one.get("property"): one.text for one in epub.package.iter(f"{OPF}meta")}
    wanted = {"dcterms:modified", "schema:accessMode", "schema:accessibilityFeature"}
    yield from (f"no {one}" for one in wanted - set(metas))


def _leading(epub: Epub) -> Iterator[str]:
    pages = epub.pages
    ids = {
        name: [one.get("id") for one in tree.iter() if one.get("id")]
        for name, tree in pages.items()
    }
    for name, tree in pages.items():
        if len(ids[name]) != len(set(ids[name])):
            yield f"{name}: an id twice"
        if not tree.get("lang") or not (tree.findtext(f"{HTML}head/{HTML}title") or "").strip():
            yield f"{name}: no language or no title"
        for one in tree.iter():
            yield from _led(epub, ids, name, one)
            kind = one.tag.removeprefix(HTML)
            if kind in PHRASES and any(inner.tag.removeprefix(HTML) in BLOCKS for inner in one):
                yield f"{name}: a block in {kind}"
            if kind == "table" and not len(one):
                yield f"{name}: an empty table"
            if kind == "img" and one.get("alt") is None:
                yield f"{name}: a picture without words"


def _led(
    epub: Epub, ids: dict[str, list[str | None]], name: str, one: ElementTree.Element
) -> Iterator[str]:
    for what in ("href", "src"):
        to = one.get(what)
        if to is None:
            continue
        if to.startswith(("http://", "https://", "mailto:")):
            if one.tag != f"{HTML}a":
                yield f"{name}: {to} is fetched from elsewhere"
            continue
        path, _hash, part = to.partition("#")
        target = normpath(join("OEBPS", path)) if path else name
        if target not in epub.names:
            yield f"{name}: {to} leads nowhere"
        elif part and unquote(part) not in ids.get(target, []):
            yield f"{name}: {to} leads to no part"


def _contents(epub: Epub) -> Iterator[str]:
    tree = epub.xml("OEBPS/nav.xhtml")
    toc = next(one for one in tree.iter(f"{HTML}nav") if one.get(f"{OPS}type") == "toc")
    led = {(one.get("href") or "").partition("#")[0] for one in toc.iter(f"{HTML}a")}
    spine = {href for _id, href, said in epub.items if said.get("media-type") == PAGE}
    lacking = spine - led - {"nav.xhtml", "cover.xhtml", "title.xhtml"}
    if lacking:
        yield f"not in the table of contents: {sorted(lacking)}"
    for item in toc.iter(f"{HTML}li"):
        kinds = [inner.tag.removeprefix(HTML) for inner in item]
        if kinds not in (["a"], ["a", "ol"], ["span", "ol"]):
            yield f"a line of the contents holds {kinds}"
        if not "".join(item[0].itertext()).strip():
            yield "a line of the contents without words"
