"""Reading and writing a book, as people do it."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from kinweave.circles.actions import leave
from kinweave.handbook import actions
from kinweave.handbook.bringing import bring_in
from kinweave.handbook.models import Book, Page, Proposal, Revision
from kinweave.jobs.actions import run_due
from kinweave.notices.models import Delivery, Notice
from kinweave.pages import Folder
from kinweave.people.models import Person
from tests.builders import came_in
from tests.gatherings.cast import AT, Cast, client_of
from tests.handbook.conftest import SMALL

pytestmark = pytest.mark.django_db


def as_(who: Person) -> Client:
    return came_in(Client(), who)


def text_of(client: Client, address: str, **more: Any) -> str:
    answer = client.get(address, follow=True, **more)
    assert answer.status_code == 200, address
    return answer.content.decode()


def soup(book: Book) -> Page:
    return Page.objects.select_related("book", "current").get(book=book, path="soup")


def test_a_page_is_read_with_what_is_around_it(cast: Cast, book: Book) -> None:
    bring_in(book, Folder(SMALL), by=cast.stella, at=AT)
    said = text_of(as_(cast.ada), f"/handbooks/{book.slug}/knots/")
    assert "What holds, and what lets go" in said
    assert 'rel="next" href="/handbooks/how-we-do-it/knots/bow-line/"' in said
    assert "CC-BY-SA-4.0" in said
    assert "Propose a change" in said
    assert "Change this page" not in said
    assert "http" not in re.sub(r'href="[^"]*"', "", said.partition("<body>")[2])


def test_the_way_to_a_page_names_its_book_once(cast: Cast, book: Book) -> None:
    salt = actions.write_page(cast.stella, book, title="Salt", text="x", parent=soup(book), at=AT)
    ada = as_(cast.ada)

    def way(address: str) -> list[str]:
        crumbs = text_of(ada, address).partition('<nav class="crumbs')[2].partition("</nav>")[0]
        return re.findall(r">([^<>]+)</a>", crumbs)

    assert way(soup(book).get_absolute_url()) == ["Handbooks", "How we do it"]
    assert way(salt.get_absolute_url()) == ["Handbooks", "How we do it", "Soup"]
    first = Page.objects.get(book=book, path="")
    bound = f"/handbooks/{book.slug}/-/pages/{{}}/bound/"
    assert way(bound.format(first.pk)) == ["Handbooks", "How we do it"]
    assert way(bound.format(salt.pk)) == ["Handbooks", "How we do it", "Soup", "Salt"]


def test_what_is_for_members_is_not_there_for_others(cast: Cast, book: Book) -> None:
    for client in (Client(), as_(cast.sol)):
        for way in ("", "soup/", "soup.md", "llms.txt", "llms-full.txt", "-/book.zip"):
            assert client.get(f"/handbooks/{book.slug}/{way}").status_code == 404
        assert book.title not in text_of(client, "/handbooks/")


def test_a_link_leads_to_a_heading_in_any_script(cast: Cast, book: Book) -> None:
    words = (
        "# Sopa\n\n[arriba](#sazón)\n\n[otra](soup.md#año)\n\n## Sazón\n\nPoca sal.\n\n"
        "[as GitBook has it](#id-2.-the-lid)\n\n## 2. The lid\n\nOn."
    )
    actions.write_page(cast.stella, book, title="Sopa", text=words, at=AT)
    said = text_of(as_(cast.ada), f"/handbooks/{book.slug}/sopa/")
    assert 'href="#h-saz%C3%B3n"' in said
    assert 'id="h-sazón"' in said
    assert 'href="#h-2-the-lid"' in said
    assert 'id="h-2-the-lid"' in said
    assert f'href="/handbooks/{book.slug}/soup/#h-a%C3%B1o"' in said


@pytest.mark.parametrize("licence", ["CC0-1.0", ""])
def test_its_licence_stands_on_every_page_and_goes_along_with_every_copy(
    cast: Cast, book: Book, licence: str
) -> None:
    said = {"title": book.title, "licence": licence, "credit": "Many of Riverbend"}
    actions.change(cast.stella, book, at=AT, **said)
    actions.revise(cast.stella, soup(book), based_on=1, text="# Soup\n\nSalt comes last.", at=AT)
    ada, way = as_(cast.ada), f"/handbooks/{book.slug}/"
    copies = ["", "soup/", "soup/?ask=Salt", "soup.md", "soup.md?ask=Salt", "llms.txt"]
    texts = [text_of(ada, f"{way}{one}") for one in [*copies, "llms-full.txt"]]
    whole = b"".join(ada.get(f"{way}-/book.zip").streaming_content)
    with zipfile.ZipFile(BytesIO(whole)) as packed:
        texts.append(packed.read("LICENCE.txt").decode())
    for text in texts:
        assert (licence or "All rights kept") in text
        assert "Many of Riverbend" in text


def test_a_public_book_is_for_everybody(cast: Cast, book: Book) -> None:
    said = {"title": book.title, "audience": "public"}
    actions.change(cast.stella, book, at=AT, **said)
    assert "noindex" not in text_of(Client(), f"/handbooks/{book.slug}/soup/")
    index = text_of(Client(), f"/handbooks/{book.slug}/llms.txt")
    assert "- [Soup](http" in index
    assert f"/handbooks/{book.slug}/soup.md)" in index
    assert "# Soup" in text_of(Client(), f"/handbooks/{book.slug}/soup.md")
    assert "# Soup" in text_of(Client(), f"/handbooks/{book.slug}/llms-full.txt")
    before = f"/handbooks/{book.slug}/-/pages/{soup(book).pk}/revisions/"
    assert Client().get(before).status_code == 302


def test_writing_with_a_look_before(cast: Cast, book: Book) -> None:
    stella = as_(cast.stella)
    address = f"/handbooks/{book.slug}/-/pages/{soup(book).pk}/words/"
    typed = {"title": "Soup", "text": "# Soup\n\n**Hot**", "why": "Warmer", "based_on": 1}
    looked = stella.post(address, {**typed, "preview": "1"}).content.decode()
    assert "<strong>Hot</strong>" in looked
    assert Revision.objects.filter(page=soup(book)).count() == 1
    assert "<strong>Hot</strong>" in stella.post(address, typed, follow=True).content.decode()
    story = text_of(as_(cast.ada), f"/handbooks/{book.slug}/-/pages/{soup(book).pk}/revisions/")
    assert "Warmer" in story
    assert "Stella Stern" in story


def test_two_who_write_at_once_lose_nothing(cast: Cast, book: Book) -> None:
    page = soup(book)
    text = "# Soup\n\none\n\ntwo\n\nthree"
    actions.revise(cast.stella, page, based_on=1, text=text, at=AT)
    actions.revise(cast.stella, page, based_on=2, text=text.replace("one", "ONE"), at=AT)
    stella = as_(cast.stella)
    address = f"/handbooks/{book.slug}/-/pages/{page.pk}/words/"
    typed = {"title": "Soup", "text": text.replace("three", "THREE"), "why": "", "based_on": 2}
    answer = stella.post(address, typed)
    assert answer.status_code == 409
    joined = answer.context["form"].initial
    assert joined["text"] == "# Soup\n\nONE\n\ntwo\n\nTHREE"
    stella.post(address, {**typed, "text": joined["text"], "based_on": joined["based_on"]})
    now = soup(book).current
    assert now is not None
    assert now.text == joined["text"]
    typed |= {"text": text.replace("one", "MINE")}
    clash = stella.post(address, typed).context
    assert not clash["clean"]
    assert "ONE" in clash["form"].initial["text"]
    assert "MINE" in clash["form"].initial["text"]


def test_a_revision_is_compared_and_restored(cast: Cast, book: Book) -> None:
    page = soup(book)
    actions.revise(cast.stella, page, based_on=1, text="# Stew", at=AT)
    way = f"/handbooks/{book.slug}/-/pages/{page.pk}/revisions/"
    said = text_of(as_(cast.ada), f"{way}2/")
    assert re.search(r"<del>.*?# Soup", said, re.DOTALL)
    assert re.search(r"<ins>.*?# Stew", said, re.DOTALL)
    assert as_(cast.ada).post(f"{way}1/").status_code == 403
    as_(cast.stella).post(f"{way}1/")
    now = soup(book).current
    assert now is not None
    assert (now.number, now.text) == (3, "# Soup\n\n[back](README.md)")


def test_a_member_proposes_and_an_editor_takes_it(cast: Cast, book: Book) -> None:
    page = soup(book)
    address = f"/handbooks/{book.slug}/-/pages/{page.pk}/words/"
    typed = {"text": "# Soup\n\n[back](README.md)\n\nWith salt.", "why": "Bland", "based_on": 1}
    as_(cast.ada).post(address, typed)
    proposal = Proposal.objects.get()
    way = f"/handbooks/{book.slug}/-/proposals/{proposal.pk}/"
    assert as_(cast.ben).get(way).status_code == 404
    assert as_(cast.ada).post(way, {"take": "1"}).status_code == 403
    as_(cast.stella).post(way, {"take": "1"})
    now = soup(book).current
    assert now is not None
    assert now.text.endswith("With salt.")
    assert now.by == cast.ada
    as_(cast.stella).post(way, {"decline": "1"})
    proposal.refresh_from_db()
    assert proposal.declined_at is None


def test_declining_leaves_a_word_for_who_proposed(cast: Cast, book: Book) -> None:
    made = actions.propose(cast.ada, soup(book), based_on=1, text="Other", at=AT)
    way = f"/handbooks/{book.slug}/-/proposals/{made.pk}/"
    as_(cast.stella).post(way, {"decline": "1", "word": "Next winter"})
    assert "Next winter" in text_of(as_(cast.ada), way)


def test_who_edits_reads_of_a_proposal_and_who_proposed_reads_what_came_of_it(
    cast: Cast, book: Book, mailoutbox: list[Any]
) -> None:
    made = actions.propose(cast.ada, soup(book), based_on=1, text="Other", at=AT)
    told = Notice.objects.filter(letter="handbook.proposed").values_list("receiver", flat=True)
    assert set(told) == {cast.stella.pk}, "who tends the circle, and neither Ada nor all the others"
    actions.decline(cast.stella, made, word="Next winter", at=AT)
    run_due(timezone.now(), Delivery)
    (letter,) = mailoutbox
    assert letter.to == [cast.ada.email]
    assert "stays as it is for now" in letter.body
    assert "Next winter" in letter.body
    mine = actions.propose(cast.stella, soup(book), based_on=1, text="# Stew", at=AT)
    actions.take(cast.stella, mine, at=AT)
    assert not Delivery.objects.filter(receiver=cast.stella).exists(), "she knows"


def test_a_page_moves_and_its_old_address_leads_on(cast: Cast, book: Book) -> None:
    page = soup(book)
    below = actions.write_page(cast.stella, book, title="Salt", text="x", parent=page, at=AT)
    kitchen = actions.write_page(cast.stella, book, title="Kitchen", text="y", at=AT)
    typed = {"parent": kitchen.pk, "slug": "broth"}
    as_(cast.stella).post(f"/handbooks/{book.slug}/-/pages/{page.pk}/place/", typed)
    ada = as_(cast.ada)
    for old, new in (("soup", "kitchen/broth"), ("soup/salt", "kitchen/broth/salt")):
        answer = ada.get(f"/handbooks/{book.slug}/{old}/")
        assert answer.headers["Location"] == f"/handbooks/{book.slug}/{new}/"
    assert "[back](../README.md)" in text_of(ada, f"/handbooks/{book.slug}/soup.md")
    first = as_(cast.stella).get(f"/handbooks/{book.slug}/-/pages/{page.parent_id}/place/")
    assert 'name="slug"' not in first.content.decode(), "it is where the book is"
    loop = {"parent": below.pk, "slug": "broth"}
    answer = as_(cast.stella).post(f"/handbooks/{book.slug}/-/pages/{page.pk}/place/", loop)
    assert "under itself" in answer.content.decode()


def test_however_deep_a_page_moves_its_address_has_an_end(cast: Cast, book: Book) -> None:
    first = Page.objects.get(book=book, path="")
    above, parts = first, []
    for letter in "abcd":
        above = actions.write_page(
            cast.stella, book, title=letter * 80, text="x", parent=above, at=AT
        )  # fmt: skip
        parts.append(above)
    soup = Page.objects.get(book=book, path="soup")
    inner = actions.write_page(cast.stella, book, title="i" * 60, text="x", parent=soup, at=AT)
    actions.move(cast.stella, soup, parent=parts[-2], at=AT)
    for page in Page.objects.filter(book=book):
        assert len(page.path) <= 300
        assert not page.path.endswith("/")
        assert client_of(cast.ada).get(page.get_absolute_url()).status_code == 200
    moved = client_of(cast.ada).get(f"/handbooks/{book.slug}/soup/{'i' * 60}/")
    inner.refresh_from_db()
    assert moved["Location"] == inner.get_absolute_url()


def test_two_pages_cannot_have_one_address(cast: Cast, book: Book) -> None:
    first = Page.objects.get(book=book, path="")
    typed = {"title": "Soup", "text": "again", "why": ""}
    way = f"/handbooks/{book.slug}/-/new/?under={first.pk}"
    answer = as_(cast.stella).post(way, typed)
    assert "Another page has this address" in answer.content.decode()


def test_a_translation_says_when_its_original_changed(cast: Cast, book: Book) -> None:
    other = actions.begin(cast.stella, cast.circle, title="Wie", language="de", at=AT)
    page = actions.write_page(cast.stella, other, title="Suppe", text="# Suppe", at=AT)
    actions.translate(cast.stella, page, soup(book))
    ada = as_(cast.ada)
    said = text_of(ada, f"/handbooks/{other.slug}/")
    assert "Soup (English)" in said
    assert "has changed since" not in said
    assert "Suppe (Deutsch)" in text_of(ada, f"/handbooks/{book.slug}/soup/")
    actions.revise(cast.stella, soup(book), based_on=1, text="# Broth", at=AT)
    assert "has changed since" in text_of(ada, f"/handbooks/{other.slug}/")


def test_a_page_asks_the_database_as_often_for_thirty_pages_as_for_three(
    cast: Cast, book: Book, django_assert_max_num_queries: Any
) -> None:
    actions.change(cast.stella, book, at=AT, title=book.title, audience="public")
    first = Page.objects.get(book=book, path="")
    for number in range(30):
        actions.write_page(
            cast.stella, book, title=f"P {number}", text="# P\n\n[x](soup.md)", parent=first, at=AT
        )
    leaf = f"/handbooks/{book.slug}/soup/"
    with django_assert_max_num_queries(2):
        text_of(Client(), leaf)
    ada = as_(cast.ada)
    with django_assert_max_num_queries(7):
        text_of(ada, leaf)


def test_the_contents_beside_a_page_are_those_of_this_moment(cast: Cast, book: Book) -> None:
    ada, leaf = as_(cast.ada), f"/handbooks/{book.slug}/soup/"
    assert "Bread" not in text_of(ada, leaf)
    bread = actions.write_page(cast.stella, book, title="Bread", text="# Bread", at=AT)
    line = f'<li><a href="/handbooks/{book.slug}/bread/">Bread</a></li>'
    assert line in text_of(ada, leaf)
    assert 'aria-current="page">Bread</a>' in text_of(ada, f"/handbooks/{book.slug}/bread/")
    assert line in text_of(ada, leaf)
    Page.objects.filter(pk=bread.pk).update(title="Loaves & fishes")
    assert line not in text_of(ada, leaf)
    assert ">Loaves &amp; fishes</a></li>" in text_of(ada, leaf)
    Page.objects.filter(pk=bread.pk).update(gone_at=AT)
    assert "Loaves" not in text_of(ada, leaf)


def test_a_member_who_left_is_shown_nothing_that_is_kept(cast: Cast, book: Book) -> None:
    ada, leaf = as_(cast.ada), f"/handbooks/{book.slug}/soup/"
    assert "Propose a change" in text_of(ada, leaf)
    leave(cast.ada, cast.circle, at=AT)
    assert ada.get(leaf).status_code == 404


def test_leaving_and_being_forgotten(cast: Cast, book: Book) -> None:
    from kinweave.handbook.leaving import all_of_it, from_the_circle

    page = soup(book)
    actions.propose(cast.ada, page, based_on=1, text="Other", at=AT)
    from_the_circle(cast.ada, cast.circle, AT)
    assert not Proposal.objects.exists()
    all_of_it(cast.stella, AT)
    assert not Revision.objects.filter(by=cast.stella).exists()
    assert Revision.objects.filter(page=page).count() == 1


@pytest.mark.parametrize("path", ["-", "soup/-", "..", "%2e%2e/x", "soup//salt", "a.b"])
def test_strange_addresses_are_not_there(cast: Cast, book: Book, path: str) -> None:
    assert as_(cast.ada).get(f"/handbooks/{book.slug}/{path}/").status_code == 404
