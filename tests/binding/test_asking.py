"""Asking for a book as a file: once, by whoever may read it, until it changes."""

from __future__ import annotations

import os
import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kinweave.binding.models import Bound
from kinweave.binding.tidying import forget_bound
from kinweave.handbook import actions
from kinweave.handbook.models import Book, Page
from kinweave.jobs.actions import run_due, tick
from tests.binding.epubs import Epub
from tests.binding.having import LATER, ask, asking, door, epub_of, fetched, see, work
from tests.gatherings.cast import AT, Cast
from tests.papers.needs import PANGO

pytestmark = pytest.mark.django_db


@pytest.fixture
def public(cast: Cast, book: Book) -> Book:
    """The book, for everybody."""
    cache.clear()
    actions.change(cast.stella, book, at=AT, title=book.title, audience="public")
    return book


def knots(book: Book) -> Page:
    return Page.objects.select_related("book", "current").get(book=book, path="knots")


def test_a_member_has_it_made_and_takes_it(cast: Cast, book: Book) -> None:
    assert door(book) in see(cast.ada, f"/handbooks/{book.slug}/knots/")
    assert "Being made" in ask(cast.ada, door(book)).content.decode()
    assert asking(cast.ada).get(f"{door(book)}book.epub").status_code == 302
    work()
    assert "Take the EPUB" in see(cast.ada, door(book))
    answer = asking(cast.ada).get(f"{door(book)}book.epub")
    assert b"".join(answer.streaming_content).startswith(b"PK")
    assert answer["Content-Type"] == "application/epub+zip"
    assert 'filename="how-we-keep-it.epub"' in answer["Content-Disposition"]


def test_outside_it_is_as_if_there_were_none(cast: Cast, book: Book) -> None:
    epub_of(cast.ada, book)
    for reader in (None, cast.sol):
        assert asking(reader).get(door(book)).status_code == 404
        assert asking(reader).get(f"{door(book)}book.epub").status_code == 404
        assert ask(reader, door(book)).status_code == 404
    assert Bound.objects.count() == 1


def test_two_presses_are_one_work_and_later_ones_none(cast: Cast, book: Book) -> None:
    first = ask(cast.ada, door(book)), ask(cast.ben, door(book))
    assert [one.status_code for one in first] == [200, 200]
    work()
    before = fetched(cast.ada, f"{door(book)}book.epub")
    ask(cast.cleo, door(book))
    (only,) = Bound.objects.all()
    assert (only.attempts, only.there) == (1, True)
    assert fetched(cast.cleo, f"{door(book)}book.epub") == before


def test_when_a_page_changes_it_is_made_anew_and_the_old_one_goes(cast: Cast, book: Book) -> None:
    epub_of(cast.ada, book)
    (old,) = Bound.objects.all()
    actions.revise(cast.stella, knots(book), based_on=1, text="# Ropes", at=AT)
    assert asking(cast.ada).get(f"{door(book)}book.epub").status_code == 302
    assert "Make the EPUB" in see(cast.ada, door(book))
    assert "Ropes" in Epub(epub_of(cast.ada, book)).text("OEBPS/nav.xhtml")
    assert not old.path.exists()
    assert Bound.objects.count() == 1


def test_what_changes_while_it_waits_is_in_it(cast: Cast, book: Book) -> None:
    ask(cast.ada, door(book))
    actions.revise(cast.stella, knots(book), based_on=1, text="# Ropes", at=AT)
    work()
    made = fetched(cast.ada, f"{door(book)}book.epub")
    assert "Ropes" in Epub(made).text("OEBPS/nav.xhtml")


def test_who_asked_before_and_who_asked_after_a_change_get_the_same(cast: Cast, book: Book) -> None:
    ask(cast.ada, door(book))
    actions.revise(cast.stella, knots(book), based_on=1, text="# Ropes", at=AT)
    ask(cast.ben, door(book))
    work()
    assert [one.there for one in Bound.objects.all()] == [True]
    assert "Ropes" in Epub(fetched(cast.ada, f"{door(book)}book.epub")).text("OEBPS/nav.xhtml")


def test_a_killed_worker_is_followed_by_another_and_leaves_nothing(cast: Cast, book: Book) -> None:
    ask(cast.ada, door(book))
    (row,) = Bound.objects.all()
    assert row.claim(LATER)
    Bound.folder().mkdir(parents=True, exist_ok=True)
    half = Bound.folder() / f"{row.file}.abcd.part"
    half.write_bytes(b"half")
    work()
    assert not row.path.exists()
    after = LATER + Bound.PATIENCE + timedelta(minutes=1)
    tick(after)
    run_due(after, Bound)
    row.refresh_from_db()
    assert (row.attempts, row.there) == (2, True)
    os.utime(half, (0, 0))
    assert forget_bound(LATER) == 1
    assert row.path.exists()
    assert not half.exists()


def test_strangers_get_what_is_made_and_make_only_so_much(cast: Cast, public: Book) -> None:
    pages = list(Page.objects.filter(book=public, kind="page").select_related("book"))
    answers = [ask(None, door(public, one), "page").status_code for one in pages[:4]]
    assert answers == [200, 200, 200, 429]
    assert Bound.objects.count() == 3
    assert ask(cast.sol, door(public)).status_code == 200
    work()
    assert fetched(None, f"{door(public)}book.epub").startswith(b"PK")


