"""Belonging to a crew, in a browser on a small phone: two people, from its beginning to leaving it.

With JavaScript and without it. No page on the way is wider than 320 pixels, and axe finds nothing.
"""

from __future__ import annotations

import re

import pytest

from kinweave.circles.models import Circle, Membership
from tests.journeys import test_whole_way as whole_way
from tests.journeys.test_whole_way import Open, Way
from tests.world import World
from tests.world.again import build_again

pytestmark = [pytest.mark.journey, pytest.mark.once, pytest.mark.django_db(transaction=True)]

open_as = whole_way.open_as
"""The same phones, with scripts and without."""


@pytest.fixture
def world() -> World:
    return build_again()


@pytest.fixture
def pavel(world: World, open_as: Open) -> Way:
    """The phone of a partner of Riverbend."""
    return open_as(world["partner"])


@pytest.fixture
def cleo(world: World, open_as: Open) -> Way:
    """The phone of somebody else who is in it."""
    return open_as(world["crew member"])


def test_a_crew_is_begun_joined_tended_handed_over_and_left(
    world: World, pavel: Way, cleo: Way
) -> None:
    soup = somebody_begins_a_crew(world, pavel)
    write_what_is_expected(pavel, soup, "We eat together.")
    another_comes_in(cleo, link_from(pavel, soup), "We eat together.")
    write_what_is_expected(pavel, soup, "We eat together, and wash up.")
    say_yes_again(cleo, soup, "We eat together, and wash up.")
    hand_over_the_pot(pavel, soup)
    take_it_on(cleo)
    leave(cleo, soup)
    pavel.go(soup.get_absolute_url())
    pavel.follow("Responsibilities")
    pavel.reads("It stands open.")
    here = Membership.objects.current().filter(circle=soup)
    assert [one.person for one in here] == [world["partner"]]


def somebody_begins_a_crew(world: World, way: Way) -> Circle:
    way.go(world.riverbend.get_absolute_url())
    way.follow("Begin a circle in here")
    way.page.get_by_label("Its name").fill("Soup crew")
    way.press("Begin it")
    way.reads("Here it is. Next: whom would you like to invite?")
    made = Circle.objects.get(name="Soup crew")
    assert (made.parent, made.scale) == (world.riverbend, "crew")
    return made


def write_what_is_expected(way: Way, circle: Circle, words: str) -> None:
    way.go(circle.get_absolute_url())
    way.follow("What is expected here")
    way.follow("Write a new version")
    way.page.get_by_label("What we expect of each other").fill(words)
    way.press("Ask everybody to read it")
    way.reads("Everybody here is asked to read it.")


def link_from(way: Way, circle: Circle) -> str:
    way.go(circle.get_absolute_url())
    way.follow("Invite people")
    way.press("Make an invitation")
    way.reads("Here is the link.")
    return way.page.get_by_label("The link: copy it and send it on").input_value()


def another_comes_in(way: Way, link: str, expected: str) -> None:
    way.go(link)
    way.reads("Pavel Partner invites you")
    way.reads(expected)
    way.press("Yes, I come in")
    way.reads("Tick the box once you have read what they expect.")
    way.page.get_by_label("I have read it and can live with it").check()
    way.press("Yes, I come in")
    way.reads("Welcome. This is the circle.")


def say_yes_again(way: Way, circle: Circle, expected: str) -> None:
    way.go("/")
    way.reads("What Soup crew expects is new to you")
    way.go(circle.get_absolute_url())
    way.follow("Read what is expected here")
    way.reads(expected)
    way.press("I have read it and can live with it")
    way.reads("Thank you for reading it.")


def hand_over_the_pot(way: Way, circle: Circle) -> None:
    way.go(circle.get_absolute_url())
    way.follow("Responsibilities")
    way.follow("Name a responsibility")
    way.page.get_by_label("Its name").fill("Soup pot")
    way.page.get_by_label("Who holds it").select_option(label="Pavel Partner")
    way.press("Keep it so")
    way.click(way.page.get_by_role("link", name=re.compile("^Step back.*Soup pot$")))
    way.page.get_by_label("Whom you ask").select_option(label="Cleo Crewmate")
    way.page.get_by_label("What the next one should know").fill("Mind the left handle.")
    way.press("Ask them")
    way.reads("They are asked. Until they say yes, nothing changes.")
    way.reads("Pavel Partner holds it")


def take_it_on(way: Way) -> None:
    way.go("/")
    way.reads("Would you take on “Soup pot”?")
    way.follow("Yes, or not now")
    way.reads("Mind the left handle.")
    way.press("Yes, I take it on")
    way.reads("It is yours now.")
    way.reads("Cleo Crewmate holds it")


def leave(way: Way, circle: Circle) -> None:
    way.go(circle.get_absolute_url())
    way.follow("Leave")
    way.reads("“Soup pot” stands open, and the partners are told.")
    way.press("Leave")
    way.reads("You have left.")
    way.reads("Come back to Soup crew")
