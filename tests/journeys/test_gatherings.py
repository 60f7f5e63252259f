"""A gathering from its plan to its end, in a browser on a small phone: who hosts, and who comes.

With JavaScript and without it. No page on the way is wider than 320 pixels, and axe finds nothing.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar, Event
from playwright.sync_api import Locator, expect

from kinweave.gatherings.clock import instant
from kinweave.gatherings.models import Answer, Gathering
from kinweave.jobs.actions import run_due
from kinweave.notices.inbox import take
from kinweave.notices.models import Delivery
from tests.gatherings.mailroom import answered, as_sent, calendar_in
from tests.journeys import test_whole_way as whole_way
from tests.journeys.test_whole_way import Open, Way
from tests.world import World, build

pytestmark = [pytest.mark.journey, pytest.mark.once, pytest.mark.django_db(transaction=True)]

open_as = whole_way.open_as
"""The same phones, with scripts and without."""

NAME = "Reading aloud"
VIENNA = "Europe/Vienna"


@pytest.fixture
def world() -> World:
    return build()


@pytest.fixture
def fenna(world: World, open_as: Open) -> Way:
    """The phone of a member of Riverbend, who will host."""
    return open_as(world["friend"])


@pytest.fixture
def pavel(world: World, open_as: Open) -> Way:
    """The phone of another, who will come."""
    return open_as(world["partner"])


@pytest.fixture
def program(open_as: Open) -> Way:
    """A calendar program: it knows an address, and is signed in nowhere."""
    return open_as(None)


def test_a_series_is_planned_announced_answered_moved_and_called_off(
    world: World, fenna: Way, pavel: Way, program: Way
) -> None:
    first = timezone.now().date() + timedelta(days=3)
    series = somebody_hosts(world, fenna, first)
    is_asked_and_answers_from_the_mail(world, fenna, pavel, series)
    say_yes_to_all(world, pavel, series)
    moved_to = second_is_moved_and_third_left_out(fenna, series, first)
    both_are_seen_and_the_yes_is_kept(pavel, series)
    address = make_a_calendar_address(pavel)
    events = read(program, address)
    assert events[2].start == moved_to
    assert [events[number].get("STATUS") == "CANCELLED" for number in (1, 2, 3, 4)] == [
        False, False, True, False,
    ]  # fmt: skip
    before = events[1].start

    call_it_off(fenna, series)
    pavel.go(series.get_absolute_url())
    pavel.reads("This is called off. “Three of us have lost our voices.”")
    expect(pavel.page.get_by_role("button", name="Yes", exact=True)).to_have_count(0)
    pavel.go(reverse("gatherings"))
    expect(pavel.page.get_by_role("link", name=NAME)).to_have_count(0)
    events = read(program, address)
    assert {one.get("STATUS") for one in events.values()} == {"CANCELLED"}
    assert (events[1].start, events[2].start) == (before, moved_to)


def somebody_hosts(world: World, way: Way, first: date) -> Gathering:
    """By way of a mistake, which is told and takes nothing away."""
    way.go(world.riverbend.get_absolute_url())
    way.follow("Gatherings")
    way.follow("Plan a gathering")
    fill = way.page.locator("main").get_by_label
    fill("What it is called").fill(NAME)
    fill("What it is about").fill("One chapter, *slowly*.")
    fill("Place").fill("The boat shed")
    fill("First day").fill(first.isoformat())
    fill("From", exact=True).fill("19:00")
    fill("To", exact=True).fill("18:00")
    fill("Time zone").select_option(VIENNA)
    fill("How often").select_option(label="Every week")
    fill("How many times").fill("4")
    way.press("Make a draft")
    way.reads("It would end before it starts")
    expect(fill("What it is called")).to_have_value(NAME)
    fill("To", exact=True).fill("20:30")
    way.press("Make a draft")
    way.reads("Only you see this draft")
    series = Gathering.objects.get(name=NAME)
    way.press("Announce it")
    way.reads("It is announced.")
    expect(dates(way)).to_have_count(4)
    return series


def is_asked_and_answers_from_the_mail(
    world: World, host: Way, way: Way, series: Gathering
) -> None:
    asked = world["partner"]
    host.follow("Ask somebody to come")
    host.page.get_by_label(asked.shown_name).check()
    host.press("Send the letters")
    host.reads("1 letter goes out.")
    run_due(timezone.now(), Delivery)
    letter = next(one for one in mail.outbox if one.to == [asked.email] and NAME in one.subject)
    assert take(answered(calendar_in(as_sent(letter)), "TENTATIVE"), timezone.now())
    way.go(series.get_absolute_url())
    expect(way.page.get_by_role("button", name="Maybe", exact=True, pressed=True)).to_have_count(1)


def say_yes_to_all(world: World, way: Way, series: Gathering) -> None:
    way.go(reverse("gatherings"))
    way.follow(NAME)
    way.reads("Will you come?")
    way.reads("The boat shed")
    way.page.get_by_label("The same for all dates that follow").check()
    way.press("Yes")
    way.reads("Good. It stands in your calendar.")
    expect(way.page.get_by_role("button", name="Yes", exact=True, pressed=True)).to_have_count(4)
    way.go(reverse("gatherings"))
    expect(line(way)).to_contain_text("You come")
    way.go(world.riverbend.get_absolute_url())
    way.follow("Gatherings")
    expect(line(way)).to_contain_text("You come")
    way.follow(NAME)
    assert way.page.url.endswith(series.get_absolute_url())


def second_is_moved_and_third_left_out(way: Way, series: Gathering, first: date) -> datetime:
    """When the second date begins from now on."""
    day = first + timedelta(days=8)
    way.go(series.get_absolute_url())
    change_date(way, 2)
    way.page.get_by_label("Day").fill(day.isoformat())
    way.page.get_by_label("From").fill("17:15")
    way.press("Move it")
    way.reads("It is moved, and those who come are told.")
    change_date(way, 3)
    way.page.get_by_label("A few words for those who would have come").fill("The shed is painted.")
    way.press("Leave it out")
    way.reads("It is left out, and those who would have come are told.")
    return instant(datetime.combine(day, time(17, 15)), VIENNA)


def change_date(way: Way, number: int) -> None:
    way.click(dates(way).nth(number - 1).get_by_role("link", name="Move or leave out"))


def both_are_seen_and_the_yes_is_kept(way: Way, series: Gathering) -> None:
    way.go(series.get_absolute_url())
    expect(dates(way).nth(1)).to_contain_text("moved from its usual time")
    expect(yes_of(dates(way).nth(1))).to_have_attribute("aria-pressed", "true")
    expect(dates(way).nth(2)).to_contain_text("left out: “The shed is painted.”")
    expect(yes_of(dates(way).nth(2))).to_have_count(0)
    expect(yes_of(dates(way).nth(3))).to_have_attribute("aria-pressed", "true")
    kept = Answer.objects.filter(occasion__gathering=series).values_list("says", flat=True)
    assert list(kept) == ["yes"] * 4


def make_a_calendar_address(way: Way) -> str:
    """The one of all that they come to."""
    way.go(reverse("gatherings"))
    way.follow("Have it in your own calendar")
    way.press("Make an address")
    way.reads("Here is the address.")
    return way.page.get_by_label("The address").input_value()


def read(program: Way, address: str) -> dict[int, Event]:
    """What it reads there: by the date's number."""
    answer = program.page.request.get(address)
    assert answer.ok
    assert answer.headers["content-type"].startswith("text/calendar")
    found = {}
    for event in Calendar.from_ical(answer.text()).walk("VEVENT"):
        assert event["SUMMARY"] == NAME
        number = re.match(r"\d+-(\d+)@", event["UID"])
        assert number
        found[int(number[1])] = event
        assert event.start.astimezone(UTC) < event.end.astimezone(UTC)
    return found


def call_it_off(way: Way, series: Gathering) -> None:
    way.go(series.get_absolute_url())
    way.follow("Call it off")
    way.page.get_by_label("A few words for those who would have come").fill(
        "Three of us have lost our voices."
    )
    way.press("Call it off")
    way.reads("It is called off, and those who would have come are told.")


def dates(way: Way) -> Locator:
    """All of a series that the page tells of."""
    part = way.page.locator("section", has=way.page.get_by_role("heading", name="Dates"))
    return part.get_by_role("listitem")


def yes_of(date: Locator) -> Locator:
    """The button with which one says yes to it."""
    return date.get_by_role("button", name="Yes", exact=True)


def line(way: Way) -> Locator:
    """Where it stands in a list."""
    return way.page.locator("main").get_by_role("listitem").filter(has_text=NAME)
