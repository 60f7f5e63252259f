"""A season, from its opening to a crew with dates: a steward at a desk, somebody on a phone,
somebody with a keyboard alone, and one more.

With JavaScript and without it; with it, axe finds nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from kinweave.circles.models import Standing
from kinweave.jobs.actions import run_due
from kinweave.people.models import Person, SpokenLanguage, WeeklyHours
from kinweave.weaving.models import Proposal, Season
from tests import builders
from tests.journeys.looking import everybody_can_read_it_anywhere, everything_fits
from tests.weaving.doing import EVENINGS, VIENNA, wishes_are_in

pytestmark = [pytest.mark.journey, pytest.mark.once, pytest.mark.django_db(transaction=True)]

SIGNED_IN = "allauth.account.auth_backends.AuthenticationBackend"
DESK, PHONE = 1280, 320
Press = Callable[[Page, str], None]


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def scripted(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


@pytest.fixture
def open_as(
    browser: Browser, live_server: LiveServer, scripted: bool
) -> Iterator[Callable[[Person, int], Page]]:
    """Somebody's own browser, so many pixels wide, signed in."""
    opened: list[BrowserContext] = []

    def as_(someone: Person, width: int) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 800}, java_script_enabled=scripted,
            base_url=live_server.url, timezone_id=VIENNA, reduced_motion="reduce",
        )  # fmt: skip
        context.set_default_timeout(8_000)
        opened.append(context)
        client = Client()
        client.force_login(someone, SIGNED_IN)
        name = settings.SESSION_COOKIE_NAME
        context.add_cookies(
            [{"name": name, "value": client.cookies[name].value, "url": live_server.url}]
        )
        return context.new_page()

    yield as_
    for context in opened:
        context.close()


@pytest.fixture
def people() -> list[Person]:
    """Stella, Ada, Ben and Cleo, free in the evenings, in Riverbend."""
    circle = builders.circle("Riverbend", slug="riverbend")
    names = ("Stella Stern", "Ada Anker", "Ben Birch", "Cleo Crab")
    found = [builders.person(name, time_zone=VIENNA) for name in names]
    for one in found:
        builders.member(circle, one, Standing.PARTNER if one is found[0] else Standing.FRIEND)
        WeeklyHours.objects.create(person=one, week=EVENINGS, changed_at=timezone.now())
        SpokenLanguage.objects.create(person=one, code="en", fluency=4)
    return found


def clicks(page: Page, words: str) -> None:
    """On a link or button of the page itself."""
    role = page.locator("main").get_by_role
    found = role("link", name=words, exact=True).or_(role("button", name=words, exact=True))
    with page.expect_navigation():
        found.first.click()
    everything_fits(page)


def tabs_to(page: Page, words: str) -> None:
    """With the keyboard alone: Tab until it is there, and Enter."""
    for _ in range(90):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.innerText").strip() == words:
            with page.expect_navigation():
                page.keyboard.press("Enter")
            return
    pytest.fail(f"no key leads to {words!r}")


def wishes_for_a_crew(page: Page, press: Press) -> None:
    """Three minutes: most of it is filled in."""
    page.goto("/c/riverbend/")
    press(page, "Spring crews")
    press(page, "I would like one")
    expect(page.get_by_label("Wednesday")).to_have_value("18:00-21:00")
    page.get_by_label("What would you like a crew for?").focus()
    page.keyboard.type("To write letters")
    expect(page.get_by_label("English", exact=True)).to_be_checked()
    press(page, "Keep my wish")
    expect(page.locator("body")).to_contain_text("Your wish is kept.")


def says_yes(page: Page, press: Press) -> None:
    page.goto("/c/riverbend/")
    press(page, "Spring crews")
    press(page, "See it and answer")
    press(page, "Yes")
    expect(page.locator("body")).to_contain_text("Your answer is kept.")


def test_a_season_becomes_a_crew_with_dates(
    open_as: Callable[[Person, int], Page], people: list[Person], scripted: bool
) -> None:
    def look(page: Page) -> None:
        size = page.viewport_size
        assert size
        if scripted:
            everybody_can_read_it_anywhere(page)
            page.set_viewport_size(size)

    stella, ada, ben, cleo = (open_as(one, PHONE if one is people[1] else DESK) for one in people)
    stella.goto("/c/riverbend/seasons/new/")
    stella.get_by_label("What it is called").fill("Spring crews")
    clicks(stella, "Keep it")
    clicks(stella, "Open it to all members")
    ways: list[tuple[Page, Press]] = [
        (stella, clicks),
        (ada, clicks),
        (ben, tabs_to),
        (cleo, clicks),
    ]
    for page, press in ways:
        wishes_for_a_crew(page, press)
    season = Season.objects.get()
    ada.goto(f"/seasons/{season.pk}/wish/")
    ada.get_by_text("In private: with whom, and with whom not").click()
    ada.get_by_label("With whom would you like to be? 1").fill("Ben Birch")
    look(ada)
    ada.keyboard.press("Enter")
    expect(ada.locator("body")).to_contain_text("Your wish is kept.")
    wishes_are_in(season)

    stella.goto(season.get_absolute_url())
    clicks(stella, "Wishes and proposals")
    look(stella)
    clicks(stella, "Look for crews")
    run_due(timezone.now(), Proposal)
    if not scripted:
        stella.reload()
    expect(stella.get_by_role("button", name="Propose this to its people")).to_be_visible()
    look(stella)
    clicks(stella, "Propose this to its people")

    for page, press in ways[:3]:
        says_yes(page, press)
    look(ada)
    says_yes(cleo, clicks)
    for page, press in ways[1:3]:
        page.goto(f"/seasons/{season.pk}/crew/")
        press(page, "To your crew")
        expect(page.locator("body")).to_contain_text("Meeting 1 of 6")
