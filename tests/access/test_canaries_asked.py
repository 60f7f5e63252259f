"""Whoever asks for a private word gets it no more than whoever looks: searching, asking on a page
and by programs, a book's words for programs, and what takes a book along. The question itself is
the private word, and stands in no answer but as the question."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest

from kinweave.access import Viewer
from kinweave.handbook.asking import ask
from kinweave.handbook.models import Book, Kind, Page, Stands, Word, Wording
from tests.access.visiting import visitor
from tests.world import PERSONAS, World

KINDS = tuple(f"canary-{one}-" for one in ("leaf", "text", "told", "about", "pod"))


@pytest.fixture(params=PERSONAS)
def persona(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def private(world: World, persona: str) -> list[str]:
    """Words of handbooks that are not for them."""
    found = [
        word
        for word, readers in world.canaries.items()
        if word.startswith(KINDS) and persona not in readers
    ]
    assert found
    return found


def test_no_search_finds_what_is_not_for_whoever_searches(persona: str, world: World) -> None:
    client = visitor(world, persona)
    hidden = private(world, persona)
    for way in ("/handbooks/-/search/", f"/handbooks/{world.handbook.slug}/-/search/"):
        for asked in [*hidden, "canary", "canari text part", "leef seccond"]:
            answer = client.get(way, {"q": asked})
            said = answer.content.decode().replace(asked, "")
            assert [word for word in hidden if word in said] == [], (way, asked)


def test_what_is_for_them_is_found(world: World) -> None:
    """So that the test before says something."""
    said = visitor(world, "friend").get("/handbooks/-/search/", {"q": "canary"}).content.decode()
    assert "canary-leaf-first" in said
    assert "<mark>canary</mark>-<mark>" not in said
    assert "canary-leaf-of-the-pod" not in said


def test_no_answer_holds_what_is_not_for_whoever_asks(persona: str, world: World) -> None:
    client = visitor(world, persona)
    hidden = private(world, persona)
    for book in Book.objects.all():
        for way in (f"/handbooks/{book.slug}/", f"/handbooks/{book.slug}.md"):
            for asked in hidden[:6]:
                answer = client.get(way, {"ask": f"What is {asked}?"}, follow=True)
                said = answer.content.decode().replace(asked, "")
                assert [word for word in hidden if word in said] == [], (way, asked)


def test_numbers_and_words_that_are_kept_reach_only_those_who_see_their_page(
    persona: str, world: World
) -> None:
    """The rows know all pages; what is asked of them knows who asks."""
    assert Stands.objects.filter(word__word="canary").exists()
    assert Wording.objects.exclude(lines=[]).exists()
    assert Word.objects.filter(word="pod").exists()
    person = world.people[persona]
    looks = Viewer.of(person.pk) if person else Viewer.public()
    seen = set(Page.objects.visible_to(looks).filter(kind=Kind.PAGE).values_list("file", "book"))
    for book in Book.objects.all():
        answer = ask(looks, book, "Which canary is told in the text of the first part?")
        assert {(file, book.pk) for file in answer.pages} <= seen


def test_nothing_that_takes_a_book_along_holds_it(persona: str, world: World) -> None:
    client = visitor(world, persona)
    hidden = private(world, persona)
    for book in Book.objects.all():
        for way in ("llms.txt", "llms-full.txt", "-/book.zip"):
            answer = client.get(f"/handbooks/{book.slug}/{way}")
            whole = b"".join(answer) if answer.streaming else answer.content
            said = whole.decode("utf-8", "replace")
            if way.endswith("zip") and answer.status_code == 200:
                with zipfile.ZipFile(BytesIO(whole)) as files:
                    said = " ".join(files.read(one).decode() for one in files.namelist()
                                    if one.endswith((".md", ".txt")))  # fmt: skip
            assert [word for word in hidden if word in said] == [], way
