"""A volume as an EPUB 3: a page of XHTML for each chapter, its pictures, and what leads to them."""

from __future__ import annotations

import uuid
import zipfile
from datetime import UTC
from io import BytesIO

from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from PIL import Image

from kinweave.binding.cover import cover
from kinweave.binding.saying import saying
from kinweave.binding.trees import Element, as_xml, letters, within
from kinweave.binding.volume import Chapter, Line, Volume
from kinweave.handbook.models import Picture
from kinweave.handbook.models.page import ALBUM, LARGE

_DAY = (1980, 1, 1, 0, 0, 0)
"""The same volume gives the same file."""

_ROLES = {
    ("section", "footnotes"): "doc-endnotes",
    ("a", "footnote-backref"): "doc-backlink",
    ("div", "hint"): "note",
    ("section", "hint"): "note",
}


def as_epub(volume: Volume) -> bytes:
    """All of it."""
    drawn = {pk: drawing for pk, one in volume.pictures.items() if (drawing := _drawing(one))}
    for chapter in volume.chapters.values():
        _settled(chapter, drawn)
    around = {
        **saying(volume),
        "id": uuid.uuid5(uuid.NAMESPACE_URL, f"{volume.address}#{len(volume.leaves)}"),
        "modified": volume.asked_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "chapters": list(volume.chapters.values()),
        "pictures": sorted(drawn),
    }
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as into:
        _put(into, "mimetype", "application/epub+zip", zipfile.ZIP_STORED)
        _put(into, "META-INF/container.xml", _page("container.xml", around))
        _put(into, "OEBPS/package.opf", _page("package.opf", around))
        _put(into, "OEBPS/style.css", render_to_string("binding/epub/style.css"))
        _put(into, "OEBPS/cover.png", _cover(volume, around), zipfile.ZIP_STORED)
        _put(into, "OEBPS/cover.xhtml", _page("cover.xhtml", around))
        _put(into, "OEBPS/title.xhtml", _page("title.xhtml", around))
        lines = _contents(volume.contents) or f"<li>{_link('title.xhtml', volume.title)}</li>"
        _put(into, "OEBPS/nav.xhtml", _page("nav.xhtml", around, contents=SafeString(lines)))
        for chapter in volume.chapters.values():
            # Its words passed the last line of kinweave.prose.
            body = mark_safe(as_xml(chapter.body))  # noqa: S308 - kinweave.prose made it, and we wrote it anew
            whole = _page("chapter.xhtml", around, chapter=chapter, body=body)
            _put(into, f"OEBPS/{_file(chapter)}", whole)
        for pk, drawing in sorted(drawn.items()):
            _put(into, f"OEBPS/pictures/{pk}.jpg", drawing, zipfile.ZIP_STORED)
    return made.getvalue()


def _cover(volume: Volume, around: dict[str, object]) -> bytes:
    return cover(volume.title, of=volume.of, about=volume.about, credit=str(around["credit"]))


def _file(chapter: Chapter) -> str:
    return f"{chapter.id}.xhtml"


def _settled(chapter: Chapter, drawn: dict[int, bytes]) -> None:
    """Links across files, pictures in the file or as their words, and what things are."""
    for outer, one in within(chapter.body):
        href = one.get("href", "")
        if href.startswith("#"):
            one.set("href", _across(href, chapter))
        if one.tag == "img":
            _pictured(outer, one, drawn)
        kinds = one.get("class", "").split()
        for kind in kinds:
            if role := _ROLES.get((one.tag, kind)):
                one.set("role", role)
        if "footnote-ref" in kinds:
            for link in one.iter("a"):
                link.set("role", "doc-noteref")


def _across(href: str, chapter: Chapter) -> str:
    """ "#p7" and "#p7-words" lead to the file of page 7."""
    page = href[1:].partition("-")[0]
    if page == chapter.id:
        return href if "-" in href else _file(chapter)
    return f"{page}.xhtml{href if '-' in href else ''}"


def _pictured(outer: Element, image: Element, drawn: dict[int, bytes]) -> None:
    number = int(image.get("src", "").rpartition("/")[2] or 0)
    if number in drawn:
        image.set("src", f"pictures/{number}.jpg")
        image.attrib.setdefault("alt", "")
        return
    words = Element("span", {"class": "lacking"})
    words.text, words.tail = image.get("alt", ""), image.tail
    image.tail = None
    outer[list(outer).index(image)] = words


def _drawing(kept: Picture) -> bytes:
    """As JPEG, which every reader shows; nothing, where the file is gone or is none."""
    made = BytesIO()
    try:
        with Image.open(ALBUM.path_of(kept.name, LARGE), formats=["WEBP"]) as found:
            found.convert("RGB").save(made, "JPEG", quality=85)
    except (OSError, ValueError):
        return b""
    return made.getvalue()


def _contents(lines: tuple[Line, ...]) -> str:
    """A table of contents leads to what is inside; a name that leads nowhere stands over what it
    is for, or not at all."""
    found = []
    for line in lines:
        inside = _contents(line.inside)
        below = f"<ol>{inside}</ol>" if inside else ""
        if line.to is not None:
            part = f"#{line.part}" if line.part else ""
            found.append(f"<li>{_link(_file(line.to) + part, line.title)}{below}</li>")
        elif below:
            found.append(f"<li><span>{escape(line.title or '…')}</span>{below}</li>")
    return "".join(found)


def _link(href: str, words: str) -> str:
    return f'<a href="{escape(href)}">{escape(words.strip() or "…")}</a>'


def _page(name: str, around: dict[str, object], **more: object) -> str:
    return letters(render_to_string(f"binding/epub/{name}", {**around, **more}))


def _put(
    into: zipfile.ZipFile, name: str, what: str | bytes, how: int = zipfile.ZIP_DEFLATED
) -> None:
    info = zipfile.ZipInfo(name, _DAY)
    info.compress_type = how
    into.writestr(info, what)
