"""Coming to what is for those who give, on a small phone: what it asks, saying what one gives,
coming; and what the keeper sees of it.

With JavaScript and without it. No page on the way is wider than 320 pixels, and axe finds nothing.
"""

from __future__ import annotations

import pytest

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


def test_somebody_says_what_they_give_and_comes(world: World, open_as: Open) -> None:
    pavel = open_as(world["partner"])
    pavel.go(world.supper.get_absolute_url())
    pavel.reads("For those who give at least €70 a month to Riverbend")
    pavel.follow("What you give")
    pavel.reads("€67.19 a month")
    pavel.reads("Whoever sees that you come to it then knows that you do")
    pavel.page.get_by_label("What you give a month").fill("80")
    if pavel.scripted:
        everybody_can_read_it_anywhere(pavel.page)
    pavel.press("That is what I give")
    pavel.reads("€80 a month")
    pavel.follow("Who gives what")
    pavel.reads("Fenna Friend")
    pavel.click(pavel.page.get_by_role("link", name="Bela Blocked"))
    pavel.reads("Asking them first is kinder")
    pavel.go(world.supper.get_absolute_url())
    pavel.press("Yes")
    pavel.reads("It stands in your calendar.")
    pavel.reads("canary-place-of-the-supper")
