"""A steward drags people from crew to crew: with a mouse at a desk, with a finger on a phone."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from kinweave.people.models import Person
from kinweave.weaving import lots
from tests.gatherings.cast import Cast, riverbend
from tests.journeys.looking import everybody_can_read_it_anywhere
from tests.weaving.doing import VIENNA
from tests.weaving.drafts import Draft, a_draft

pytestmark = [pytest.mark.journey, pytest.mark.once, pytest.mark.django_db(transaction=True)]

SIGNED_IN = "allauth.account.auth_backends.AuthenticationBackend"
DESK, PHONE = 1280, 320
Open = Callable[[Person, int], Page]


@pytest.fixture
def cast(monkeypatch: pytest.MonkeyPatch) -> Cast:
    monkeypatch.setattr(lots, "ONE_IN", 0)
    return riverbend()


@pytest.fixture
def draft(cast: Cast) -> Draft:
    return a_draft(cast)


@pytest.fixture
def open_as(browser: Browser, live_server: LiveServer) -> Iterator[Open]:
    """Somebody's own browser, so many pixels wide, with a touch screen."""
    opened: list[BrowserContext] = []

    def as_(someone: Person, width: int) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 1400 if width == DESK else 800}, has_touch=True,
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


def mover(page: Page, name: str) -> Locator:
    return page.locator(".mover", has_text=name)


def middle(found: Locator) -> tuple[float, float]:
    """Where a pointer would hit it."""
    box = found.bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def over(page: Page, name: str, crew: int) -> None:
    """Take somebody by their name with a mouse, and hold them over a crew."""
    page.mouse.move(*middle(mover(page, name).locator("span:not(.grip)")))
    page.mouse.down()
    page.mouse.move(*middle(page.locator(f"#crew-{crew} h3")), steps=4)
    expect(page.locator(f"#crew-{crew}.lit")).to_be_visible()


def drags_with_a_finger(page: Page, name: str, crew: int) -> None:
    """By the grip, so that the page does not scroll."""
    send = page.context.new_cdp_session(page).send

    def touch(kind: str, *at: float) -> None:
        points = [{"x": at[0], "y": at[1]}] if at else []
        send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    page.locator("#crew-1").evaluate("one => one.scrollIntoView()")
    x, y = middle(mover(page, name).locator(".grip"))
    touch("touchStart", x, y)
    to_x, to_y = middle(page.locator(f"#crew-{crew} h3"))
    for step in range(1, 6):
        touch("touchMove", x + (to_x - x) * step / 5, y + (to_y - y) * step / 5)
    expect(page.locator(f"#crew-{crew}.lit")).to_be_visible()
    touch("touchEnd")


def test_somebody_is_dragged_to_another_crew_and_back(
    open_as: Open, cast: Cast, draft: Draft
) -> None:
    desk = open_as(cast.stella, DESK)
    desk.goto(draft.proposal.get_absolute_url())
    over(desk, "Guest6", 2)
    desk.keyboard.press("Escape")
    desk.mouse.up()
    expect(desk.locator(".ghost")).to_have_count(0)
    assert draft.crews() == [{0, 1, 2}, {3, 4, 5}]

    over(desk, "Guest6", 2)
    desk.mouse.up()
    said = desk.get_by_role("status")
    expect(said).to_contain_text("Guest6 is in crew 2 now.")
    expect(desk.locator("main")).to_contain_text("Crew 2: 4 people, 28 times of the week")
    assert draft.crews() == [{0, 1, 2}, {3, 4, 5, 6}]

    over(desk, "Guest7", 1)
    desk.mouse.up()
    expect(said).to_contain_text("these people cannot be one crew")
    expect(desk.get_by_role("checkbox", checked=True)).to_have_count(0)
    assert draft.crews() == [{0, 1, 2}, {3, 4, 5, 6}]
    everybody_can_read_it_anywhere(desk)

    phone = open_as(cast.stella, PHONE)
    phone.goto(draft.proposal.get_absolute_url())
    drags_with_a_finger(phone, "Guest0", 2)
    expect(phone.get_by_role("status")).to_contain_text("Guest0 is in crew 2 now.")
    assert draft.crews() == [{1, 2}, {0, 3, 4, 5, 6}]
    for _ in range(2):
        with phone.expect_navigation():
            phone.get_by_role("button", name="Take it back").click()
    assert draft.crews() == [{0, 1, 2}, {3, 4, 5}]
