"""Who would like a crew and has none, and who is new: for whoever welcomes people, however many."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from kinweave.circles import actions
from kinweave.circles.models import Circle, Scale
from kinweave.people.models import Person
from tests import builders


@pytest.fixture
def ada() -> Person:
    return builders.person("Ada Anker")


@pytest.fixture
def circle(ada: Person) -> Circle:
    return actions.found(ada, name="Riverbend", scale=Scale.CONGREGATION, at=builders.NOW)


def come(circle: Circle, numbers: range) -> None:
    """So many newcomers, each of whom would like a crew."""
    at = timezone.now()
    for number in numbers:
        someone = builders.person(f"Nr {number:03}")
        builders.member(circle, someone, since=at)
        until = at.date() + timedelta(days=60)
        actions.wish_for_crew(someone, circle, words="", until=until, at=at)


def read(ada: Person, circle: Circle, asked: str = "") -> tuple[list[str], list[str], str, int]:
    """Who stands in each of the two lists; the page, and how often it asked the database."""
    client = Client()
    client.force_login(ada, builders.BACKEND)
    with CaptureQueriesContext(connection) as queries:
        page = client.get(reverse("circle-care", args=[circle.slug]) + asked).content.decode()
    wishing, new = page.split("New here", 1)
    found = [re.findall(r">(Nr \d+)</a>", part) for part in (wishing, new)]
    return found[0], found[1], page, len(queries)


def test_two_hundred_are_read_thirty_at_a_time(ada: Person, circle: Circle) -> None:
    come(circle, range(3))
    wishing, new, page, once = read(ada, circle)
    assert len(wishing) == len(new) == 3
    assert "After" not in page
    come(circle, range(3, 200))
    seen: set[str] = set()
    for number in range(1, 8):
        wishing, new, page, asked = read(ada, circle, f"?page={number}")
        assert asked == once
        assert len(wishing) == (30 if number < 7 else 20)
        assert len(new) == 30
        seen |= {*wishing}
    assert len(seen) == 200


def test_turning_one_list_leaves_the_other_where_it_is(ada: Person, circle: Circle) -> None:
    come(circle, range(70))
    wishing, new, page, _ = read(ada, circle, "?page=2&new=3")
    assert (len(wishing), len(new)) == (30, 10)
    links = [link.replace("&amp;", "&") for link in re.findall(r'href="(\?[^"]+)"', page)]
    assert links == ["?new=3&page=1", "?new=3&page=3", "?page=2&new=2"]
