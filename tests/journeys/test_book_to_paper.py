"""From a book to a table and to paper: an editor says that a page holds a practice and brings it to
a gathering; a member reads, asks, follows the source, draws a card, and takes the page and the
cards along as PDFs. With JavaScript and without it, at 320 pixels; with it, axe finds nothing.
"""

from __future__ import annotations

import re

import pytest
from django.utils import timezone
from playwright.sync_api import FilePayload, expect

from kinweave.binding.models import Bound
from kinweave.decks import actions as decks
from kinweave.decks.models import Sheets
from kinweave.decks.ready_made import threads
from kinweave.handbook import actions
from kinweave.handbook.models import Wording
from kinweave.jobs.actions import run_due
from tests.builders import NOW
from tests.journeys import test_whole_way as whole_way
from tests.journeys.looking import nothing_moves
from tests.journeys.test_whole_way import Open
from tests.papers.needs import PANGO
from tests.people.test_picture import drawn
from tests.world import World
from tests.world.again import build_again

pytestmark = [pytest.mark.journey, pytest.mark.once, pytest.mark.django_db(transaction=True)]

open_as = whole_way.open_as
"""The same phones, with scripts and without."""

TEXT = "# The clinic\n\n## How long\n\nOne case takes forty minutes, and a breath after it."


@pytest.fixture
def world() -> World:
    return build_again()


def test_an_editor_says_that_a_page_holds_a_practice_and_brings_it_to_a_gathering(
    world: World, open_as: Open
) -> None:
    pavel = world["partner"]
    book = actions.begin(pavel, world.riverbend, title="River craft", at=NOW)
    page = actions.write_page(pavel, book, title="The clinic", text=TEXT, at=NOW)
    way = open_as(pavel)
    way.go(page.get_absolute_url())
    way.follow("Change this page")
    way.page.get_by_text("A practice to do together").click()
    way.page.get_by_label("This page holds a practice").check()
    way.page.get_by_label("Minutes it takes").fill("45")
    way.page.get_by_label("People at least").fill("6")
    way.page.get_by_label("People at most").fill("3")
    way.press("Keep it so")
    way.reads("This is less than “at least”")
    way.page.get_by_label("People at most").fill("8")
    way.press("Keep it so")
    way.reads("6 to 8 people")
    way.follow("Bring this to a gathering")
    assert way.page.locator("[name=name]").input_value() == "The clinic"


@PANGO
def test_a_member_reads_asks_follows_the_source_draws_a_card_and_has_both_as_pdf(
    world: World, open_as: Open
) -> None:
    pavel = world["partner"]
    book = actions.begin(pavel, world.riverbend, title="River craft", at=NOW)
    actions.write_page(pavel, book, title="River craft", text="# Welcome", at=NOW)
    actions.write_page(pavel, book, title="The clinic", text=TEXT, at=NOW)
    ours = threads("en")
    deck = decks.begin(
        world["steward"], world.riverbend, cards=ours.cards, name=ours.name, language="en", at=NOW
    )
    run_due(NOW, Wording)
    way = open_as(world["friend"])
    way.go(book.get_absolute_url())
    way.page.get_by_label("Ask the book").fill("How long does one case take?")
    way.press("Ask")
    way.reads("One case takes forty minutes")
    way.page.locator("figcaption").get_by_role("link", name="The clinic: How long").click()
    expect(way.page).to_have_url(re.compile("#h-how-long$"))
    way.follow("As a PDF or an EPUB")
    way.page.get_by_label("Paper").select_option("a5")
    way.click(way.page.get_by_role("button", name="Make the PDF"))
    way.reads("PDF · A5")
    run_due(timezone.now(), Bound)
    takes(way, "Open the PDF", b"%PDF-1.7")
    way.go(deck.get_absolute_url())
    way.follow("Draw one")
    way.follow("The whole deck")
    if way.scripted:
        nothing_moves(way.page)
    way.follow("Print it as real cards")
    way.press("Have them made")
    run_due(timezone.now(), Sheets)
    takes(way, "Open the PDF", b"%PDF-1.7")


def test_a_member_fills_in_a_card_with_a_picture_and_tells_of_it(
    world: World, open_as: Open
) -> None:
    way = open_as(world["friend"])
    way.go(f"{world.deck.get_absolute_url()}cards/new/")
    way.page.get_by_label("Title").fill("Two hands")
    way.page.get_by_label("What it says").fill("Hold one end each.")
    drawing: FilePayload = {"name": "p.png", "mimeType": "image/png", "buffer": drawn("PNG")}
    way.page.get_by_label("Picture").set_input_files(drawing)
    way.press("Put it into the deck")
    way.reads("Say in a few words what is to be seen on the picture.")
    way.page.get_by_label("What is to be seen on it").fill("Two hands and a thread")
    way.page.get_by_label("Picture").set_input_files(drawing)
    way.press("Put it into the deck")
    picture = way.page.get_by_alt_text("Two hands and a thread")
    expect(picture).to_be_visible()
    assert "/picture/640/" in picture.evaluate("one => one.decode().then(() => one.currentSrc)")
    way.page.get_by_label("What happened when you tried it").fill("It held.")
    way.press("Tell it")
    way.reads("It held.")


def takes(way: whole_way.Way, words: str, begins: bytes) -> None:
    """The link comes to stand there, and leads to the file."""
    link = way.page.get_by_role("link", name=words)
    expect(link).to_be_visible(timeout=8_000)
    answer = way.page.request.get(str(link.get_attribute("href")))
    assert answer.body().startswith(begins)
