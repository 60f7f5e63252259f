"""A gathering from its plan to what it leaves behind, in a browser on a small phone: who hosts, who
comes, and who listens.

With JavaScript and without it. No page on the way is wider than 320 pixels, and axe finds nothing.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta

import feedparser
import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar, Event
from playwright.sync_api import Locator, expect

from kinweave.circles.models import Circle
from kinweave.gatherings.clock import instant
from kinweave.gatherings.models import Answer, Gathering
from kinweave.jobs.actions import run_due
from kinweave.notices.inbox import take
from kinweave.notices.models import Delivery
from tests.gatherings.cast import Cast, riverbend
from tests.gatherings.mailroom import answered, as_sent, calendar_in
from tests.harvests.cast import page_of
from tests.journeys import test_whole_way as whole_way
from tests.journeys.looking import everybody_can_read_it_anywhere
from tests.journeys.test_whole_way import Open, Way

pytestmark = [pytest.mark.journey, pytest.mark.once, pytest.mark.django_db(transaction=True)]

open_as = whole_way.open_as
"""The same phones, with scripts and without."""

NAME = "Reading aloud"
PODCAST = "/c/riverbend/harvest/podcast.xml"
VIENNA = "Europe/Vienna"


@pytest.fixture
def cast() -> Cast:
    made = riverbend()
    Circle.objects.filter(pk=made.circle.pk).update(audience="public", about="Soup and company.")
    return made


def test_a_series_is_planned_answered_from_the_mail_moved_and_leaves_a_podcast_behind(
    cast: Cast, open_as: Open
) -> None:
    ada, ben, anybody = open_as(cast.ada), open_as(cast.ben), open_as(None)
    first = timezone.now().date() + timedelta(days=3)
    series = somebody_hosts(cast, ada, first)
    is_asked_and_answers_from_the_mail(cast, ada, ben, series)
    say_yes_to_all(cast, ben, series)
    moved_to = second_is_moved_and_third_left_out(ada, series, first)
    both_are_seen_and_the_yes_is_kept(ben, series)
    events = read(anybody, make_a_calendar_address(ben))
    assert events[2].start == moved_to
    assert [events[number].get("STATUS") == "CANCELLED" for number in (1, 2, 3, 4)] == [
        False, False, True, False,
    ]  # fmt: skip

    the_first_has_been(series)
    mail.outbox.clear()
    ada.go(series.get_absolute_url())
    ada.follow("After the last date")
    leave_a_few_words(ada)
    add_a_recording(ada, cast)
    anybody.go("/c/riverbend/harvest/")
    anybody.reads("What we sang")
    expect(anybody.page.get_by_text("Ben sings")).to_have_count(0)
    say_yes(ben, series)
    listen(anybody)
    write_to_them(ada, series)
    run_due(timezone.now())
    written = [one.to for one in mail.outbox if one.subject == f"After {NAME}"]
    assert written == [["ben@example.org"]]

    ben.go(page_of(series))
    ben.reads("The pot is Cleo's.")
    ben.follow("Ben sings")
    ben.follow("You speak in it: your yes or no")
    ben.press("I do not agree any more")
    ben.reads("nobody is told why")
    assert anybody.page.request.get(PODCAST).status == 404


def somebody_hosts(cast: Cast, way: Way, first: date) -> Gathering:
    """By way of a mistake, which is told and takes nothing away."""
    way.go(cast.circle.get_absolute_url())
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
    fill("Who may see it").select_option("public")
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


def is_asked_and_answers_from_the_mail(cast: Cast, host: Way, way: Way, series: Gathering) -> None:
    asked = cast.ben
    host.follow("Ask somebody to come")
    host.page.get_by_label(asked.shown_name).check()
    host.press("Send the letters")
    host.reads("1 letter goes out.")
    run_due(timezone.now(), Delivery)
    letter = next(one for one in mail.outbox if one.to == [asked.email] and NAME in one.subject)
    assert take(answered(calendar_in(as_sent(letter)), "TENTATIVE"), timezone.now())
    way.go(series.get_absolute_url())
    expect(way.page.get_by_role("button", name="Maybe", exact=True, pressed=True)).to_have_count(1)


def say_yes_to_all(cast: Cast, way: Way, series: Gathering) -> None:
    way.reads("Will you come?")
    way.reads("The boat shed")
    way.page.get_by_label("The same for all dates that follow").check()
    way.press("Yes")
    way.reads("Good. It stands in your calendar.")
    expect(way.page.get_by_role("button", name="Yes", exact=True, pressed=True)).to_have_count(4)
    way.go(cast.circle.get_absolute_url())
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


def the_first_has_been(series: Gathering) -> None:
    """Days pass."""
    begun = timezone.now() - timedelta(days=1)
    series.occasions.filter(number=1).update(
        starts_at=begun, ends_at=begun + timedelta(minutes=90), day=begun.date()
    )


def leave_a_few_words(way: Way) -> None:
    way.follow("Leave a few words")
    fill = way.page.locator("main").get_by_label
    fill("Title").fill("What we sang")
    fill("What you take from it").fill("Three songs, *slowly*.\n\n- the first twice")
    fill("Who may read it").select_option("public")
    way.press("Look at it first")
    expect(way.page.locator("#preview em")).to_have_text("slowly")
    way.press("Keep as a draft")
    way.reads("Only you read this draft")
    way.press("Publish it")
    way.reads("It is there to be read by: Everyone, also without an account.")
    if way.scripted:
        size = way.page.viewport_size
        everybody_can_read_it_anywhere(way.page)
        assert size
        way.page.set_viewport_size(size)
    way.follow("What else this date left behind")


def add_a_recording(way: Way, cast: Cast) -> None:
    way.follow("Add a recording")
    fill = way.page.locator("main").get_by_label
    fill("Title").fill("Ben sings")
    fill("Link to the recording").fill("https://example.org/ben-sings.mp3")
    fill("What the link leads to").select_option("audio/mpeg")
    fill("How long it is").fill("3:20")
    fill("Who may hear it").select_option("public")
    way.page.get_by_label(cast.ben.name).check()
    way.press("Add it, and ask them")
    way.reads("A file needs its size")
    fill("Size of the file, in bytes").fill("3200000")
    way.press("Add it, and ask them")
    way.reads("Others cannot hear it")


def say_yes(way: Way, series: Gathering) -> None:
    """From the letter, whose link leads to a page with buttons."""
    run_due(timezone.now())
    address = f"{series.occasions.get(number=1).recordings.get().get_absolute_url()}consent/"
    [letter] = [one for one in mail.outbox if address in str(one.body)]
    assert letter.to == ["ben@example.org"]
    way.go(address)
    way.press("Yes, it may be heard")
    way.reads("You said yes")


def listen(way: Way) -> None:
    way.go("/c/riverbend/harvest/")
    link = way.page.locator("link[rel=alternate]").get_attribute("href")
    assert link
    answer = way.page.request.get(link)
    assert answer.headers["content-type"] == "application/rss+xml; charset=utf-8"
    podcast = feedparser.parse(answer.body())
    assert not podcast.bozo
    [item] = podcast.entries
    assert item.title == "Ben sings"
    [file] = item.enclosures
    assert (file.type, file.length) == ("audio/mpeg", "3200000")
    assert way.page.request.get("/c/riverbend/harvest/cover.png").body()[:4] == b"\x89PNG"
    way.follow("Ben sings")
    expect(way.page.get_by_role("link", name="Listen")).to_have_attribute(
        "href", "https://example.org/ben-sings.mp3"
    )


def write_to_them(way: Way, series: Gathering) -> None:
    way.go(page_of(series))
    way.follow("Write to those who came")
    way.page.get_by_label("Your words").fill("Thank you. The pot is Cleo's.")
    way.press("Look at it first")
    way.reads("The next one is on")
    way.press("Send it")
    way.reads("The letter is on its way")


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
