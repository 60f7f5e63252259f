"""From a page that holds a practice to a gathering."""

from __future__ import annotations

import html
import re
from typing import Any

import pytest
from django.test import Client

from kinweave.access import Audience
from kinweave.circles.actions import found
from kinweave.circles.models import Scale
from kinweave.gatherings.models import Gathering
from kinweave.handbook import actions
from kinweave.handbook.models import Book, Page, Revision
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
