"""Any two revisions of a page are compared, in words that a voice can read."""

from __future__ import annotations

import re
from typing import Any

import pytest

from kinweave.handbook import actions
from kinweave.handbook.differing import Piece, changes, places_of
from kinweave.handbook.models import Book, Page
from tests.gatherings.cast import AT, Cast, client_of

pytestmark = pytest.mark.django_db
TEXTS = ("# Soup\n\nHot, with salt.", "# Soup\n\nHot, with pepper.", "# Soup\n\nHot, with salt.")


@pytest.fixture
def way(cast: Cast, book: Book) -> str:
    page = Page.objects.select_related("book", "current").get(book=book, path="soup")
    for number, text in enumerate(TEXTS, start=1):
        page = actions.revise(
            cast.stella, page, based_on=number, text=text, why=f"W{number}", at=AT
        )
    return f"/handbooks/{book.slug}/-/pages/{page.pk}/revisions/"


def compared(cast: Cast, way: str, **asked: Any) -> str:
    answer = client_of(cast.ada).get(f"{way}compared/", asked)
    assert answer.status_code == 200
    return answer.content.decode().partition("<body")[2]


def test_two_are_chosen_in_the_story_of_a_page_and_compared(cast: Cast, way: str) -> None:
    story = client_of(cast.ada).get(way).content.decode()
    assert f'action="{way}compared/"' in story
    assert len(re.findall(r'<option value="\d+"', story)) == 8
    said = compared(cast, way, **{"from": 1, "to": 3})
    assert "Revisions 1 and 3" in said
    assert "W2" in said
    assert "pepper" in said.partition("<ins>")[2]


def test_what_was_changed_a_little_is_told_by_words(cast: Cast, way: str) -> None:
    said = compared(cast, way, **{"from": 2, "to": 3})
    assert "They differ in 1 place<" in said
    assert re.search(r"<del><span[^>]*>Gone: </span>salt</del>", said)
    assert re.search(r"<ins><span[^>]*>New: </span>pepper</ins>", said)


def test_the_earlier_stands_first_however_they_are_chosen(cast: Cast, way: str) -> None:
    assert "Revisions 2 and 4" in compared(cast, way, **{"from": 4, "to": 2})
    assert "Both say the same" in compared(cast, way, **{"from": 4, "to": 2})
    assert "Revisions 3 and 4" in compared(cast, way), "else the last two"


@pytest.mark.parametrize("number", ["99", "0", "9" * 40])
def test_what_was_never_said_cannot_be_compared(cast: Cast, way: str, number: str) -> None:
    assert client_of(cast.ada).get(f"{way}compared/", {"from": number}).status_code == 404
    assert client_of(cast.sol).get(f"{way}compared/").status_code == 404


def test_from_a_revision_one_sees_what_changed_since(cast: Cast, way: str) -> None:
    said = client_of(cast.ada).get(f"{way}2/").content.decode()
    assert "compared/?from=2&amp;to=4" in said


def test_lines_that_have_little_in_common_are_told_whole() -> None:
    found = changes("Slowly.", "At night nobody sails at all.")
    assert [one.kind for one in found] == ["gone", "new"]
    assert places_of(found) == 1


def test_a_line_that_was_changed_a_little_is_found_among_new_ones() -> None:
    before = "# Knots\n\nAlways, when it is dressed.\n\nThe end."
    after = "# Knots\n\nFirst.\n\nAlways, when it is dressed well.\n\nNever when iced.\n\nThe end."
    told = [(one.kind, one.words or [piece.kind for piece in one.pieces])
            for one in changes(before, after)]  # fmt: skip
    assert told == [
        ("same", "# Knots\n"),
        ("new", "First.\n"),
        ("turned", ["same", "new", "same"]),
        ("new", "\nNever when iced."),
        ("same", "\nThe end."),
    ]


def test_lines_that_nobody_would_write_are_told_whole_before_anybody_waits() -> None:
    line = " ".join("ab"[n % 3 % 2] for n in range(700))
    before, after = "\n".join([f"{line} c"] * 90), "\n".join([f"d {line}"] * 90)
    kinds = [one.kind for one in changes(before, after)]
    assert kinds == ["turned", "turned", "gone", "new"]


def test_all_words_of_both_texts_are_there_whatever_changed() -> None:
    before = "one two three\nfour\n\nfive six seven eight\nnine"
    after = "one 2 three\n\nfive six seven\nten\nnine"
    words = {"gone": "", "new": "", "same": ""}
    for one in changes(before, after):
        for piece in one.pieces or (Piece(one.kind, one.words),):
            words[piece.kind] += f" {piece.words} "
    for text, kinds in ((before, ("same", "gone")), (after, ("same", "new"))):
        said = " ".join(words[kind] for kind in kinds).split()
        assert sorted(said) == sorted(text.split())


def test_whoever_compares_is_told_which_is_which(cast: Cast, book: Book, way: str) -> None:
    made = actions.propose(cast.ada, book.pages.get(path="soup"), based_on=4, text="#", at=AT)
    ada, legend = client_of(cast.ada), "Lines with − were there before; lines with + came."
    for address in (
        f"{way}compared/",
        f"{way}3/",
        f"/handbooks/{book.slug}/-/proposals/{made.pk}/",
    ):
        assert ada.get(address).content.decode().count(legend) == 1