def test_when_a_book_is_for_fewer_its_file_is_too(cast: Cast, public: Book) -> None:
    epub_of(cast.sol, public)
    actions.change(cast.stella, public, at=AT, title=public.title, audience="circle")
    for reader in (None, cast.sol):
        assert asking(reader).get(f"{door(public)}book.epub").status_code == 404


def test_a_page_is_had_alone_or_with_what_stands_below_it(cast: Cast, book: Book) -> None:
    at = door(book, knots(book))
    assert "This page and what stands below it" in see(cast.ada, at)
    lone = Page.objects.get(book=book, title="Two hitches")
    assert "This page and what stands below it" not in see(cast.ada, door(book, lone))
    for extent, kind in (("branch", "epub"), ("page", "doc"), ("book", "pdf"), ("", "")):
        assert ask(cast.ada, door(book, lone), extent, kind).status_code == 404
    assert asking(cast.ada).get(f"{at}page.doc").status_code == 404
    assert asking(cast.ada).get(f"{door(book)}book.doc").status_code == 404


def test_a_page_that_is_taken_out_is_in_no_file(cast: Cast, book: Book) -> None:
    lone = Page.objects.select_related("book").get(book=book, title="Two hitches")
    epub_of(cast.ada, book, lone, "page")
    ask(cast.ada, door(book, lone), "page", "pdf")
    actions.take_out(cast.stella, lone, at=AT)
    assert asking(cast.ada).get(f"{door(book, lone)}page.epub").status_code == 404
    assert "hitches" not in Epub(epub_of(cast.ada, book)).text("OEBPS/nav.xhtml")
    forget_bound(LATER)
    assert [one.extent for one in Bound.objects.all()] == ["book"]


def test_what_the_machine_lacks_is_said_and_tried_again(cast: Cast, book: Book) -> None:
    ask(cast.ada, door(book))
    Bound.objects.update(state="done", why="apt install a-thing")
    assert "apt install a-thing" in see(cast.ada, door(book))
    assert Epub(epub_of(cast.ada, book)).pages


def test_what_fails_is_said_and_tried_again(cast: Cast, book: Book) -> None:
    ask(cast.ada, door(book))
    Bound.objects.update(state="failed", attempts=3)
    assert "That did not work" in see(cast.ada, door(book))
    assert Epub(epub_of(cast.ada, book)).pages


def test_a_book_without_pages_offers_nothing(cast: Cast) -> None:
    empty = actions.begin(cast.stella, cast.circle, title="Empty", at=AT)
    assert "Nothing is written here" in see(cast.ada, door(empty))
    assert ask(cast.ada, door(empty)).status_code == 404


def test_the_page_asks_as_often_for_thirty_pages_as_for_three(cast: Cast, book: Book) -> None:
    counts = []
    for round_ in range(2):
        client = asking(cast.ada)
        client.get(door(book))
        with CaptureQueriesContext(connection) as asked:
            client.get(door(book))
        counts.append(len(asked))
        for number in range(30):
            title = f"Page {round_} {number}"
            actions.write_page(cast.stella, book, title=title, text=title, at=AT)
    assert counts[0] == counts[1]


def test_a_file_that_is_gone_is_made_once_more(cast: Cast, book: Book) -> None:
    """As in a copy of the site that was put back: it holds no files that can be made again."""
    epub_of(cast.ada, book)
    Bound.objects.get().path.unlink()
    assert "Make the EPUB" in see(cast.ada, door(book))
    assert asking(cast.ada).get(f"{door(book)}book.epub").status_code == 302
    assert epub_of(cast.ada, book)


def test_a_pdf_is_kept_for_each_size_of_paper(cast: Cast, book: Book) -> None:
    for size in ("a4", "a5"):
        ask(cast.ada, door(book), kind="pdf", size=size)
    assert [one.size for one in Bound.objects.order_by("pk")] == ["a4", "a5"]
    said = see(cast.ada, door(book))
    assert ("PDF · A5" in said, "PDF · US Letter" in said) == (True, False)
    assert re.findall(r'<option value="(.*?)">', said) == ["letter"]
    ask(cast.ada, door(book), kind="pdf", size="letter")
    assert "Make the PDF" not in see(cast.ada, door(book)), "there is no other size"
    ask(cast.ada, door(book), size="a5")
    assert Bound.objects.get(format="epub").size == "a4", "an EPUB has none"
    for size in ("a3", "", "a4;size:1px", "A4"):
        assert ask(cast.ada, door(book), kind="pdf", size=size).status_code == 404
        assert asking(cast.ada).get(f"{door(book)}book.pdf", {"size": size}).status_code == 404


@PANGO
def test_making_one_size_leaves_the_others(cast: Cast, book: Book) -> None:
    for size in ("a5", "a4"):
        ask(cast.ada, door(book), kind="pdf", size=size)
        work()
    answer = asking(cast.ada).get(f"{door(book)}book.pdf?size=a5")
    assert 'filename="how-we-keep-it-a5.pdf"' in answer["Content-Disposition"]
    small = b"".join(answer.streaming_content)
    assert small.startswith(b"%PDF")
    assert fetched(cast.ada, f"{door(book)}book.pdf") != small
