"""Home and the map in a browser: by day and by night, by hand, by keyboard, by ear."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.journeys.looking import everybody_can_read_it_anywhere
from tests.world import World
from tests.world.again import build_again

pytestmark = [pytest.mark.journey, pytest.mark.once, pytest.mark.django_db(transaction=True)]

DESK, PHONE = 1280, 320
SIGNED_IN = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def world() -> World:
    return build_again()


@pytest.fixture
def page(browser: Browser, live_server: LiveServer, world: World) -> Iterator[Page]:
    """A browser in which a crew member is signed in."""
    client = Client()
    client.force_login(world["crew member"], SIGNED_IN)
    context = browser.new_context(viewport={"width": DESK, "height": 800}, base_url=live_server.url)
    name = settings.SESSION_COOKIE_NAME
    context.add_cookies(
        [{"name": name, "value": client.cookies[name].value, "url": live_server.url}]
    )
    yield context.new_page()
    context.close()


def test_anybody_can_read_it(page: Page) -> None:
    for path in ("/", "/map/"):
        page.goto(path)
        everybody_can_read_it_anywhere(page)


def test_the_map_leads_to_a_circle_and_is_read_as_a_list(page: Page, world: World) -> None:
    page.goto("/map/")
    shapes = page.get_by_role("list", name="Where you belong")
    assert shapes.get_by_role("listitem").count() >= 3
    with page.expect_navigation():
        shapes.get_by_role("link", name="Tuesday pod, crew, 2 people").click()
    assert page.url.endswith(world.tuesday_pod.get_absolute_url())


def test_the_map_can_be_walked_by_keyboard(page: Page) -> None:
    page.goto("/map/")
    page.locator("#main").focus()
    seen = set()
    for _ in range(6):
        page.keyboard.press("Tab")
        seen.add(page.evaluate("document.activeElement.getAttribute('aria-label')"))
    assert {"Tuesday pod, crew, 2 people", "you"} <= seen


def test_a_phone_has_four_places_under_the_thumb_and_a_desk_has_a_rail(page: Page) -> None:
    page.goto("/")
    rail, bar = page.get_by_role("navigation", name="Kinweave"), page.locator(".bar")
    expect(rail).to_be_visible()
    expect(bar).to_be_hidden()
    page.set_viewport_size({"width": PHONE, "height": 640})
    expect(rail).to_be_hidden()
    expect(bar.get_by_role("link")).to_have_count(4)
    assert bar.get_by_role("link", name="Home").get_attribute("aria-current") == "page"
    page.keyboard.press("End")
    foot = page.locator(".foot")
    foot.scroll_into_view_if_needed()
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    under, over = foot.bounding_box(), bar.bounding_box()
    assert under is not None
    assert over is not None
    assert under["y"] + under["height"] <= over["y"]
