"""Taking decks along and bringing them in: Markdown, a table, sheets to print."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
import segno
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import strategies as st

from kinweave.decks import actions, sheets
from kinweave.decks.models import Card, Sheets
from kinweave.decks.reading import read as read_file
from kinweave.decks.ready_made import threads
from kinweave.decks.writing import Told, markdown, people, table
from kinweave.jobs.actions import run_due
from tests.decks import squares
from tests.decks.doing import THREE, a_deck, asking, read, send, threads_of
from tests.gatherings.cast import AT, Cast, client_of
from tests.papers.needs import PANGO
from tests.papers.test_papers import inside

_NUMBERS = st.none() | st.integers(1, 600)
_TEXT = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\u2028\u2029\x85\ufeff"),
    min_size=1,
    max_size=60,
).map(lambda text: " ".join(text.split())).filter(bool)  # fmt: skip


TAKEN = (
    "# x",
    "## y",
    "\\z",
    "- a",
    "- kind: x",
    "  - Minutes: 3",
    "- licence: x",
    "\\- people: 2",
)
"""Lines that mean something elsewhere in such a file."""


@st.composite
def cards(draw: st.DrawFn) -> Told:
    least, most = draw(_NUMBERS), draw(_NUMBERS)
    if least and most and least > most:
        least, most = most, least
    lines = st.lists(_TEXT | st.sampled_from(TAKEN), min_size=1, max_size=9)
    picture = draw(st.just("") | _TEXT.map("pictures/{}.webp".format))
    return Told(
        draw(_TEXT), "\n".join(draw(lines)).strip(), draw(st.sampled_from(Card.Kind.values)),
        draw(st.sampled_from(Card.Scale.values)), draw(_NUMBERS), least, most, picture,
        draw(st.just("") | _TEXT) if picture else "",
    )  # fmt: skip


@given(
    st.lists(cards(), min_size=1, max_size=5, unique_by=lambda one: one.title),
    st.lists(_TEXT | st.sampled_from(TAKEN), max_size=4).map("\n".join).map(str.strip),
)
def test_what_is_written_is_read_back_to_the_same(some: list[Told], words: str) -> None:
    found = read_file("deck.md", markdown("Deck", words, "CC0", some, "es").encode())
    assert (found.name, found.words, found.licence) == ("Deck", words, "CC0")
    assert (found.cards, found.odd, found.language) == (some, [], "es")
    found = read_file("deck.csv", table(some, "CC0").encode())
    assert (found.cards, found.odd, found.licence) == (some, [], "CC0")


@pytest.mark.once
def test_our_own_deck_survives_both() -> None:
    own = threads("en")
    found = read_file("x.md", markdown(own.name, own.words, own.licence, own.cards).encode())
    assert (found.name, found.words, found.licence) == (own.name, own.words, own.licence)
    assert found.cards == own.cards == read_file("x.csv", table(own.cards).encode()).cards
    assert found.odd == []


@pytest.mark.once
@pytest.mark.parametrize(
    ("least", "most", "said"), [(2, 2, "2"), (3, 8, "3-8"), (3, None, "3-"), (None, 4, "-4")]
)
def test_how_many_people_is_written_as_one_would(
    least: int | None, most: int | None, said: str
) -> None:
    assert people(least, most) == said


@pytest.mark.once
def test_a_spreadsheet_takes_no_card_for_a_formula() -> None:
    rows = csv.reader(io.StringIO(table([Told("=1+1", "@x")])))
    assert [cell for cell in list(rows)[1] if cell.startswith(("=", "+", "-", "@"))] == []
    assert read_file("x.csv", table([Told("=1+1", "@x")]).encode()).cards == [Told("=1+1", "@x")]


@pytest.mark.once
@pytest.mark.parametrize(
    ("content", "titles", "odd"),
    [
        (b"", [], 0),
        (b"just words", [], 0),
        (b"## Title without text", [], 1),
        (b"## A\n\ntext\n\n## A\n\nother", ["A"], 1),
        (b"## A\n\n- kind: weird\n- minutes: -3\n- people: many\n\ntext", ["A"], 3),
        (b"## A\n\n- people: 3-8\n- minutes: 5\n- kind: Own\n\ntext", ["A"], 0),
        ("## Grüße\n\ntext".encode("cp1252"), ["Grüße"], 0),
        (b"\xef\xbb\xbf## A\r\n\r\ntext\x00", ["A"], 0),
        (b"## " + b"x" * 90 + b"\n\ntext", [], 1),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9, [], 0),
    ],
)
def test_odd_files_are_read_as_far_as_they_go(content: bytes, titles: list[str], odd: int) -> None:
    found = read_file("cards.md", content)
    assert [one.title for one in found.cards] == titles
    assert len(found.odd) == odd


@pytest.mark.once
def test_a_million_hashes_are_read_in_no_time() -> None:
    found = read_file("x.md", b"#" * 2_000_000)
    assert found.cards == []
    assert len(found.odd) == 1


@pytest.mark.once
def test_each_of_very_many_cards_and_lines_is_looked_at_once() -> None:
    found = read_file("x.md", b"".join(b"## %d\n\nx\n" % number for number in range(20_000)))
    assert len(found.cards) == 20_000
    found = read_file("x.md", b"## a\n\nx\n" + b"- kind: x\n" * 40_000)
    assert found.cards == []
    found = read_file("x.md", b"## a\n" * 20_000)
    assert (len(found.odd), found.unsaid) == (100, 19_900)


def upload(content: bytes, name: str = "cards.md") -> dict[str, Any]:
    return {"bring": "1", "file": SimpleUploadedFile(name, content)}


def test_whoever_keeps_a_deck_brings_cards_in_and_those_there_stay(cast: Cast) -> None:
    deck = a_deck(cast)
    more = markdown("X", "", "", [Told("One breath", "Other words."), Told("New", "New words.")])
    shown = send(cast.stella, f"/decks/{deck.pk}/change/", **upload(more.encode()))
    assert "1 card came in." in shown
    assert deck.cards.get(title="One breath").text == "Say how you are."
    assert deck.cards.get(title="New").author is None


@pytest.mark.parametrize("content", [b"nothing in it", b""])
def test_a_file_without_cards_says_what_it_wants(cast: Cast, content: bytes) -> None:
    deck = a_deck(cast)
    shown = send(cast.stella, f"/decks/{deck.pk}/change/", **upload(content))
    assert "No card was found in this file." in shown or "The submitted file is empty." in shown
    assert deck.cards.count() == 3


def test_a_deck_is_taken_along_by_whoever_sees_it_and_nobody_else(cast: Cast) -> None:
    deck = a_deck(cast)
    for ending in ("cards.md", "cards.csv"):
        answer = client_of(cast.ben).get(f"/decks/{deck.pk}/{ending}")
        assert answer["Content-Disposition"].startswith("attachment")
        assert read_file(ending, answer.content).cards == list(THREE)
        assert client_of(cast.sol).get(f"/decks/{deck.pk}/{ending}").status_code == 404


@PANGO
def test_sheets_are_made_once_as_a_tagged_pdf_and_fetched(cast: Cast) -> None:
    deck = threads_of(cast)
    address = f"/decks/{deck.pk}/sheets/"
    assert "Being drawn" in send(cast.ben, address)
    send(cast.cleo, address)
    assert Sheets.objects.count() == 1
    run_due(AT.replace(year=AT.year + 9), Sheets)
    assert "The sheets are there" in read(cast.ben, address)
    answer = client_of(cast.ben).get(f"/decks/{deck.pk}/sheets.pdf")
    made = b"".join(answer.streaming_content)
    assert answer["Content-Type"] == "application/pdf"
    assert made.startswith(b"%PDF-1.")
    assert client_of(cast.sol).get(f"/decks/{deck.pk}/sheets.pdf").status_code == 404
    assert asking(None).get(f"/decks/{deck.pk}/sheets.pdf").status_code == 404


@PANGO
def test_when_a_card_changes_the_sheets_are_made_anew_and_the_old_go(cast: Cast) -> None:
    deck = a_deck(cast)
    late = AT.replace(year=AT.year + 9)
    first = actions.ask_for_sheets(cast.ben, deck, at=AT)
    run_due(late, Sheets)
    first.path.unlink()
    assert "Have them made" in read(cast.ben, f"/decks/{deck.pk}/sheets/"), "a copy put back"
    actions.ask_for_sheets(cast.ben, deck, at=late)
    run_due(late, Sheets)
    assert first.path.is_file()
    actions.change_card(cast.stella, deck.cards.get(title="A walk"), text="Run.")
    assert "Have them made" in read(cast.ben, f"/decks/{deck.pk}/sheets/")
    second = actions.ask_for_sheets(cast.ben, deck, at=late)
    run_due(late, Sheets)
    assert not first.path.exists()
    assert second.path.is_file()
    assert list(Sheets.objects.all()) == [second]
    actions.throw_away(cast.stella, deck)
    sheets.forget_sheets(late)
    assert not second.path.exists()


@PANGO
def test_the_code_on_each_printed_card_leads_to_its_page(cast: Cast) -> None:
    deck = threads_of(cast)
    made = actions.ask_for_sheets(cast.ben, deck, at=AT)
    run_due(AT.replace(year=AT.year + 9), Sheets)
    codes = [squares.read(one) for one in squares.squares_in(inside(made.path.read_bytes()))]
    cards = list(deck.cards.order_by("pk"))
    at = f"http://testserver/decks/{deck.pk}/cards/"
    blanks = -len(cards) % 9
    assert blanks > 0
    assert codes == [f"{at}{one.pk}/" for one in cards] + [f"{at}new/"] * blanks
    shown = read(cast.ben, codes[7].removeprefix("http://testserver"))
    assert cards[7].title in shown
    assert "What happened when you tried it" in shown


@pytest.mark.once
@pytest.mark.parametrize("level", ["L", "M", "Q", "H"])
@pytest.mark.parametrize("words", ["http://a.b/decks/1/cards/2/", "x", "https://circle.example/ü"])
def test_what_reads_the_codes_reads_what_is_written(words: str, level: str) -> None:
    for mask in range(8):
        code = segno.make(words, error=level, mode="byte", micro=False, mask=mask, encoding="utf-8",
                          boost_error=False)  # fmt: skip
        assert squares.read([[bool(one) for one in line] for line in code.matrix]) == words
