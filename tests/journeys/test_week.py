"""Painting a week: by mouse, by keyboard, by finger, and in words without any script."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, Dialog, Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from kinweave.people.actions.week import paint_week
from kinweave.people.models import Person, WeeklyHours
from kinweave.people.week import in_words, read_day, woven
from tests import builders
from tests.journeys.looking import everybody_can_read

pytestmark = [pytest.mark.journey, pytest.mark.once, pytest.mark.django_db(transaction=True)]

DESK, PHONE = 1280, 320
SIGNED_IN = "allauth.account.auth_backends.AuthenticationBackend"
Open = Callable[..., Page]


@pytest.fixture
def person() -> Person:
    """Somebody who is free on Monday evenings."""
    found = builders.person("Wanda Weaver", email="wanda@example.org")
    week = woven([read_day("18:00-20:00"), *[()] * 6])
    paint_week(found, week=week, at=timezone.now())
    return found


@pytest.fixture
def open_week(browser: Browser, live_server: LiveServer, person: Person) -> Iterator[Open]:
    """The page, in a browser in which nothing may go wrong unseen."""
    opened: list[BrowserContext] = []
    broken: list[str] = []

    def open_it(*, width: int = DESK, **wanted: Any) -> Page:
        client = Client()
        client.force_login(person, SIGNED_IN)
        context = browser.new_context(
            viewport={"width": width, "height": 2400}, base_url=live_server.url, **wanted
        )
        opened.append(context)
        name = settings.SESSION_COOKIE_NAME
        value = client.cookies[name].value
        context.add_cookies([{"name": name, "value": value, "url": live_server.url}])
        page = context.new_page()
        page.on("pageerror", lambda error: broken.append(str(error)))
        page.on("console", lambda said: broken.append(said.text))
        page.goto("/week/")
        return page

    yield open_it
    for context in opened:
        context.close()
    assert broken == []


def cell(page: Page, day: int, clock: str) -> Locator:
    """The half hour that begins then, on a day (0 is Monday)."""
    half = int(clock[:2]) * 2 + (clock[3:] == "30")
    return page.locator("tbody tr").nth(half).locator("td").nth(day)


def middle(one: Locator) -> tuple[float, float]:
    box = one.bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


MOVED = """() => new Promise(done => {
    new PerformanceObserver(list =>
        done(list.getEntries().reduce((sum, one) => sum + one.value, 0))
    ).observe({type: "layout-shift", buffered: true});
    setTimeout(() => done(0), 200);
})"""
"""How much of the page moved while it came: the share of what is in sight, times how far."""


def drag(page: Page, start: Locator, end: Locator) -> None:
    page.mouse.move(*middle(start))
    page.mouse.down()
    page.mouse.move(*middle(end), steps=6)
    page.mouse.up()


def lines(page: Page) -> list[str]:
    return [each.input_value() for each in page.locator("[data-day]").all()]


def kept(person: Person) -> tuple[str, ...]:
    return in_words(WeeklyHours.objects.get(person=person).week)


def keep(page: Page) -> None:
    page.get_by_role("button", name="Keep my week").first.click()
    expect(page.get_by_text("Your week is kept.")).to_be_visible()


def test_what_is_written_does_not_jump_away_when_the_cloth_comes(open_week: Open) -> None:
    page = open_week()
    assert page.evaluate(MOVED) < 0.1


def test_by_mouse_over_several_days_at_once(open_week: Open, person: Person) -> None:
    page = open_week()
    drag(page, cell(page, 1, "18:00"), cell(page, 3, "19:30"))
    assert lines(page) == ["18:00-20:00"] * 4 + [""] * 3
    expect(page.locator(".loom [role=status]")).to_have_text(
        "Tuesday – Thursday 18:00 to 20:00, free"
    )
    page.get_by_role("radio", name="if need be").check()
    drag(page, cell(page, 5, "10:00"), cell(page, 5, "11:30"))
    assert lines(page)[5] == "10:00-12:00?"
    drag(page, cell(page, 5, "11:00"), cell(page, 5, "11:30"))
    assert lines(page)[5] == "10:00-11:00?"
    page.get_by_role("radio", name="not free").check()
    cell(page, 0, "18:00").click()
    keep(page)
    assert kept(person) == ("18:30-20:00", *["18:00-20:00"] * 3, "", "10:00-11:00?", "")


def test_what_was_painted_can_be_taken_back(open_week: Open) -> None:
    page = open_week()
    undo = page.get_by_role("button", name="Undo")
    expect(undo).to_be_disabled()
    cell(page, 1, "09:00").click()
    cell(page, 2, "09:00").click()
    page.keyboard.press("Control+z")
    assert lines(page) == ["18:00-20:00", "09:00-09:30"] + [""] * 5
    undo.click()
    assert lines(page) == ["18:00-20:00"] + [""] * 6
    expect(undo).to_be_disabled()


def test_by_keyboard(open_week: Open, person: Person) -> None:
    page = open_week()
    page.locator("td[tabindex='0']").focus()
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.ariaLabel") == "Tuesday 18:00, not free"
    page.keyboard.press("Space")
    for _ in range(3):
        page.keyboard.press("Shift+ArrowDown")
    assert page.evaluate("document.activeElement.ariaLabel") == "Tuesday 19:30, free"
    page.keyboard.press("Home")
    assert page.evaluate("document.activeElement.ariaLabel") == "Tuesday 07:00, not free"
    page.keyboard.press("Enter")
    page.keyboard.press("End")
    assert page.evaluate("document.activeElement.ariaLabel") == "Tuesday 22:30, not free"
    assert lines(page)[1] == "07:00-07:30, 18:00-20:00"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Your week is kept.")).to_be_visible()
    assert kept(person)[1] == "07:00-07:30, 18:00-20:00"


def test_by_keyboard_one_stroke_is_taken_back_as_one(open_week: Open) -> None:
    page = open_week()
    cell(page, 2, "10:00").focus()
    page.locator("td[tabindex='0']").focus()
    page.keyboard.down("Shift")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    page.keyboard.up("Shift")
    said = page.locator(".loom [role=status]")
    expect(said).to_have_text("Monday – Tuesday 18:00 to 18:30, free")
    assert lines(page)[:2] == ["18:00-20:00", "18:00-18:30"]
    page.keyboard.press("Control+z")
    expect(said).to_have_text("Undone.")
    assert lines(page) == ["18:00-20:00"] + [""] * 6


def test_by_finger(open_week: Open, person: Person) -> None:
    page = open_week(width=PHONE, has_touch=True, is_mobile=True)
    finger = page.context.new_cdp_session(page)
    start, end = middle(cell(page, 4, "20:00")), middle(cell(page, 4, "21:30"))

    def touch(kind: str, *points: tuple[float, float]) -> None:
        finger.send(
            "Input.dispatchTouchEvent",
            {"type": kind, "touchPoints": [{"x": x, "y": y} for x, y in points]},
        )

    touch("touchStart", start)
    for step in range(1, 7):
        touch("touchMove", (start[0], start[1] + (end[1] - start[1]) * step / 6))
    touch("touchEnd")
    assert lines(page)[4] == "20:00-22:00"
    cell(page, 6, "09:00").tap()
    assert lines(page)[6] == "09:00-09:30"
    keep(page)
    assert kept(person)[4:] == ("20:00-22:00", "", "09:00-09:30")


def test_the_night_is_folded_away_until_it_is_wanted(open_week: Open) -> None:
    page = open_week()
    night = page.get_by_role("button", name="Show the night")
    expect(cell(page, 0, "06:30")).to_be_hidden()
    expect(cell(page, 0, "07:00")).to_be_visible()
    expect(cell(page, 0, "23:00")).to_be_hidden()
    night.click()
    drag(page, cell(page, 6, "23:00"), cell(page, 6, "23:30"))
    drag(page, cell(page, 0, "00:00"), cell(page, 0, "00:30"))
    assert lines(page)[6] == "23:00-01:00"
    assert lines(page)[0] == "18:00-20:00"
    keep(page)
    expect(night).to_have_attribute("aria-expanded", "true")


def test_a_day_is_copied_to_others(open_week: Open) -> None:
    page = open_week()
    page.get_by_role("button", name="Copy", exact=True).click()
    assert lines(page) == ["18:00-20:00"] * 5 + [""] * 2
    page.locator("[data-copy-from]").select_option(label="Sunday")
    page.locator("[data-copy-to]").select_option(label="Tuesday")
    page.get_by_role("button", name="Copy", exact=True).click()
    assert lines(page)[:3] == ["18:00-20:00", "", "18:00-20:00"]
    page.get_by_role("button", name="Undo").click()
    assert lines(page) == ["18:00-20:00"] * 5 + [""] * 2


def test_what_is_written_is_painted(open_week: Open) -> None:
    page = open_week()
    page.get_by_role("textbox", name="Wednesday").fill("9-10, 22:00-24:00?")
    page.get_by_role("textbox", name="Wednesday").blur()
    assert cell(page, 2, "09:30").get_attribute("aria-label") == "Wednesday 09:30, free"
    assert cell(page, 2, "22:30").get_attribute("aria-label") == "Wednesday 22:30, if need be"
    cell(page, 3, "09:00").click()
    assert lines(page)[2:4] == ["9-10, 22:00-24:00?", "09:00-09:30"]


def test_whoever_goes_away_before_keeping_it_is_asked_once(open_week: Open, person: Person) -> None:
    page = open_week()
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stay)
    cell(page, 3, "09:00").click()
    page.get_by_role("link", name="Home").first.click()
    expect(page).to_have_url(re.compile("/week/$"))
    assert lines(page)[3] == "09:00-09:30"
    keep(page)
    assert kept(person)[3] == "09:00-09:30"
    with page.expect_navigation():
        page.get_by_role("link", name="Home").first.click()
    assert asked == ["beforeunload"]


def test_without_scripts_it_is_written(open_week: Open, person: Person) -> None:
    page = open_week(width=PHONE, java_script_enabled=False)
    expect(page.get_by_role("grid")).to_be_hidden()
    page.get_by_role("textbox", name="Monday").fill("evenings")
    keep_it = page.get_by_role("button", name="Keep my week")
    keep_it.click()
    expect(page.get_by_text("“evenings” is not from one time until another.")).to_be_visible()
    assert page.get_by_role("textbox", name="Monday").input_value() == "evenings"
    page.get_by_role("textbox", name="Monday").fill("19:00-21:00")
    keep_it.click()
    expect(page.get_by_text("Your week is kept.")).to_be_visible()
    assert kept(person)[0] == "19:00-21:00"


@pytest.mark.parametrize(
    ("width", "scheme", "forced"),
    [(DESK, "light", "none"), (PHONE, "dark", "none"), (DESK, "dark", "active")],
)
def test_anybody_can_read_it(open_week: Open, width: int, scheme: str, forced: str) -> None:
    page = open_week(width=width, color_scheme=scheme, forced_colors=forced)
    page.get_by_role("radio", name="if need be").check()
    drag(page, cell(page, 2, "10:00"), cell(page, 4, "12:30"))
    page.get_by_role("textbox", name="Sunday").fill("evenings")
    page.get_by_role("button", name="Keep my week").first.click()
    expect(page.get_by_role("alert")).to_be_visible()
    # A browser that was told to force colors reports those from before.
    everybody_can_read(page, contrast=forced != "active")
