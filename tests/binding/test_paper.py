"""A book as a PDF: tagged, in its language, with links and an outline."""

from __future__ import annotations

import re

import pytest

from kinweave.handbook import actions
from kinweave.handbook.models import Book, Page
from tests.binding.having import ask, door, fetched, work
from tests.binding.test_epub import HOSTILE
from tests.gatherings.cast import AT, Cast
from tests.papers.needs import PANGO
from tests.papers.test_papers import inside

pytestmark = [pytest.mark.django_db, PANGO]


def pdf_of(cast: Cast, book: Book) -> bytes:
    ask(cast.ada, door(book), kind="pdf")
    work()
    return inside(fetched(cast.ada, f"{door(book)}book.pdf"))


def test_a_book_is_a_tagged_pdf_in_its_language_with_its_pictures(cast: Cast, book: Book) -> None:
    actions.change(cast.stella, book, at=AT, title="Wie wir es halten", language="de")
    said = pdf_of(cast, book)
    assert said.startswith(b"%PDF-1.7")
    assert b"/Lang (de)" in said
    assert b"/MarkInfo" in said
    assert b"pdfuaid" in said
    for tag in (b"/H1", b"/Link", b"/Figure", b"/Table", b"/L"):
        assert tag in said, tag
    assert b"(The ferry)" in said  # what the picture shows, and a line of the outline
    assert b"/Subtype /Image" in said


def test_its_links_lead_within_it_and_to_the_site(cast: Cast, book: Book) -> None:
    said = pdf_of(cast, book)
    bowline = Page.objects.get(book=book, title="1. The bowline").pk
    assert f"(p{bowline}-h-when-it-holds)".encode() in said
    assert b"(http://testserver/handbooks/how-we-keep-it/lost/)" in said
    assert b"(https://creativecommons.org/licenses/by-sa/4.0/)" in said


def test_whatever_is_written_it_is_drawn_and_fetches_nothing(cast: Cast, book: Book) -> None:
    page = Page.objects.select_related("book").get(book=book, path="knots")
    actions.revise(cast.stella, page, based_on=1, text=HOSTILE, at=AT)
    said = pdf_of(cast, book)
    assert re.search(rb"/URI \(javascript", said) is None
    assert b"evil.example/a.png" in said  # a link, as on the site
    assert said.count(b"/Subtype /Image") == 1


@pytest.mark.parametrize(
    ("size", "wide", "high"), [("a4", 595, 842), ("a5", 420, 595), ("letter", 612, 792)]
)
def test_it_is_drawn_on_the_paper_that_was_asked_for(
    cast: Cast, book: Book, size: str, wide: int, high: int
) -> None:
    ask(cast.ada, door(book), kind="pdf", size=size)
    work()
    said = inside(fetched(cast.ada, f"{door(book)}book.pdf?size={size}"))
    boxes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", said)
    assert {(round(float(x)), round(float(y))) for x, y in boxes} == {(wide, high)}
