"""A host asks something and says what hands are wanted; somebody who comes replies and takes one.

With JavaScript and without it, at 320 pixels; with it, axe finds nothing.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.journeys import test_whole_way as whole_way
from tests.journeys.test_whole_way import Open
from tests.world import World
from tests.world.again import build_again

pytestmark = [pytest.mark.journey, pytest.mark.once, pytest.mark.django_db(transaction=True)]

open_as = whole_way.open_as
"""The same phones, with scripts and without."""

SONG = "Which song shall we sing?"


@pytest.fixture
def world() -> World:
    return build_again()


def test_a_host_asks_and_somebody_replies_and_takes_the_soup_spoon(
    world: World, open_as: Open
) -> None:
    host, guest = open_as(world["crew member"]), open_as(world["steward"])
    address = world.soup.get_absolute_url()
    host.go(address)
    host.follow("Change what is asked")
    host.page.get_by_label("What you ask").fill(SONG)
    host.press("Ask this too")
    host.reads(SONG)
    host.go(address)
    host.follow("Change what hands are wanted")
    host.press("Scribe")
    host.reads("Writes down what should be remembered.")

    guest.go(address)
    guest.follow("Reply, or leave it open")
    guest.page.get_by_label(SONG).fill("The one about the ferry.")
    guest.press("Keep it")
    guest.reads("You replied: The one about the ferry.")
    take = guest.page.get_by_role("button", name="I take it Scribe").first
    guest.click(take)
    guest.reads("It is yours that day.")
    guest.follow("All dates and roles")
    expect(guest.page.get_by_role("button", name="Give it back Scribe")).to_have_count(1)

    host.go(address)
    host.follow("Read what was replied")
    host.reads("The one about the ferry.")
    host.go(f"{address}roles/")
    host.reads(world["steward"].name)
    guest.click(guest.page.get_by_role("button", name="Give it back Scribe"))
    guest.reads("It is given back. Nobody asks why.")
