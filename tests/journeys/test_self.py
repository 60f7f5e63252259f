"""Writing for oneself, and not seeing somebody: on a phone, without scripts."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.journeys.looking import everybody_can_read_it_anywhere
from tests.world import World
from tests.world.again import build_again

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

PHONE = 320
SIGNED_IN = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def world() -> World:
    return build_again()


def opened(browser: Browser, site: LiveServer, world: World, **options: object) -> Page:
    """A phone on which a crew member is signed in."""
    client = Client()
    client.force_login(world["crew member"], SIGNED_IN)
    name = settings.SESSION_COOKIE_NAME
    context = browser.new_context(
        viewport={"width": PHONE, "height": 640}, base_url=site.url, **options
    )
    context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": site.url}])
    return context.new_page()


@pytest.fixture
def plain(browser: Browser, live_server: LiveServer, world: World) -> Iterator[Page]:
    """One that runs no scripts."""
    page = opened(browser, live_server, world, java_script_enabled=False)
    yield page
    page.context.close()


@pytest.fixture
def page(browser: Browser, live_server: LiveServer, world: World) -> Iterator[Page]:
    page = opened(browser, live_server, world)
    yield page
    page.context.close()


def test_somebody_writes_for_themselves_lets_go_and_takes_it_up_again(plain: Page) -> None:
    plain.goto("/")
    plain.locator(".bar").get_by_role("link", name="You").click()
    plain.get_by_role("link", name="For yourself").click()
    plain.get_by_text("Write a learning edge").click()
    part = plain.get_by_role("region", name="Learning edges")
    part.get_by_label("Your words").fill("Say no before I am tired")
    part.get_by_role("button", name="Keep it").click()
    plain.get_by_role("link", name="Open Say no before I am tired").click()
    plain.get_by_role("button", name="Let it go").click()
    plain.get_by_role("button", name="Take it up again").click()
    plain.get_by_text("Delete it", exact=True).click()
    plain.get_by_role("button", name="Delete it for good").click()
    expect(plain.get_by_text("It is gone.")).to_be_visible()
    expect(plain.get_by_text("Say no before I am tired")).to_have_count(0)


def test_somebody_would_rather_not_see_another_and_thinks_again(plain: Page, world: World) -> None:
    people = reverse("circle-people", args=[world.riverbend.slug])
    main = plain.locator("main")
    plain.goto(reverse("block", args=[world["friend"].pk]))
    with plain.expect_navigation():
        plain.get_by_role("button", name="Not see each other").click()
    expect(main.get_by_text("Fenna Friend").first).to_be_visible()
    plain.goto(people)
    expect(main.get_by_text("Fenna Friend")).to_have_count(0)
    plain.goto("/settings/")
    plain.get_by_role("link", name="Whom you do not see").click()
    with plain.expect_navigation():
        plain.get_by_role("button", name="See each other again Fenna Friend").click()
    plain.goto(people)
    expect(main.get_by_text("Fenna Friend").first).to_be_visible()


@pytest.mark.once
def test_anybody_can_read_it(page: Page, world: World) -> None:
    note = world["crew member"].notes.get()
    journal = reverse("circle-journal", args=[world.riverbend.slug])
    block = reverse("block", args=[world["friend"].pk])
    own = ["/self/", "/self/intention/", f"/self/{note.pk}/"]
    for path in (*own, "/settings/", "/blocks/", block, journal):
        page.goto(path)
        for closed in page.locator("main details").all():
            closed.evaluate("one => one.open = true")
        everybody_can_read_it_anywhere(page)
