"""The day after an evening, in a browser on a small phone: who hosted, who was there, who listens.

With JavaScript and without it. No page on the way is wider than 320 pixels, and axe finds nothing.
"""

from __future__ import annotations

from xml.etree import ElementTree as Tree

import pytest
from django.core import mail
from django.utils import timezone
from playwright.sync_api import expect

from kinweave.circles.models import Circle
from kinweave.gatherings.models import Gathering
from kinweave.jobs.actions import run_due
from tests.gatherings.cast import Cast, riverbend
from tests.harvests.cast import came, page_of, series
from tests.journeys import test_whole_way as whole_way
from tests.journeys.looking import everybody_can_read_it_anywhere
from tests.journeys.test_whole_way import Open, Way

pytestmark = [pytest.mark.journey, pytest.mark.once, pytest.mark.django_db(transaction=True)]

open_as = whole_way.open_as
"""The same phones, with scripts and without."""


@pytest.fixture
def cast() -> Cast:
    made = riverbend()
    Circle.objects.filter(pk=made.circle.pk).update(audience="public", about="Soup and company.")
    return made


def test_an_evening_is_noted_written_about_heard_and_answered_for(
    cast: Cast, open_as: Open
) -> None:
    soup = series(cast.ada, cast.circle)
    came(soup.occasions.get(number=2), cast.ben)
    ada, ben, anybody = open_as(cast.ada), open_as(cast.ben), open_as(None)

    ada.go(soup.get_absolute_url())
    ada.follow("After the last date")
    note_who_came(ada, cast)
    leave_a_few_words(ada)
    add_a_recording(ada, cast)
    anybody.go("/c/riverbend/harvest/")
    anybody.reads("What we sang")
    expect(anybody.page.get_by_text("Ben sings")).to_have_count(0)

    say_yes(ben, soup)
    listen(anybody)
    write_to_them(ada, soup)
    run_due(timezone.now())
    assert [one.to for one in mail.outbox if one.subject == "After Soup"] == [["ben@example.org"]]

    ben.go(page_of(soup, number=2))
    ben.reads("The pot is Cleo's.")
    ben.follow("Ben sings")
    ben.follow("You speak in it: your yes or no")
    ben.press("I do not agree any more")
    ben.reads("nobody is told why")
    assert anybody.page.request.get("/c/riverbend/harvest/podcast.xml").status == 404


def note_who_came(way: Way, cast: Cast) -> None:
    way.follow("Note who came")
    expect(way.page.get_by_label("Ben Birch")).to_be_checked()
    way.page.get_by_text("Who else was there").click()
    way.page.get_by_label("Cleo Crab").check()
    way.page.get_by_label("Cleo Crab").uncheck()
    way.press("Note it")
    way.reads("forgotten by itself after sixty days")
    assert cast.ben.name not in way.page.locator("main").inner_text()


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


def say_yes(way: Way, soup: Gathering) -> None:
    """From the letter, whose link leads to a page with buttons."""
    run_due(timezone.now())
    [letter] = mail.outbox
    assert letter.to == ["ben@example.org"]
    recording = soup.occasions.get(number=2).recordings.get()
    address = f"{recording.get_absolute_url()}consent/"
    assert address in str(letter.body)
    way.go(address)
    way.press("Yes, it may be heard")
    way.reads("You said yes")


def listen(way: Way) -> None:
    way.go("/c/riverbend/harvest/")
    link = way.page.locator("link[rel=alternate]").get_attribute("href")
    assert link
    answer = way.page.request.get(link)
    assert answer.headers["content-type"] == "application/rss+xml; charset=utf-8"
    [item] = Tree.fromstring(answer.body()).findall("channel/item")  # noqa: S314 - our own
    assert item.findtext("title") == "Ben sings"
    [file] = item.findall("enclosure")
    assert (file.get("type"), file.get("length")) == ("audio/mpeg", "3200000")
    assert way.page.request.get("/c/riverbend/harvest/cover.png").body()[:4] == b"\x89PNG"
    way.follow("Ben sings")
    expect(way.page.get_by_role("link", name="Listen")).to_have_attribute(
        "href", "https://example.org/ben-sings.mp3"
    )


def write_to_them(way: Way, soup: Gathering) -> None:
    way.go(page_of(soup, number=2))
    way.follow("Write to those who came")
    way.page.get_by_label("Your words").fill("Thank you. The pot is Cleo's.")
    way.press("Look at it first")
    way.reads("The next one is on")
    way.press("Send it")
    way.reads("The letter is on its way")
