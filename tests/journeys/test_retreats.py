"""A place at a retreat, on a small phone: an amount of one's own, how to pay it, and that it came.

With JavaScript and without it. No page on the way is wider than 320 pixels, and axe finds nothing.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from kinweave.fund.accounts import in_fours
from kinweave.retreats.models import Due
from tests.journeys import test_whole_way as whole_way
from tests.journeys.looking import everybody_can_read_it_anywhere
from tests.journeys.test_whole_way import Open
from tests.world import IBAN, World
from tests.world.again import build_again

pytestmark = [pytest.mark.journey, pytest.mark.once, pytest.mark.django_db(transaction=True)]

open_as = whole_way.open_as
"""The same phones, with scripts and without."""


@pytest.fixture
def world() -> World:
    return build_again()


def test_somebody_takes_a_place_pays_what_they_chose_and_hears_that_it_came(
    world: World, open_as: Open
) -> None:
    stella, pavel = open_as(world["steward"]), open_as(world["partner"])
    stella.go(world.mill.gathering.get_absolute_url())
    stella.follow("See the days and prices")
    stella.reads("An amount of your own")
    stella.follow("Take a place")
    fill = stella.page.locator("main").get_by_label
    fill("An amount of your own", exact=True).check()
    fill("The amount of your own").fill("1.250")
    fill("canary-loft").check()
    stella.press("Take the place")
    stella.reads("can be read in two ways")
    expect(fill("The amount of your own")).to_have_value("1.250")
    fill("The amount of your own").fill("12,50")
    stella.press("Take the place")
    stella.reads("The place is yours.")
    stella.reads("€12.50")
    stella.reads(in_fours(IBAN))
    due = Due.objects.get(booking__person=world["steward"])
    stella.reads(in_fours(due.reference))
    expect(stella.page.locator("figure svg")).to_be_visible()
    if stella.scripted:
        everybody_can_read_it_anywhere(stella.page)

    pavel.go(world.mill.get_absolute_url())
    pavel.follow("What is paid")
    pavel.follow("Stella Steward")
    pavel.press("Note it")
    pavel.reads("€12.50 of €12.50 have come in.")

    stella.go(stella.page.url)
    stella.reads("All is paid")
    expect(stella.page.locator("figure svg")).to_have_count(0)
