"""Every piece that pages are made of, by day and by night, on a desk and on a phone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import NoReverseMatch, include, path, reverse
from playwright.sync_api import Browser, Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from kinweave.config.urls import handler400, handler403, handler404, handler500  # noqa: F401 - Django's
from kinweave.web import errors
from kinweave.web.views.components import components
from tests.journeys.looking import everybody_can_read_it_anywhere, everything_fits

pytestmark = [pytest.mark.journey, pytest.mark.once, pytest.mark.django_db(transaction=True)]

DESK, TABLET, PHONE = 1280, 768, 320

urlpatterns = [
    path("components/", components, name="components"),
    path("400/", errors.not_understood),
    path("403/", errors.not_allowed),
    path("404/", errors.not_here),
    path("late/", errors.form_too_old),
    path("500/", errors.broken),
    path("", include("kinweave.config.urls")),
]
PAGES = (
    "", "components/", "who-sees-what/", "software/", "language/",
    "400/", "403/", "404/", "late/", "500/",
)  # fmt: skip


@pytest.fixture
def page(browser: Browser, settings: Settings, live_server: LiveServer) -> Iterator[Page]:
    """A browser in which nothing may go wrong unseen."""
    settings.ROOT_URLCONF = __name__
    context = browser.new_context(viewport={"width": DESK, "height": 800}, base_url=live_server.url)
    opened = context.new_page()
    broken: list[str] = []
    opened.on("requestfailed", lambda failed: broken.append(failed.url))
    opened.on("pageerror", lambda error: broken.append(str(error)))
    opened.on("console", lambda said: broken.append(said.text))
    yield opened
    context.close()
    # A browser says so of every page that is an error, which some of these are.
    assert [said for said in broken if not said.startswith("Failed to load resource")] == []


@pytest.mark.parametrize("name", PAGES)
def test_anybody_can_read_it_on_any_screen_by_day_and_by_night(page: Page, name: str) -> None:
    page.goto(name)
    for width in (DESK, TABLET, 400, PHONE):
        page.set_viewport_size({"width": width, "height": 800})
        everything_fits(page)
    everybody_can_read_it_anywhere(page)


def test_what_is_pressed_is_large_enough_for_a_thumb(page: Page) -> None:
    page.set_viewport_size({"width": PHONE, "height": 800})
    page.goto("components/")
    pressed = page.locator(".btn, select, input:not([type=checkbox], [type=radio])").all()
    low = [each for each in pressed if (each.bounding_box() or {"height": 0})["height"] < 44]
    assert pressed
    assert [each.evaluate("each => each.outerHTML") for each in low] == []


def test_a_field_says_to_a_reader_what_helps_and_what_went_wrong(page: Page) -> None:
    page.goto("components/")
    field = page.locator('input[name="name"][aria-invalid="true"]')
    named = (field.get_attribute("aria-describedby") or "").split()
    said = " ".join(page.locator(f"#{name}").last.inner_text() for name in named)
    assert "What people call you." in said
    assert "required" in said


def test_lines_are_never_too_long_to_read(page: Page) -> None:
    page.set_viewport_size({"width": 1900, "height": 800})
    page.goto("who-sees-what/")
    widest = page.evaluate(
        """() => Math.max(...[...document.querySelectorAll('p, dd')].map(each => {
            const one = document.createElement('span'); one.textContent = '0'.repeat(70);
            one.style.whiteSpace = 'nowrap'; each.append(one);
            const most = one.getBoundingClientRect().width; one.remove();
            return each.getBoundingClientRect().width / most; }))"""
    )
    assert widest <= 1


def test_on_paper_there_is_the_page_and_no_buttons(page: Page) -> None:
    page.goto("components/")
    page.emulate_media(media="print")
    expect(page.locator(".btn:visible, .foot:visible, .masthead:visible")).to_have_count(0)
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_a_keyboard_gets_past_the_rail_at_once(page: Page) -> None:
    page.goto("components/")
    page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "Skip to the page itself"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_the_page_of_components_is_for_those_who_build_only(client: Client) -> None:
    with pytest.raises(NoReverseMatch):
        reverse("components")
    assert client.get("/components/").status_code == 404
