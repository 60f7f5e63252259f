"""Somebody answers a call, the caller begins the crew, and they word a charter together.

With JavaScript and without it, at 320 pixels; with it, axe finds nothing.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from kinweave.crews.models import Cycle
from kinweave.people.models import WeeklyHours
from tests.builders import NOW
from tests.journeys import test_whole_way as whole_way
from tests.journeys.test_whole_way import Open
from tests.world import World
from tests.world.again import build_again

pytestmark = [pytest.mark.journey, pytest.mark.once, pytest.mark.django_db(transaction=True)]

open_as = whole_way.open_as
"""The same phones, with scripts and without."""


@pytest.fixture
def world() -> World:
    made = build_again()
    for persona in ("crew member", "steward"):
        WeeklyHours.objects.create(person=made[persona], week="f" * 336, changed_at=NOW)
    return made


def test_a_call_becomes_a_crew_with_dates_and_a_charter(world: World, open_as: Open) -> None:
    caller, other = open_as(world["crew member"]), open_as(world["steward"])
    address = world.call.get_absolute_url()
    other.go(address)
    other.reads("You may join")
    other.press("Yes, I would")
    other.reads("You would join")

    caller.go(address)
    caller.reads("When all of you could meet for the first time")
    caller.press("Begin this crew")
    caller.reads("Your crew begins.")
    caller.reads("Meeting 1 of 6")
    crew = Cycle.objects.get(by="call").circle

    other.go(f"/c/{crew.slug}/crew/")
    other.follow("Begin Why we meet")
    other.page.get_by_label("In your words").fill("For the bread.")
    other.press("Keep these words")
    other.reads("For the bread.")
    caller.go(f"/c/{crew.slug}/crew/")
    caller.reads("For the bread.")
    expect(caller.page.get_by_role("button", name="Offer this turn")).not_to_have_count(0)
