"""An EPUB is one that every reader can open, and its links lead."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from kinweave.binding.cover import cover
from kinweave.handbook import actions
from kinweave.handbook.models import Book, Page
from tests.binding.epubs import Epub, complaints
from tests.binding.having import epub_of
from tests.gatherings.cast import AT, Cast

pytestmark = pytest.mark.django_db

HOSTILE = """# A <b>bold</b> & "quoted" title

<details><summary>Never closed

{% hint style="danger" %}
[run](javascript:alert(1)) <script>alert(1)</script> ]]> &nbsp; \x0c \x07

## Same

## Same

## Same-1

## Größe {#größe}

[up](#same) [size](#größe) [gone](#nowhere) [far](other.md#nowhere) [out](/circles/)
[x](//evil.example) ![remote](https://evil.example/a.png) ![not there](a.png) <img src="b.png">

<table></table>

| a | b |
|---|---|
| 1 | |

Twice.[^n] And twice.[^n]

[^n]: Said <u>once</u>.

- [ ] open

  {% tabs %}{% tab title="" %}
> quote

{% embed url="https://video.example/?a=1&b=2" %}

{% file src="a.pdf" %}

!!! note "Never <b>alone"

    ???+ bug
        A & b
"""


def knots(book: Book) -> Page:
    return Page.objects.select_related("book", "current").get(book=book, path="knots")


STRANGE = (HOSTILE, "", "# \x01", "> " * 300 + "deep", "<table>" * 900)


@pytest.mark.once
def test_whatever_is_written_the_book_keeps_to_all_rules(
    cast: Cast, book: Book, tmp_path: Path
) -> None:
    for number, text in enumerate(STRANGE):
        actions.write_page(cast.stella, book, title=f"Strange {number}", text=text, at=AT)
    whole = epub_of(cast.ada, book)
    assert complaints(whole, tmp_path) == []
    epub = Epub(whole)
    assert set(epub.pages) - epub.contents == {
        f"OEBPS/{name}.xhtml" for name in ("cover", "title", "nav")
    }
    pages = [epub.text(name) for name in epub.pages]
    assert sum("javascript:" in said for said in pages) == 1, "in words, where somebody wrote it"
    for said in pages:
        assert "javascript:" not in said.replace("(javascript:", "")
        assert 'src="http' not in said


@pytest.mark.once
def test_the_rules_find_what_is_wrong(cast: Cast, book: Book, tmp_path: Path) -> None:
    wrong = {
        "RSC-007": '<p><a href="p0.xhtml">leads nowhere</a></p>',
        "RSC-012": '<p><a href="#none">leads to no part</a></p>',
        "OPF-014": "",  # remote, and not said to be so
        "RSC-006": '<p><img src="https://a.example/b.png" alt="from elsewhere"/></p>',
        "RSC-005": '<p id="a">An id twice</p><p id="a">and a block <p>in another</p></p>',
    }
    spoilt = _changed(Epub(epub_of(cast.ada, book)), "</section>", "".join(wrong.values()))
    found = {one.split()[0] for one in complaints(spoilt, tmp_path)}
    assert found == set(wrong)


def test_links_lead_within_the_file_and_to_the_site_where_there_is_no_page_for_them(
    cast: Cast, book: Book
) -> None:
    epub = Epub(epub_of(cast.ada, book))
    first = epub.chapter("The ferry")
    bowline = Page.objects.get(book=book, title="1. The bowline").pk
    assert f'href="p{bowline}.xhtml#p{bowline}-h-when-it-holds"' in first
    assert 'href="http://testserver/handbooks/how-we-keep-it/lost/"' in first
    assert 'href="https://video.example/a_b_c"' in first
    assert 'role="doc-noteref"' in first
    assert "<hr" not in first
    assert epub.chapter("The bowline").count('class="task"') == 2
    assert 'class="tab-name">Left</p>' in epub.chapter("Two hitches")
    assert "And with cold hands?</p>" in epub.chapter("Two hitches")


def test_pictures_of_the_book_are_in_the_file(cast: Cast, book: Book) -> None:
    epub = Epub(epub_of(cast.ada, book))
    pictures = [name for name in epub.names if name.startswith("OEBPS/pictures/")]
    assert len(pictures) == 1
    assert epub.zip.read(pictures[0]).startswith(b"\xff\xd8\xff")
    assert f'src="{pictures[0].removeprefix("OEBPS/")}" alt="The ferry"' in epub.chapter(
        "The ferry"
    )


def test_its_cover_is_a_picture_for_the_shelf_with_the_title_for_who_cannot_see_it(
    cast: Cast, book: Book
) -> None:
    actions.change(cast.stella, book, at=AT, title='Ropes & "knots"')
    epub = Epub(epub_of(cast.ada, book))
    with Image.open(BytesIO(epub.zip.read("OEBPS/cover.png"))) as picture:
        assert (picture.format, picture.size) == ("PNG", (1200, 1800))
    assert 'alt="Ropes &amp; &quot;knots&quot;"' in epub.text("OEBPS/cover.xhtml")


@pytest.mark.once
def test_a_cover_has_its_words_and_is_the_same_each_time() -> None:
    bare = cover("")
    assert cover("Ropes") == cover("Ropes") != bare
    assert cover("Węzły") != bare, "letters of Poland are there"
    assert cover("Узлы") == bare, "what cannot be drawn is left to the words beside it"
    assert len({cover("Ropes", of="Boats"), cover("Ropes", credit="Ann"), cover("Ropes")}) == 3


@pytest.mark.once
@pytest.mark.parametrize("title", ["x" * 200, "way " * 50, " ", "\u202e\u0301", "👪🏽 Kin"])
def test_a_strange_title_has_a_cover(title: str) -> None:
    assert cover(title, about=title * 2).startswith(b"\x89PNG")


def test_title_licence_credit_and_language_are_said(cast: Cast, book: Book) -> None:
    actions.change(cast.stella, book, at=AT, title="Wie wir's machen & warum", language="de")
    epub = Epub(epub_of(cast.ada, book))
    title, package = epub.text("OEBPS/title.xhtml"), epub.text("OEBPS/package.opf")
    for said in ("Wie wir&#x27;s machen &amp; warum", "Riverbend", "CC-BY-SA-4.0"):
        assert said in title
        assert said in package
    assert '<html xmlns="http://www.w3.org/1999/xhtml"' in title
    assert 'lang="de"' in title
    assert "<dc:language>de</dc:language>" in package
    assert "schema:accessMode" in package
    assert "schema:accessibilityFeature" in package


def test_a_page_with_what_stands_below_it_holds_no_other(cast: Cast, book: Book) -> None:
    epub = Epub(epub_of(cast.ada, book, knots(book), "branch"))
    titles = [tree.findtext(".//{*}title") for tree in epub.pages.values()]
    assert titles == ["Contents", "Knots", "Knots", "Knots", "The bowline", "Two hitches"]
    assert "How we keep it" in epub.text("OEBPS/title.xhtml")


def test_a_page_alone_has_its_headings_as_contents(cast: Cast, book: Book, tmp_path: Path) -> None:
    page = actions.revise(
        cast.stella, knots(book), based_on=1, text="# Knots\n\n## Thin\n\nx\n\n## Thick\n\ny", at=AT
    )
    whole = epub_of(cast.ada, book, page, "page")
    assert complaints(whole, tmp_path) == []
    contents = Epub(whole).text("OEBPS/nav.xhtml")
    assert f'href="p{page.pk}.xhtml#p{page.pk}-h-thick">Thick' in contents


def _changed(epub: Epub, find: str, put: str) -> bytes:
    """The file with ``put`` before the first ``find`` of one of its pages."""
    page = next(name for name in epub.pages if "/p" in name)
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as into:
        for one in epub.zip.infolist():
            said = epub.zip.read(one)
            if one.filename == page:
                said = said.decode().replace(find, put + find, 1).encode()
            into.writestr(one.filename, said, zipfile.ZIP_STORED)
    return made.getvalue()
