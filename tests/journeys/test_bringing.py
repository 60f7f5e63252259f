"""Somebody asks for a slot, brings a case and puts a session on a board, on a small phone.

With JavaScript and without it. No page on the way is wider than 320 pixels, and axe finds nothing.
"""

from __future__ import annotations

import pytest

from kinweave.bringing.models import Case, Request, Session
from tests.journeys import test_whole_way as whole_way
from tests.journeys.looking import everybody_can_read_it_anywhere
from tests.journeys.test_whole_way import Open
from tests.world import World
from tests.world.again import build_again

pytestmark = [pytest.mark.journey, pytest.mark.once, pytest.mark.django_db(transaction=True)]

open_as = whole_way.open_as
"""The same phones, with scripts and without."""


@pytest.fixture
def world() -> World:
    return build_again()


def test_something_is_brought_and_has_its_turn(world: World, open_as: Open) -> None:
    stella = world["steward"]
    way = open_as(stella)
    fill = way.page.locator("main").get_by_label
    way.go(world.soup.get_absolute_url())
    way.follow("See the queue, and ask for a slot")
    way.follow("Ask for a slot")
    fill("What it is about, in one line").fill("A kite for two")
    way.press("Stand in the queue")
    way.reads("You stand in the queue.")
    way.click(way.page.get_by_role("button", name="Next in the queue").first)
    way.reads("The next in the queue has that date")
    assert Request.objects.waiting().get().person == stella
    if way.scripted:
        way.page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        everybody_can_read_it_anywhere(way.page)
        way.page.set_viewport_size({"width": 320, "height": 640})

    way.go(world.clinic.get_absolute_url())
    way.follow("Bring a case")
    fill("Your case in one line").fill("Nobody holds the string")
    way.press("Bring it")
    way.reads("only you see it")
    assert Case.objects.waiting().filter(person=stella).exists()
    way.click(way.page.get_by_role("button", name="Choose").first)
    way.reads("A case is chosen")

    way.go(world.board.get_absolute_url())
    way.click(way.page.get_by_role("link", name="Free").first)
    fill("What you would like to do, in one line").fill("Kites")
    way.press("Put it on the board")
    way.reads("It stands on the board.")
    session = Session.objects.get(title="Kites")
    assert session.spot is not None
    way.click(way.page.get_by_role("button", name="I would join").first)
    way.reads("Would join: Fenna Friend, Stella Steward")
    if way.scripted:
        everybody_can_read_it_anywhere(way.page)
