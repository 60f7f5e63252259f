"""Somebody mixes groups at their gathering; whoever is in reads with whom they are.

With JavaScript and without it, at 320 pixels; with it, axe finds nothing.
"""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from kinweave.gatherings.models import Occasion
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


def test_a_host_goes_on_and_everybody_reads_where_they_are(world: World, open_as: Open) -> None:
    evening = Occasion.objects.filter(pk=world.mixing_plan.occasion_id)
    evening.update(starts_at=timezone.now(), ends_at=timezone.now() + timedelta(hours=2))
    host, member = open_as(world["crew member"]), open_as(world["friend"])
    host.go(world.soup.get_absolute_url())
    host.go(world.mixing_plan.get_absolute_url())
    host.reads("Round 1 is on")
    host.press("Begin round 2")
    host.reads("Round 2 is on")
    host.follow("Somebody came, or goes early")
    host.reads("Who is in")
    host.go(f"{world.mixing_plan.get_absolute_url()}cards/")
    host.reads("Cards for a room")
    member.go(world.soup.get_absolute_url())
    member.reads("you are with")
    member.go(world.mixing_plan.get_absolute_url())
    member.reads("You are with")
    member.follow("Show on a screen")
    member.reads("Round 2 of 2")
    host.go(world.mixing_plan.get_absolute_url())
    host.press("That was the last round")
    host.reads("The rounds are over")
