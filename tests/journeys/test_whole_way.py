"""The whole way through, in a browser on a small phone: from asking to join to leaving again.

With JavaScript and without it. Every page on the way is held to what each page must be: nobody
scrolls sideways at 320 pixels, and axe finds nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from django.conf import settings
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from kinweave.circles import actions
from kinweave.circles.models import Circle, Membership, Responsibility
from kinweave.people.models import Person
from tests import builders
from tests.journeys.looking import everybody_can_read, everything_fits

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

SIGNED_IN = "allauth.account.auth_backends.AuthenticationBackend"
CODE = re.compile(r"^\s*([A-Z0-9]{4}-?[A-Z0-9]{4})\s*$", re.MULTILINE)


@dataclass
class Way:
    """A browser on a phone of 320 pixels, and all that is looked at on each page of the way."""

    page: Page
    scripted: bool

    def look(self) -> None:
        """At this page: does it fit, and can everybody read it."""
        look = everybody_can_read if self.scripted else everything_fits
        look(self.page)

    def go(self, address: str) -> None:
        """Open a page."""
        answer = self.page.goto(address)
        assert answer is not None
        assert answer.ok, f"{answer.status} at {address}"
        self.look()

    def press(self, words: str) -> None:
        """Press a button, and look at what comes."""
        self.click(self.page.get_by_role("button", name=words, exact=True).first)

    def follow(self, words: str) -> None:
        """Follow a link of the page itself, and look at what comes."""
        self.click(self.page.locator(".page").get_by_role("link", name=words, exact=True).first)

    def say_yes(self) -> None:
        """Press the button that agrees, whatever it says."""
        self.click(self.page.locator("main button.yes").first)

    def click(self, what: Locator) -> None:
        """Click, wait for the page it leads to, and look at that."""
        with self.page.expect_navigation():
            what.click()
        self.look()

    def reads(self, words: str) -> None:
        """These words stand on the page, or come to stand there."""
        expect(self.page.locator("body")).to_contain_text(words)


Open = Callable[[Person | None], Way]


@pytest.fixture(
    params=[
        pytest.param(True, id="with scripts", marks=pytest.mark.once),
        pytest.param(False, id="without scripts"),
    ]
)
def open_as(
    browser: Browser, live_server: LiveServer, request: pytest.FixtureRequest
) -> Iterator[Open]:
    """Another phone, with somebody signed in on it, or nobody."""
    opened: list[BrowserContext] = []

    def as_(someone: Person | None) -> Way:
        context = browser.new_context(
            viewport={"width": 320, "height": 640},
            java_script_enabled=request.param,
            base_url=live_server.url,
            timezone_id="Europe/Vienna",
        )
        opened.append(context)
        if someone is not None:
            client = Client()
            client.force_login(someone, SIGNED_IN)
            name = settings.SESSION_COOKIE_NAME
            value = client.cookies[name].value
            context.add_cookies([{"name": name, "value": value, "url": live_server.url}])
        return Way(context.new_page(), request.param)

    yield as_
    for context in opened:
        context.close()


@pytest.fixture
def stella() -> Person:
    return builders.person("Stella Steward", email="stella@example.org")


@pytest.fixture
def riverbend(stella: Person) -> Circle:
    """A congregation that asks one question and expects something, and where people may apply."""
    now = timezone.now()
    circle = actions.found(
        stella, name="Riverbend", scale="congregation", about="Soup and company.",
        audience="public", door="application", at=now,
    )  # fmt: skip
    actions.ask(stella, circle, words="What brings you here?", needed=True, at=now)
    actions.expect(stella, circle, text="We come when we said we would.", at=now)
    return circle


def code() -> str:
    """The one in the newest letter."""
    found = CODE.search(str(mail.outbox[-1].body))
    assert found, mail.outbox[-1].body
    return found[1]


def sign_up(way: Way, name: str, address: str) -> None:
    """Make an account with a code that comes by mail."""
    way.go(reverse("account_signup"))
    way.page.locator("[name=email]").fill(address)
    way.page.locator("[name=name]").fill(name)
    way.press("Send me a code")
    way.page.locator("[name=code]").fill(code())
    way.say_yes()


def test_somebody_asks_to_join_is_welcomed_finds_people_and_leaves(
    open_as: Open, stella: Person, riverbend: Circle
) -> None:
    nova = open_as(None)
    sign_up(nova, "Nova Newcomer", "nova@example.org")
    nova.go(riverbend.get_absolute_url())
    nova.follow("Ask to join")
    nova.page.get_by_label("What brings you here?").fill("The soup, and the company.")
    nova.press("Send it")

    steward = open_as(stella)
    steward.go("/")
    steward.follow("Read what they say")
    steward.follow("Nova Newcomer")
    steward.reads("The soup, and the company.")
    steward.press("Welcome them")

    nova.go("/")
    nova.reads("You are new in Riverbend")
    nova.go(riverbend.get_absolute_url())
    nova.follow("Say whether you would like a crew")
    nova.go(riverbend.get_absolute_url())
    nova.follow("Paint the hours in which you are free")
    nova.page.get_by_role("textbox", name="Thursday").fill("18:00-21:00")
    nova.press("Keep my week")
    nova.reads("Your week is kept.")
    nova.go(riverbend.get_absolute_url())
    nova.follow("See everybody")
    nova.follow("Stella Steward")
    nova.reads("Where you meet")
    nova.go(riverbend.get_absolute_url())
    nova.follow("Leave")
    nova.press("Leave")
    here = Membership.objects.current().filter(circle=riverbend)
    assert [one.person for one in here] == [stella]


def test_somebody_begins_a_congregation_and_another_comes_in_by_its_link(
    open_as: Open, stella: Person
) -> None:
    founder = open_as(stella)
    founder.go(reverse("circle-new"))
    founder.page.get_by_label("congregation").check()
    founder.page.get_by_label("Its name").fill("Hilltop")
    founder.press("Begin it")
    hilltop = Circle.objects.get(name="Hilltop")
    founder.go(reverse("circle-invitations", args=[hilltop.slug]))
    founder.press("Make an invitation")
    link = hilltop.invitations.get().get_absolute_url()

    guest = open_as(None)
    guest.go(link)
    sign_up(guest, "Gil Guest", "gil@example.org")
    guest.go(link)
    guest.press("Yes, I come in")
    guest.go(hilltop.get_absolute_url())
    assert Membership.objects.current().filter(circle=hilltop).count() == 2


def test_somebody_steps_back_and_another_takes_over(
    open_as: Open, stella: Person, riverbend: Circle
) -> None:
    pavel = builders.person("Pavel Partner", email="pavel@example.org")
    builders.member(riverbend, pavel, "partner")
    held = Responsibility.objects.get(circle=riverbend)
    steward = open_as(stella)
    steward.go(reverse("circle-responsibilities", args=[riverbend.slug]))
    steward.go(reverse("step-back", args=[riverbend.slug, held.pk]))
    steward.page.get_by_label("Whom you ask").select_option(label="Pavel Partner")
    steward.page.get_by_label("Until when they would hold it").fill("2031-01-31")
    steward.press("Ask them")

    partner = open_as(pavel)
    partner.go("/")
    partner.follow("Yes, or not now")
    partner.say_yes()
    held.refresh_from_db()
    assert held.holder == pavel


def test_somebody_asks_for_all_that_is_theirs(open_as: Open, stella: Person) -> None:
    way = open_as(stella)
    way.go(reverse("exports"))
    way.say_yes()
    assert stella.exports.count() == 1
