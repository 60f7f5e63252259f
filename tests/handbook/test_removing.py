"""A page that was taken out of a book is not lost: who edits the book puts it back."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from kinweave.handbook import actions
from kinweave.handbook.bringing import bring_in
from kinweave.handbook.models import Book, Page
from kinweave.journal.models import Entry
from kinweave.pages import Folder
from kinweave.people.erasure.forgetting import forget
from tests.gatherings.cast import AT, Cast, client_of
from tests.handbook.conftest import SMALL

pytestmark = pytest.mark.django_db


@pytest.fixture
def soup(book: Book) -> Page:
    return Page.objects.select_related("book", "current").get(book=book, path="soup")


def out(book: Book) -> str:
    return f"/handbooks/{book.slug}/-/out/"


def take_out(cast: Cast, page: Page) -> Any:
    way = f"/handbooks/{page.book.slug}/-/pages/{page.pk}/place/"
    return client_of(cast.stella).post(way, {"out": "1"}, follow=True)


def test_a_page_is_taken_out_and_put_back_and_its_addresses_lead_there_again(
    cast: Cast, book: Book, soup: Page
) -> None:
    actions.move(cast.stella, soup, slug="broth", at=AT)
    said = take_out(cast, soup).content.decode()
    assert "It can be put back, here." in said
    assert "Stella Stern took it out" in said
    ada, stella = client_of(cast.ada), client_of(cast.stella)
    ways = [f"/handbooks/{book.slug}/{name}/" for name in ("broth", "soup")]
    assert [ada.get(one).status_code for one in ways] == [404, 404]
    back = stella.post(out(book), {"back": soup.pk}, follow=True)
    assert back.redirect_chain[-1][0] == ways[0]
    assert [ada.get(one, follow=True).status_code for one in ways] == [200, 200]
    deeds = Entry.objects.filter(verb__startswith="handbook.").order_by("pk")
    assert [one.verb for one in deeds][-2:] == ["handbook.took_out", "handbook.put_back"]
    assert "There is none" in stella.get(out(book)).content.decode()


def test_only_who_edits_the_book_sees_what_is_out_of_it(cast: Cast, book: Book, soup: Page) -> None:
    take_out(cast, soup)
    for who, status in ((cast.ada, 403), (cast.sol, 404)):
        client = client_of(who)
        assert client.get(out(book)).status_code == status
        assert client.post(out(book), {"back": soup.pk}).status_code == status
    soup.refresh_from_db()
    assert soup.gone_at is not None


@pytest.mark.parametrize("number", ["", "0", "x", "9" * 30, "-1"])
def test_what_is_not_out_of_the_book_cannot_be_put_back(
    cast: Cast, book: Book, soup: Page, number: str
) -> None:
    client = client_of(cast.stella)
    assert client.post(out(book), {"back": number}).status_code == 404
    assert client.post(out(book), {"back": soup.pk}).status_code == 404


def test_a_page_comes_back_below_what_is_left_of_what_it_stood_below(
    cast: Cast, book: Book, soup: Page
) -> None:
    salt = actions.write_page(cast.stella, book, title="Salt", text="x", parent=soup, at=AT)
    for page in (salt, soup):
        page.book = book
        take_out(cast, page)
    client_of(cast.stella).post(out(book), {"back": salt.pk})
    salt.refresh_from_db()
    first = Page.objects.get(book=book, path="")
    assert (salt.gone_at, salt.parent_id) == (None, first.pk)


def test_the_address_of_a_page_that_is_out_is_kept_for_it(
    cast: Cast, book: Book, soup: Page
) -> None:
    take_out(cast, soup)
    first = Page.objects.get(book=book, path="")
    way = f"/handbooks/{book.slug}/-/new/?under={first.pk}"
    answer = client_of(cast.stella).post(way, {"title": "Soup", "text": "again", "why": ""})
    assert "A page that was taken out of the book has this address" in answer.content.decode()


def test_what_files_have_no_more_can_be_kept_and_stays(cast: Cast, tmp_path: Path) -> None:
    book, root = actions.begin(cast.stella, cast.circle, title="Ferry", at=AT), tmp_path / "book"
    shutil.copytree(SMALL, root)
    bring_in(book, Folder(root), by=cast.stella, at=AT)
    (root / "unlisted.md").unlink()
    bring_in(book, Folder(root), by=cast.stella, at=AT)
    gone = Page.objects.exclude(gone_at=None).get(book=book)
    client_of(cast.stella).post(out(book), {"back": gone.pk})
    assert bring_in(book, Folder(root), by=cast.stella, at=AT).gone == 0
    gone.refresh_from_db()
    assert gone.gone_at is None


def test_who_took_it_out_is_forgotten_with_them(cast: Cast, soup: Page) -> None:
    take_out(cast, soup)
    forget(cast.stella.pk, at=AT)
    soup.refresh_from_db()
    assert (soup.gone_by, soup.gone_at is None) == (None, False)


def test_the_list_asks_the_database_as_often_for_many_pages_as_for_few(
    cast: Cast, book: Book, soup: Page, django_assert_num_queries: Any
) -> None:
    client = client_of(cast.stella)
    take_out(cast, soup)
    client.get(out(book))
    for count in (0, 12):
        for number in range(count):
            made = actions.write_page(cast.stella, book, title=f"P {number}", text="x", at=AT)
            made.book = book
            actions.take_out(cast.stella, made, at=AT)
        with django_assert_num_queries(8):
            assert client.get(out(book)).content.decode().count("Put it back") == 1 + count
