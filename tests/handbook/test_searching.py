"""Searching finds what whoever searches may read, as people type it."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from kinweave.access import Audience
from kinweave.handbook import actions
from kinweave.handbook.models import Book, Page, Stands, Word, Wording
from kinweave.handbook.wanting import want_what_lacks
from kinweave.jobs.actions import run_due
from tests.gatherings.cast import AT, Cast, client_of

pytestmark = pytest.mark.django_db
WAY = "/handbooks/-/search/"
PAGES = {
    "en": ("Suppers", "# Suppers\n\n## At the stove\n\nThe chestnut soup simmers for hours."),
    "es": ("Cenas", "# Cenas\n\nLas reuniones de la cuadrilla terminan con una canción."),
    "fr": ("Soupers", "# Soupers\n\nLes invités apportent leurs légumes préférés."),
    "de": ("Essen", "# Essen\n\nDie Gäste spülen gemeinsam die Töpfe."),
    "pt": ("Jantares", "# Jantares\n\nAs refeições começam com uma saudação."),
}


@pytest.fixture
def books(cast: Cast) -> dict[str, Book]:
    """One for the members in each language, read by a worker."""
    made = {}
    for language, (title, text) in PAGES.items():
        book = actions.begin(cast.stella, cast.circle, title=title, language=language, at=AT)
        actions.write_page(cast.stella, book, title=title, text=text, at=AT)
        made[language] = book
    run_due(AT, Wording)
    return made


def found(client: Client, words: str, way: str = WAY, **more: Any) -> str:
    answer = client.get(way, {"q": words, **more})
    assert answer.status_code == 200
    return answer.content.decode().partition("<main")[2].partition("</main")[0]


@pytest.mark.parametrize(
    ("words", "language", "mark"),
    [
        ("chestnuts", "en", "chestnut"),
        ("simmering", "en", "simmers"),
        ("chesnut", "en", "chestnut"),
        ("CHETSNUT", "en", "chestnut"),
        ("suop", "en", "soup"),
        ("cancion", "es", "canción"),
        ("reunión", "es", "reuniones"),
        ("canciom", "es", "canción"),
        ("invitee", "fr", "invités"),
        ("legume", "fr", "légumes"),
        ("topf", "de", "Töpfe"),
        ("gast", "de", "Gäste"),
        ("gemeinsamm", "de", "gemeinsam"),
        ("refeicao", "pt", "refeições"),
        ("saudacoes", "pt", "saudação"),
    ],
)
@pytest.mark.usefixtures("books")
def test_words_are_found_in_other_forms_without_accents_and_with_slips(
    cast: Cast, words: str, language: str, mark: str
) -> None:
    said = found(client_of(cast.ada), words)
    assert f"<mark>{mark}</mark>" in said
    assert said.count("<li>") == 1
    assert PAGES[language][0] in said


def test_a_hit_leads_to_the_very_heading(cast: Cast, books: dict[str, Book]) -> None:
    way = books["en"].get_absolute_url()
    assert f'href="{way}#h-at-the-stove"' in found(client_of(cast.ada), "soup")


def test_the_best_page_comes_first_and_a_book_or_a_circle_can_be_chosen(
    cast: Cast, books: dict[str, Book]
) -> None:
    book = books["en"]
    actions.write_page(cast.stella, book, title="Soup", text="Salt.", at=AT)
    run_due(AT, Wording)
    ada = client_of(cast.ada)
    said = found(ada, "soup")
    assert 0 < said.index("<strong>Soup<") < said.index("<strong>Suppers<")
    assert "<strong>Soup<" in found(ada, "soup", circle=cast.circle.slug)
    assert "<strong>" not in found(ada, "soup", f"/handbooks/{books['de'].slug}/-/search/")
    assert "<strong>Soup<" in found(ada, "soup", f"/handbooks/{book.slug}/-/search/")


@pytest.mark.parametrize("words", ["<b>soup</b>", "%", "''; drop", "\x00", "x" * 500, "the", ""])
@pytest.mark.usefixtures("books")
def test_strange_words_get_a_clear_word(cast: Cast, words: str) -> None:
    said = found(client_of(cast.ada), words)
    assert "<b>soup" not in said
    assert len(said) < 4_000


def test_only_what_a_page_says_now_is_found(cast: Cast, books: dict[str, Book]) -> None:
    page = Page.objects.select_related("book", "current").get(book=books["en"])
    ada = client_of(cast.ada)
    actions.revise(cast.stella, page, based_on=1, text="# Suppers\n\nTurnips.", at=AT)
    assert "<mark>" not in found(ada, "chestnut"), "at once, before a worker reads it anew"
    run_due(AT, Wording)
    assert "<mark>Turnips" in found(ada, "turnip")
    actions.take_out(cast.stella, page, at=AT)
    assert "<mark>" not in found(ada, "turnip")
    want_what_lacks(AT)
    assert Word.objects.filter(word="turnips").exists(), "it can be put back"
    page.delete()
    want_what_lacks(AT)
    assert not Word.objects.filter(word="turnips").exists()


def test_a_change_of_title_or_language_is_read(cast: Cast, books: dict[str, Book]) -> None:
    page = Page.objects.select_related("book", "current").get(book=books["de"])
    actions.revise(
        cast.stella, page, based_on=1, text=PAGES["de"][1], title="Abendbrot", at=AT
    )  # fmt: skip
    actions.change(cast.stella, books["fr"], language="en", at=AT)
    run_due(AT, Wording)
    ada = client_of(cast.ada)
    assert "<strong>Abendbrot" in found(ada, "abendbrot")
    assert not Word.objects.filter(language="fr", pk__in=Stands.objects.values("word")).exists()
    assert "<mark>légumes" in found(ada, "legumes")


def test_pages_of_before_there_was_a_search_are_read(cast: Cast, books: dict[str, Book]) -> None:
    Wording.objects.all().delete()
    Stands.objects.all().delete()
    want_what_lacks(AT)
    assert run_due(AT, Wording) == len(books)
    assert "<mark>chestnut" in found(client_of(cast.ada), "chestnut")


@pytest.mark.usefixtures("books")
def test_a_search_asks_the_database_as_often_for_thirty_pages_as_for_three(
    cast: Cast, books: dict[str, Book], django_assert_num_queries: Any
) -> None:
    book = books["en"]
    actions.change(cast.stella, book, audience=Audience.PUBLIC, at=AT)
    for count in (2, 28):
        for number in range(count):
            actions.write_page(
                cast.stella, book, title=f"P {count} {number}", text="Soup and soup.", at=AT
            )
        run_due(AT, Wording)
        with django_assert_num_queries(3):
            assert "<mark>Soup</mark> and" in found(Client(), "soup")
    more = found(Client(), "soup", page="2")
    assert more.count("<li>") == 10
    assert "q=soup&amp;page=3" in more
