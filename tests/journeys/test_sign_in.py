"""Coming in, in a real browser: by a code with and without scripts, by a passkey, in two steps."""

from __future__ import annotations

import re
from collections.abc import Iterator
from time import sleep, time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core import mail
from django.urls import reverse
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from kinweave.people.models import Person
from tests import builders
from tests.journeys.looking import everybody_can_read, everybody_can_read_it_anywhere

pytestmark = [pytest.mark.journey, pytest.mark.once, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def ada() -> Person:
    return builders.person("Ada Anker", email="ada@example.org")


@pytest.fixture
def origin(live_server: LiveServer, settings: Settings) -> str:
    """The site under a name, as passkeys want it; a number is none."""
    settings.ALLOWED_HOSTS = ["localhost", "testserver"]
    return live_server.url.replace("127.0.0.1", "localhost")


@pytest.fixture(params=[pytest.param("with scripts", marks=pytest.mark.once), "without scripts"])
def any_page(browser: Browser, origin: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    scripted = request.param == "with scripts"
    context = opened(browser, origin, java_script_enabled=scripted)
    yield context.new_page()
    context.close()


@pytest.fixture
def page(browser: Browser, origin: str) -> Iterator[Page]:
    context = opened(browser, origin)
    yield context.new_page()
    context.close()


def opened(browser: Browser, origin: str, **options: object) -> BrowserContext:
    small = {"width": 320, "height": 640}
    return browser.new_context(
        viewport=small, base_url=origin, timezone_id="Europe/Lisbon", **options
    )


def press(page: Page, words: str) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name=words, exact=True).click()


def follow(page: Page, words: str) -> None:
    with page.expect_navigation():
        page.get_by_role("link", name=words).click()


def newest_code() -> str:
    found = re.search(r"^ {4}(\S+)$", str(mail.outbox[-1].body), re.MULTILINE)
    assert found
    return found[1]


def ask_for_code(page: Page, onward: str) -> None:
    page.goto(onward)
    page.get_by_label("Your e-mail address").fill("ada@example.org")
    press(page, "Send me a code")


def come_in(page: Page, onward: str = "/account/ways/") -> None:
    ask_for_code(page, onward)
    page.get_by_label("Code").fill(newest_code())
    press(page, "Go on")


def digits(secret: str) -> str:
    """What an app shows at this moment, or in the next half minute if this one is about to end:
    nobody types so fast."""
    left = 30 - time() % 30
    if left < 10:
        sleep(left)
    return str(format_hotp_value(hotp_value(secret, int(time()) // 30)))


def test_a_code_lets_somebody_in_to_where_they_were_going(any_page: Page, ada: Person) -> None:
    del ada
    come_in(any_page, reverse("exports"))
    assert any_page.url.endswith(reverse("exports"))


def test_a_code_may_be_typed_as_people_type(any_page: Page, ada: Person) -> None:
    del ada
    ask_for_code(any_page, reverse("mfa_index"))
    any_page.get_by_label("Code").fill(f" {newest_code().lower().replace('-', ' ')} ")
    press(any_page, "Go on")
    assert any_page.url.endswith(reverse("mfa_index"))


def test_the_zone_of_somebody_new_is_that_of_their_browser(page: Page) -> None:
    page.goto(reverse("account_signup"))
    page.get_by_label("Your e-mail address").fill("neu@example.org")
    page.get_by_label("What people call you").fill("Nele Neu")
    press(page, "Send me a code")
    page.get_by_label("Code").fill(newest_code())
    press(page, "Go on")
    assert Person.objects.get(email="neu@example.org").time_zone == "Europe/Lisbon"


def test_a_passkey_is_made_named_used_and_removed(page: Page, ada: Person) -> None:
    phone = page.context.new_cdp_session(page)
    phone.send("WebAuthn.enable")
    kind = {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True,
        "hasUserVerification": True, "isUserVerified": True,
    }  # fmt: skip
    phone.send("WebAuthn.addVirtualAuthenticator", {"options": kind})
    come_in(page)
    follow(page, "Add a passkey")
    everybody_can_read(page)
    page.get_by_label("What you call it").fill("Little phone")
    press(page, "Make the passkey")
    expect(page.get_by_text("Little phone", exact=True).first).to_be_visible()
    everybody_can_read(page)
    assert "passkey was added" in mail.outbox[-1].body
    assert not Authenticator.objects.filter(user=ada, type="recovery_codes").exists()

    sign_out(page)
    letters = len(mail.outbox)
    page.goto(f"{reverse('account_login')}?next={reverse('exports')}")
    everybody_can_read(page)
    press(page, "Use a passkey")
    assert page.url.endswith(reverse("exports"))
    assert len(mail.outbox) == letters

    sign_out(page)
    come_in(page)
    assert page.url.endswith(reverse("mfa_index")), "a passkey closes no other way in"

    everybody_can_read(page)
    an_hour_passes()
    follow(page, "Rename")
    look_when_it_is_them(page)
    page.get_by_label("What you call it").fill("Old phone")
    press(page, "Keep this name")
    follow(page, "Remove")
    everybody_can_read(page)
    press(page, "Remove it")
    assert not Authenticator.objects.filter(user=ada).exists()
    assert "passkey was taken away" in mail.outbox[-1].body


def an_hour_passes() -> None:
    """In all browsers; what was shown of oneself is no longer taken for granted."""
    for row in Session.objects.all():
        session = SessionStore(row.session_key)
        for shown in session.get("account_authentication_methods", []):
            shown["at"] -= 3600
        session.modified = True
        session.save()


def sign_out(page: Page) -> None:
    page.goto(reverse("account_logout"))
    everybody_can_read(page)
    press(page, "Sign out")


def look_when_it_is_them(page: Page) -> None:
    """Whoever has a passkey shows it once more before they change how they sign in; or a code."""
    everybody_can_read(page)
    follow(page, "Use a code by mail")
    everybody_can_read(page)
    follow(page, "Use a passkey")
    press(page, "Use a passkey")
    everybody_can_read(page)


def test_somebody_shows_by_a_code_that_it_is_them(any_page: Page, ada: Person) -> None:
    page = any_page
    come_in(page, reverse("account_email"))
    an_hour_passes()
    page.get_by_label("The new address").fill("neu@example.org")
    press(page, "Send a code to the new address")
    press(page, "Send me a code")
    assert mail.outbox[-1].to == ["ada@example.org"]
    page.get_by_label("Code").fill(newest_code())
    press(page, "Go on")
    assert mail.outbox[-1].to == ["neu@example.org"]
    page.get_by_label("Code").fill(newest_code())
    press(page, "Go on")
    ada.refresh_from_db()
    assert ada.email == "neu@example.org"


def test_a_passkey_that_is_called_off_is_spoken_of(page: Page, ada: Person) -> None:
    del ada
    page.add_init_script("navigator.credentials.get = () => Promise.reject(new Error('off'))")
    page.goto(reverse("account_login"))
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.get_by_role("alert")).to_contain_text("Nothing has changed")


def test_two_steps_and_a_recovery_code(any_page: Page, ada: Person) -> None:
    page = any_page
    come_in(page)
    follow(page, "Set it up")
    secret = page.locator("main code").inner_text()
    page.get_by_label("The six digits that your app shows").fill(digits(secret))
    press(page, "Set it up")
    codes = page.locator("main li code").all_inner_texts()
    assert len(codes) == 10

    page.context.clear_cookies()
    come_in(page)
    assert page.url.endswith(reverse("mfa_authenticate"))
    second = page.get_by_label("Digits from your app, or a recovery code")
    second.fill("000000")
    press(page, "Go on")
    assert page.url.endswith(reverse("mfa_authenticate"))
    second.fill(codes[0])
    press(page, "Go on")
    assert page.url.endswith(reverse("mfa_index"))
    assert Authenticator.objects.filter(user=ada, type="totp").exists()


@pytest.mark.once
def test_pages_of_the_second_step_can_be_read_by_everybody(page: Page, ada: Person) -> None:
    del ada
    come_in(page)
    everybody_can_read(page)
    page.goto(reverse("mfa_activate_totp"))
    everybody_can_read(page)
    secret = page.locator("main code").inner_text()
    page.get_by_label("The six digits that your app shows").fill(digits(secret))
    press(page, "Set it up")
    everybody_can_read(page)
    for name in ("mfa_generate_recovery_codes", "mfa_deactivate_totp", "account_email"):
        page.goto(reverse(name))
        everybody_can_read(page)
    Authenticator.objects.all().delete()
    page.goto(reverse("again_by_code"))
    everybody_can_read_it_anywhere(page)
    press(page, "Send me a code")
    everybody_can_read_it_anywhere(page)
    page.context.clear_cookies()
    page.goto(reverse("account_signup"))
    everybody_can_read(page)
    ask_for_code(page, reverse("account_login"))
    everybody_can_read(page)
    page.get_by_label("Code").fill(newest_code())
    press(page, "Go on")
    everybody_can_read(page)
