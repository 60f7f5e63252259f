"""Home: what asks for me, what is next, where I am."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kinweave.circles.models import Scale, Standing
from kinweave.people.models import Person
from kinweave.web.greeting import greeting, how_much_asks
from tests import builders
from tests.world import World

SIGNED_IN = "allauth.account.auth_backends.AuthenticationBackend"
MOST_QUERIES = 15


def seen_by(person: Person, path: str = "/") -> str:
    client = Client()
    client.force_login(person, SIGNED_IN)
    answer = client.get(path)
    assert answer.status_code == 200
    return unescape(answer.text)


def at_home_in(circles: int) -> Person:
    """Somebody in so many congregations, each with a crew of theirs, a pair, and another crew."""
    ada = builders.person()
    for number in range(circles):
        whole = builders.circle(f"Congregation {number}")
        builders.member(whole, ada, Standing.PARTNER)
        other = builders.person("Bo Birch")
        builders.member(whole, other)
        for scale in (Scale.CREW, Scale.DYAD):
            near = builders.circle(f"{scale} {number}", scale, parent=whole)
            builders.member(near, ada)
            builders.member(near, other)
        builders.circle(f"Neighbours {number}", Scale.CREW, parent=whole, audience="parents")
    return ada


def queries(person: Person, path: str) -> int:
    client = Client()
    client.force_login(person, SIGNED_IN)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        client.get(path)
    return len(asked)


def test_somebody_without_an_account_is_told_what_this_is(client: Client) -> None:
    said = client.get("/").text
    assert "A home for people who belong together" in said
    assert "Where you belong" not in said


def test_home_greets_by_name_and_shows_crews_and_who_is_in_them(world: World) -> None:
    said = seen_by(world["crew member"])
    assert "Cleo Crewmate." in said
    assert "Tuesday pod" in said
    assert "Pavel Partner" in said


def test_a_crew_stays_unseen_by_those_who_may_not_know_of_it(world: World) -> None:
    for path in ("/", "/map/"):
        assert "Tuesday pod" not in seen_by(world["friend"], path)
        assert "Riverbend" not in seen_by(world["stranger"], path)


def test_the_map_shows_other_crews_only_to_those_who_may_know_of_them(world: World) -> None:
    world.tuesday_pod.audience = "parents"
    world.tuesday_pod.save()
    for path in ("/", "/map/"):
        assert "Tuesday pod" in seen_by(world["friend"], path)
        assert "Tuesday pod" not in seen_by(world["stranger"], path)
        assert "Tuesday pod" not in seen_by(world["former member"], path)


def test_people_one_does_not_wish_to_meet_are_neither_named_nor_counted(world: World) -> None:
    for persona in ("friend", "blocked"):
        builders.member(world.tuesday_pod, world[persona])
    said = seen_by(world["friend"])
    assert "Bela Blocked" not in said
    assert "Tuesday pod, crew, 3 people" in said
    assert "Fenna Friend" not in seen_by(world["blocked"])


def test_every_circle_on_the_map_is_a_link_with_a_name(world: World) -> None:
    drawn = re.search(r"<svg class=\"map\".*?</svg>", seen_by(world["crew member"]), re.DOTALL)
    assert drawn
    links = re.findall(r'<a href="(.+?)" aria-label="(.+?)">', drawn[0])
    assert (world.tuesday_pod.get_absolute_url(), "Tuesday pod, crew, 2 people") in links
    assert (world.riverbend.get_absolute_url(), "Riverbend, congregation, 5 people") in links
    assert drawn[0].count("<a ") == len(links)


def test_the_rail_names_each_circle_of_mine_and_folds_the_many() -> None:
    said = seen_by(at_home_in(4), "/who-sees-what/")
    assert all(f"Congregation {number}" in said for number in range(4))
    assert "4 more" in said
    assert "Neighbours" not in said


@pytest.mark.parametrize("path", ["/", "/map/"])
def test_home_asks_the_database_as_little_with_many_circles_as_with_few(path: str) -> None:
    one, three = at_home_in(1), at_home_in(3)
    assert queries(one, path) == queries(three, path) <= MOST_QUERIES


def test_somebody_in_no_circle_is_shown_a_first_step() -> None:
    said = seen_by(builders.person(), "/map/")
    assert "You are in no circle yet." in said


def test_a_pair_and_very_many_circles_still_make_a_page() -> None:
    ada = at_home_in(9)
    assert seen_by(ada).count('class="crew mine"') <= 12
    assert "Congregation 8" in seen_by(ada, "/map/")


@pytest.mark.parametrize(
    ("hour", "words"),
    [
        (5, "Good morning, Ada."),
        (12, "Good afternoon, Ada."),
        (18, "Good evening, Ada."),
        (2, "Good evening, Ada."),
    ],
)
def test_one_is_greeted_by_the_hour(hour: int, words: str) -> None:
    assert greeting(hour, "Ada") == words


def test_somebody_without_a_name_is_greeted_too() -> None:
    assert greeting(9, "") == "Good morning."


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (0, "Nothing asks for you."),
        (2, "Two things ask for you. Nothing else is waiting."),
        (7, "7 things ask for you. Nothing else is waiting."),
    ],
)
def test_what_waits_is_said_in_one_sentence(count: int, words: str) -> None:
    assert how_much_asks(count) == words
