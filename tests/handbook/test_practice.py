"""From a page that holds a practice to a gathering."""

from __future__ import annotations

import html
import re
from io import BytesIO
from typing import Any

import pytest
from django.test import Client

from kinweave.access import Audience
from kinweave.circles.actions import found
from kinweave.circles.models import Scale
from kinweave.gatherings.models import Gathering
from kinweave.handbook import actions
from kinweave.handbook.bringing import bring_in
from kinweave.handbook.models import Book, Page, Proposal, Revision
from kinweave.handbook.practice import Practice, practice_in
from kinweave.handbook.taking_along import as_zip
from kinweave.pages import Zip
from kinweave.pages.front import front_of
from tests.gatherings.cast import AT, Cast, client_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def way(cast: Cast, book: Book) -> str:
    actions.change(cast.stella, book, at=AT, title=book.title, audience=Audience.PUBLIC)
    return Page.objects.get(book=book, title="Soup").get_absolute_url()


def told(book: Book, **more: object) -> None:
    Revision.objects.filter(page__book=book, page__title="Soup").update(more=more)


def leads(client: Client, way: str) -> str:
    said = client.get(way).content.decode()
    link = re.search(r'href="([^"]*)">Bring this to a gathering', said)
    return html.unescape(link[1]) if link else ""


def test_whoever_is_in_a_crew_plans_it_there_with_its_words_filled_in(
    cast: Cast, book: Book, way: str
) -> None:
    crew = found(cast.ada, name="Table", scale=Scale.CREW, parent=cast.circle, at=AT)
    told(book, practice=True, minutes=45)
    ada = client_of(cast.ada)
    form = leads(ada, way)
    assert form.startswith(f"/c/{crew.slug}/gatherings/new/?name=Soup")
    shown = ada.get(form).content.decode()
    assert re.search(r'name="name"[^>]*value="Soup"', shown)
    assert re.search(r'name="time"[^>]*value="19:00', shown)
    assert re.search(r'name="ends"[^>]*value="19:45', shown)
    assert f"[Soup](http://testserver{way})" in html.unescape(shown)
    assert not Gathering.objects.exists(), "looking plans nothing"


@pytest.mark.parametrize("minutes", ["45", 0, -3, 100_000, True, 4.5, [45], None])
def test_a_strange_length_is_none(cast: Cast, book: Book, way: str, minutes: Any) -> None:
    found(cast.ada, name="Table", scale=Scale.CREW, parent=cast.circle, at=AT)
    told(book, practice=True, minutes=minutes)
    assert "minutes" not in leads(client_of(cast.ada), way)


@pytest.mark.parametrize("more", [{}, {"practice": False}, {"practice": "no"}, {"minutes": 5}])
def test_other_pages_offer_nothing(
    cast: Cast, book: Book, way: str, more: dict[str, object]
) -> None:
    found(cast.ada, name="Table", scale=Scale.CREW, parent=cast.circle, at=AT)
    told(book, **more)
    assert leads(client_of(cast.ada), way) == ""


def test_who_may_host_nowhere_is_not_asked_to(cast: Cast, book: Book, way: str) -> None:
    told(book, practice=True)
    assert leads(Client(), way) == ""
    assert leads(client_of(cast.sol), way) == ""


def test_what_an_address_fills_in_is_text(cast: Cast) -> None:
    way = f"/c/{cast.circle.slug}/gatherings/new/"
    shown = client_of(cast.stella).get(way, {"name": '"><b>x', "minutes": "9²<b>", "zone": "<b>"})
    assert shown.status_code == 200
    assert "<b>" not in shown.content.decode()


def typed(page: Page, **more: object) -> dict[str, object]:
    now = page.current
    assert now is not None
    base = {"title": page.title, "text": now.text, "why": "", "based_on": now.number}
    return {**base, "minutes": "", "least": "", "most": "", **more}


def page_of(book: Book) -> Page:
    return Page.objects.select_related("book", "current").get(book=book, title="Soup")


def more_of(book: Book) -> dict[str, Any]:
    now = page_of(book).current
    assert now is not None
    return now.more


def words_of(book: Book) -> str:
    return f"/handbooks/{book.slug}/-/pages/{page_of(book).pk}/words/"


def test_an_editor_says_that_a_page_holds_one_and_it_goes_out_and_comes_in_the_same(
    cast: Cast, book: Book
) -> None:
    stella = client_of(cast.stella)
    assert "This page holds a practice" in stella.get(words_of(book)).content.decode()
    said = {"practice": "on", "minutes": "45", "least": "3", "most": "6", "why": "We do it weekly"}
    read = stella.post(words_of(book), typed(page_of(book), **said), follow=True).content.decode()
    assert "A practice to do together" in read
    assert "45 minutes" in read
    assert "3 to 6 people" in read
    assert more_of(book) == {"practice": True, "minutes": 45, "people": "3-6"}
    before = stella.get(f"/handbooks/{book.slug}/-/pages/{page_of(book).pk}/revisions/2/")
    assert "people: 3-6" in before.content.decode()
    file = stella.get(f"/handbooks/{book.slug}/soup.md").content.decode()
    assert practice_in(front_of(file).more) == Practice(True, 45, 3, 6)
    other = actions.begin(cast.stella, cast.circle, title="Another", at=AT)
    out = b"".join(as_zip(book, list(Page.objects.filter(book=book).select_related("current"))))
    bring_in(other, Zip(BytesIO(out)), by=None, at=AT)
    assert more_of(other) == more_of(book)
    shown = stella.get(words_of(other)).content.decode()
    assert re.search(r'name="practice"[^>]* checked', shown)
    assert re.search(r'name="most"[^>]*value="6"|value="6"[^>]*name="most"', shown)


