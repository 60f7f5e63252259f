"""Telling of oneself and finding others in a browser: by day and night, on a desk and a phone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from kinweave.people.models import Person, Profile, SpokenLanguage, Topic
from tests.journeys.looking import everybody_can_read_it_anywhere
from tests.people.test_picture import SIGNED_IN, photograph
from tests.world import World
from tests.world.again import build_again

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

DESK, PHONE = 1280, 320


@pytest.fixture
def world() -> World:
    made = build_again()
    for persona in ("crew member", "partner", "steward"):
        person = made[persona]
        Profile.objects.filter(person=person).update(
            place="Vienna", latitude="48.2", longitude="16.4"
        )
        SpokenLanguage.objects.create(person=person, code="de", fluency=4)
        SpokenLanguage.objects.create(person=person, code="en", fluency=3)
        for kind, words in (("interests", "bread"), ("skills", "welding"), ("learning", "to rest")):
            Topic.objects.create(person=person, kind=kind, words=words)
        Person.objects.filter(pk=person.pk).update(time_zone="Europe/Vienna")
    return made


def opened(
    browser: Browser, live_server: LiveServer, person: Person, *, script: bool = True
) -> Page:
    """A browser in which ``person`` is signed in."""
    client = Client()
    client.force_login(person, SIGNED_IN)
    context = browser.new_context(
        viewport={"width": DESK, "height": 800},
        base_url=live_server.url, java_script_enabled=script,
    )  # fmt: skip
    name = settings.SESSION_COOKIE_NAME
    context.add_cookies(
        [{"name": name, "value": client.cookies[name].value, "url": live_server.url}]
    )
    return context.new_page()


@pytest.fixture
def page(browser: Browser, live_server: LiveServer, world: World) -> Iterator[Page]:
    found = opened(browser, live_server, world["crew member"])
    yield found
    found.context.close()


@pytest.fixture
def plain(browser: Browser, live_server: LiveServer, world: World) -> Iterator[Page]:
    """The same on a phone, without scripts."""
    found = opened(browser, live_server, world["crew member"], script=False)
    found.set_viewport_size({"width": PHONE, "height": 640})
    yield found
    found.context.close()


@pytest.mark.once
def test_anybody_can_read_it(page: Page, world: World) -> None:
    for path in (
        "/profile/",
        "/profile/picture/",
        "/people/",
        "/people/?q=wordofnobody",
        f"/people/{world['partner'].pk}/",
        f"/people/{world['crew member'].pk}/",
        f"/people/{world['friend'].pk}/",
    ):
        page.goto(path)
        everybody_can_read_it_anywhere(page)


def test_somebody_tells_of_themselves_and_finds_another(plain: Page, tmp_path: Path) -> None:
    plain.goto("/profile/")
    plain.get_by_label("A few words (if you like)").fill("I bake on Fridays.")
    plain.get_by_label("Who sees it: A few words").select_option("my crews and pairs")
    plain.get_by_label("A point on the map (if you like)").fill("somewhere")
    plain.get_by_role("button", name="Keep it").click()
    expect(plain.get_by_text("Write two numbers")).to_be_visible()
    assert plain.get_by_label("A few words (if you like)").input_value() == "I bake on Fridays."
    plain.get_by_label("A point on the map (if you like)").fill("48.2085, 16.3721")
    plain.get_by_label("Time zone", exact=True).select_option("Lisbon")
    plain.get_by_role("button", name="Keep it").click()
    expect(plain.get_by_text("I bake on Fridays.")).to_be_visible()
    expect(plain.get_by_text("about 48.2, 16.4")).to_be_visible()
    file = tmp_path / "me.jpg"
    file.write_bytes(photograph())
    plain.goto("/profile/picture/")
    plain.get_by_label("A picture of you").set_input_files(file)
    plain.get_by_role("button", name="Use this picture").click()
    expect(plain.get_by_text("Your picture is here")).to_be_visible()
    plain.goto("/people/")
    plain.get_by_label("Find by words").fill("welding")
    plain.get_by_role("button", name="Find").click()
    plain.get_by_role("link", name="Pavel Partner").click()
    expect(plain.get_by_role("heading", name="Pavel Partner")).to_be_visible()
    expect(plain.get_by_role("heading", name="Where you meet")).to_be_visible()
