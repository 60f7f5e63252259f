"""Somebody counts themselves in, has a break, and says that they met; a steward opens a round.

With JavaScript and without it, at 320 pixels; with it, axe finds nothing.
"""

from __future__ import annotations

import pytest

from tests.journeys import test_whole_way as whole_way
from tests.journeys.test_whole_way import Open
from tests.world import World
from tests.world.again import build_again

pytestmark = [pytest.mark.journey, pytest.mark.once, pytest.mark.django_db(transaction=True)]

open_as = whole_way.open_as
"""The same phones, with scripts and without."""


@pytest.fixture
def world() -> World:
    return build_again()


def test_a_member_takes_part_and_says_that_they_met(world: World, open_as: Open) -> None:
    steward, member = open_as(world["steward"]), open_as(world["friend"])
    member.go(world.riverbend.get_absolute_url())
    member.follow("Rounds of pairs")
    member.reads("You are in for the next round.")
    member.press("Count me in each time")
    member.reads("until you say otherwise")
    member.follow(world["crew member"].name)
    member.reads("Hours that suit all of you")
    member.press("We met")
    member.reads("Kept, for you alone.")
    member.go("/met/")
    member.reads(world["crew member"].name)

    steward.go(f"/circles/{world.riverbend.slug}/rounds/")
    steward.press("Call this round off")
    steward.reads("It is called off.")
    steward.follow("Open a round")
    steward.page.get_by_label("Pairs are made on").fill("2000-01-01")
    steward.press("Open it")
    steward.reads("Choose a day from tomorrow on")