def test_it_is_taken_back_and_put_back_like_any_word(cast: Cast, book: Book) -> None:
    stella = client_of(cast.stella)
    stella.post(words_of(book), typed(page_of(book), practice="on", minutes="45"))
    stella.post(words_of(book), typed(page_of(book)))
    assert more_of(book) == {}
    compared = f"/handbooks/{book.slug}/-/pages/{page_of(book).pk}/revisions/compared/?from=2&to=3"
    said = stella.get(compared).content.decode()
    assert "Their words are the same" in said
    assert "practice: true" in said
    stella.post(f"/handbooks/{book.slug}/-/pages/{page_of(book).pk}/revisions/2/")
    assert more_of(book) == {"practice": True, "minutes": 45}


def test_what_a_file_says_otherwise_stays_until_it_is_said_here(cast: Cast, book: Book) -> None:
    more = {"icon": "pot", "practice": "no", "minutes": "an hour", "people": "3 – 6", "by": ["x"]}
    told(book, **more)
    stella = client_of(cast.stella)
    shown = {"least": "3", "most": "6"}
    stella.post(words_of(book), typed(page_of(book), **shown))
    assert Revision.objects.filter(page__title="Soup").count() == 1, "nothing was said"
    stella.post(words_of(book), typed(page_of(book), **shown, text="# Soup\n\nHot"))
    assert more_of(book) == more
    stella.post(words_of(book), typed(page_of(book), practice="on", minutes="60", most="6"))
    assert more_of(book) == {**more, "practice": True, "minutes": 60, "people": "-6"}


def test_two_who_say_so_at_once_lose_nothing(cast: Cast, book: Book) -> None:
    stella = client_of(cast.stella)
    seen = typed(page_of(book))
    stella.post(words_of(book), {**seen, "practice": "on", "minutes": "45"})
    clash = stella.post(words_of(book), {**seen, "text": "# Soup\n\nHot", "most": "6"})
    assert clash.status_code == 409
    kept = {name: value for name, value in clash.context["form"].initial.items() if value}
    stella.post(words_of(book), typed(page_of(book), **kept))
    assert more_of(book) == {"practice": True, "minutes": 45, "people": "-6"}


@pytest.mark.parametrize(
    ("said", "word"),
    [
        ({"minutes": "0"}, "Write 1 or more."),
        ({"minutes": "9999"}, "Write 1440 or less."),
        ({"minutes": "soon"}, "in digits"),
        ({"least": "6", "most": "3"}, "This is less than"),
    ],
)
def test_what_cannot_be_so_is_told_and_nothing_is_lost(
    cast: Cast, book: Book, said: dict[str, str], word: str
) -> None:
    sent = typed(page_of(book), practice="on", text="# Soup\n\nHot", **said)
    shown = client_of(cast.stella).post(words_of(book), sent).content.decode()
    assert word in shown
    assert "Hot</textarea>" in shown
    assert more_of(book) == {}


def test_who_only_proposes_is_not_asked_and_changes_nothing_of_it(cast: Cast, book: Book) -> None:
    told(book, practice=True, minutes=45)
    ada = client_of(cast.ada)
    assert 'name="practice"' not in ada.get(words_of(book)).content.decode()
    ada.post(words_of(book), typed(page_of(book), text="# Soup\n\nHot", minutes="5"))
    actions.take(cast.stella, Proposal.objects.get(), at=AT)
    assert more_of(book) == {"practice": True, "minutes": 45}


def test_a_new_page_and_a_translation_hold_one_too(cast: Cast, book: Book) -> None:
    stella = client_of(cast.stella)
    said = {"title": "Clinic", "text": "Listen.", "practice": "on", "minutes": "90"}
    stella.post(f"/handbooks/{book.slug}/-/new/", said)
    made = Page.objects.select_related("current").get(title="Clinic")
    assert made.current is not None
    assert made.current.more == {"practice": True, "minutes": 90}
    other = actions.begin(cast.stella, cast.circle, title="Wie", language="de", at=AT)
    shown = stella.get(f"/handbooks/{other.slug}/-/new/?of={made.pk}").content.decode()
    assert re.search(r'name="practice"[^>]* checked', shown)


@pytest.mark.parametrize(
    ("told_as", "least", "most"),
    [
        ("3-6", 3, 6), ("3–6", 3, 6), (4, 4, 4), ("3-", 3, None), ("-6", None, 6), (-6, None, 6),
        ("6-3", None, None), ("few", None, None), (True, None, None), (0, None, None),
        ([3], None, None), ("", None, None), ("-", None, None), ("3000", None, None),
    ],
)  # fmt: skip
def test_how_many_people_is_read_as_cards_say_it(
    told_as: object, least: int | None, most: int | None
) -> None:
    assert practice_in({"people": told_as}) == Practice(False, None, least, most)
