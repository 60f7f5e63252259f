"""What means harm in a file of cards, as Markdown and as a table, by the way it comes in."""

from __future__ import annotations

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from kinweave.decks import actions
from kinweave.decks.models import Card, Deck, Sheets
from kinweave.jobs.actions import run_due
from tests.decks.doing import THREE, a_deck, send
from tests.gatherings.cast import AT, Cast, client_of
from tests.papers.needs import PANGO
from tests.papers.test_papers import inside

pytestmark = pytest.mark.django_db
HARM = (
    "<script>alert(1)</script><img src=x onerror=alert(1)> [a](javascript:alert(1)) "
    "<a href=javascript:alert(1)>b</a> ![c](https://far.example/c.png) ![d](file:///etc/passwd)"
)
NEVER = ("<script>alert", "<img src=", "onerror=alert(1)>", 'href="javascript', "<b onclick")
TABLE = "title,text,minutes,least\n"


def bring(cast: Cast, deck: Deck, name: str, content: bytes) -> str:
    file = SimpleUploadedFile(name, content)
    return send(cast.stella, f"/decks/{deck.pk}/change/", bring="1", file=file)


def titles(deck: Deck) -> list[str]:
    """Of those that came in."""
    return [one.title for one in deck.cards.order_by("pk")[len(THREE) :]]


@PANGO
@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("c.md", f"## Harm <b onclick=x>\n\n{HARM}\n"),
        ("c.csv", f'{TABLE}Harm <b onclick=x>,"{HARM}",5,2\n'),
    ],
)
def test_what_would_do_harm_stays_words_on_the_page_and_on_paper(
    cast: Cast, name: str, content: str
) -> None:
    deck = a_deck(cast)
    assert "1 card came in." in bring(cast, deck, name, content.encode())
    card = deck.cards.latest("pk")
    assert (card.title, card.text) == ("Harm <b onclick=x>", HARM)
    for page in (card.get_absolute_url(), f"/decks/{deck.pk}/", f"/decks/{deck.pk}/draw/?cards=4"):
        answer = as_sent(cast, page)
        assert [harm for harm in NEVER if harm in answer] == []
    row = actions.ask_for_sheets(cast.ben, deck, at=AT)
    run_due(AT.replace(year=AT.year + 9), Sheets)
    paper = inside(row.path.read_bytes())
    assert b"/Subtype /Image" not in paper
    assert b"javascript" not in paper
    assert b"passwd" not in paper


def as_sent(cast: Cast, address: str) -> str:
    """A page's letters as they are sent, not as they are shown."""
    answer = client_of(cast.ben).get(address, follow=True)
    return str(answer.content.decode().partition("<main")[2].partition("</main")[0])


def workbook() -> bytes:
    """What spreadsheets keep, and people send for a table."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as into:
        into.writestr("xl/workbook.xml", "<workbook/>")
    return packed.getvalue()


CASES: dict[str, tuple[str, bytes, list[str], str]] = {
    "no table": ("c.csv", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40, [], "No card was found"),
    "a workbook": ("c.csv", workbook(), [], "No card was found"),
    "letters of the west": ("c.csv", f"{TABLE}Café,Öl\n".encode("cp1252"), ["Café"], "1 card"),
    "as spreadsheets do": ("c.csv", "title\ttext\nÖl\tça\n".encode("utf-16"), ["Öl"], "1 card"),
    "the same of Markdown": ("c.md", "## Öl\n\nça\n".encode("utf-16"), ["Öl"], "1 card"),
    "no letters": ("c.csv", f"{TABLE}A\0b,x\0y\x07\n".encode(), ["Ab"], "1 card"),
    "no letters in Markdown": ("c.md", b"## A\0b\x1b\n\nx\0y\x07\n", ["Ab"], "1 card"),
    "odd columns": ("c.csv", b"title,title,,text\na,b,c\n,,\nd,e,f,g,h,i\n", ["e"], "1 card"),
    "no heading": ("c.csv", b"One breath each,Breathe\n", [], "No card was found"),
    "a cell without end": ("c.csv", f'{TABLE}a,"{"x" * 200_000}'.encode(), [], "No card was found"),
    "nesting": ("c.md", b"## A\n\n" + b"> " * 400_000, [], "too long"),
    "nesting in a table": ("c.csv", f"{TABLE}A,{'> ' * 60_000}".encode(), [], "too long"),
    "too many": ("c.csv", (TABLE + "".join(f"t{n},x\n" for n in range(400))).encode(), [], "300"),
    "strange numbers": (
        "c.csv", f"{TABLE}A,x,{'9' * 4_000},-1\nB,x,٣,1e3\n".encode(), ["A", "B"], "2 cards",
    ),
    "one of ours": ("c.csv", f"{TABLE}One breath,Other words\n".encode(), [], "Nothing new"),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_each_strange_file_gets_a_clear_word_and_no_card_is_lost(cast: Cast, case: str) -> None:
    name, content, new, word = CASES[case]
    deck = a_deck(cast)
    said = bring(cast, deck, name, content)
    assert word in said
    assert titles(deck) == new
    assert Card.objects.get(deck=deck, title="One breath").text == "Say how you are."
    assert all(one.text.isprintable() for one in deck.cards.all())
