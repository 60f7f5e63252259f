"""Coming in by another site's OpenID Connect."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
import requests
from allauth.socialaccount.models import SocialAccount
from django.core import mail
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from kinweave.config.env import Environment
from kinweave.config.readers import oidc_provider
from kinweave.people.models import Person
from tests.builders import BACKEND, came_in, person
from tests.people import urls_elsewhere
from tests.people.provider import CLIENT, SECRET, Provider, provider

pytestmark = pytest.mark.once  # asked of another server and of signatures, not of rows

ADA = {"sub": "17", "name": "Ada Anker", "email": "ada@example.org", "email_verified": True}


@pytest.fixture
def village(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Provider]:
    """A provider, which the settings of this site name."""
    with provider() as elsewhere:
        named = {
            "OIDC_NAME": "Village", "OIDC_URL": elsewhere.url,
            "OIDC_CLIENT_ID": CLIENT, "OIDC_SECRET": SECRET,
        }  # fmt: skip
        for name, value in named.items():
            monkeypatch.setenv(name, value)
        settings.SOCIALACCOUNT_PROVIDERS = oidc_provider(Environment())
        settings.ROOT_URLCONF = urls_elsewhere.__name__
        yield elsewhere


def go_there_and_back(client: Client, onward: str = "") -> str:
    """Where somebody is in the end who presses the button, and says yes on the other site."""
    pressed = client.post(reverse("openid_connect_login", args=["oidc"]), {"next": onward})
    assert pressed.status_code == 200
    there = requests.get(pressed.context["onward"], allow_redirects=False, timeout=10)
    back = urlsplit(there.headers["Location"])
    assert back.path == reverse("openid_connect_callback", args=["oidc"])
    return str(client.get(f"{back.path}?{back.query}").headers.get("Location", ""))


def is_signed_in(client: Client) -> bool:
    return client.get(reverse("account_email")).status_code == 200


def test_the_page_to_come_in_names_the_other_site(client: Client, village: Provider) -> None:
    del village
    assert "Come in with Village" in client.get(reverse("account_login")).content.decode()


def test_somebody_new_says_their_name_and_is_in(client: Client, village: Provider) -> None:
    village.person = ADA
    assert go_there_and_back(client) == reverse("socialaccount_signup")
    assert not Person.objects.exists()
    client.post(reverse("socialaccount_signup"), {"email": "ada@example.org", "name": "Ada"})
    assert is_signed_in(client)
    assert Person.objects.get().email == "ada@example.org"
    assert mail.outbox == []


def test_an_address_that_the_other_site_did_not_verify_is_confirmed_by_a_code(
    client: Client, village: Provider
) -> None:
    village.person = {**ADA, "email_verified": False}
    go_there_and_back(client)
    posted = {"email": "ada@example.org", "name": "Ada"}
    asked = client.post(reverse("socialaccount_signup"), posted)
    assert asked["Location"] == reverse("account_email_verification_sent")
    assert not is_signed_in(client)


def test_whoever_has_an_account_comes_into_that_one(client: Client, village: Provider) -> None:
    ada = person("Ada Anker", email="ada@example.org")
    village.person = ADA
    assert go_there_and_back(client, reverse("exports")) == reverse("exports")
    assert client.session["_auth_user_id"] == str(ada.pk)
    assert "on another site lets you in" in mail.outbox[-1].body
    client.post(reverse("account_logout"))
    village.person = {**ADA, "email": "moved@example.org"}
    go_there_and_back(client)
    assert client.session["_auth_user_id"] == str(ada.pk)
    assert SocialAccount.objects.count() == 1


def test_a_new_way_in_ends_other_sessions_and_another_visit_does_not(
    client: Client, village: Provider
) -> None:
    ada = person("Ada Anker", email="ada@example.org")
    village.person, before = ADA, came_in(Client(), ada)
    go_there_and_back(client)
    assert is_signed_in(client)
    assert not is_signed_in(before)
    came_in(before, Person.objects.get())
    go_there_and_back(Client())
    assert is_signed_in(client)
    assert is_signed_in(before)


def test_whoever_comes_from_there_has_shown_that_it_is_them(
    client: Client, village: Provider
) -> None:
    person("Ada Anker", email="ada@example.org")
    village.person = ADA
    go_there_and_back(client)
    assert client.get(reverse("mfa_add_webauthn")).status_code == 200


def test_an_address_nobody_verified_opens_no_account(client: Client, village: Provider) -> None:
    person("Ada Anker", email="ada@example.org")
    village.person = {**ADA, "email_verified": False}
    go_there_and_back(client)
    client.post(reverse("socialaccount_signup"), {"email": "ada@example.org", "name": "Mallory"})
    assert not is_signed_in(client)
    assert Person.objects.get().name == "Ada Anker"


def test_a_closed_account_stays_closed(client: Client, village: Provider) -> None:
    person("Ada Anker", email="ada@example.org", is_active=False)
    village.person = ADA
    assert go_there_and_back(client) == reverse("account_inactive")
    assert not is_signed_in(client)


@pytest.mark.parametrize("onward", ["https://evil.example/", "//evil.example"])
def test_nobody_is_led_away_from_the_site(client: Client, village: Provider, onward: str) -> None:
    person("Ada Anker", email="ada@example.org")
    village.person = ADA
    assert go_there_and_back(client, onward) == reverse("home")


def test_an_answer_that_nobody_asked_for_lets_nobody_in(client: Client, village: Provider) -> None:
    village.person = ADA
    person("Ada Anker", email="ada@example.org")
    back = reverse("openid_connect_callback", args=["oidc"])
    refused = client.get(back, {"code": "made-up", "state": "made-up"})
    assert "did not let you through" in refused.content.decode()
    assert not is_signed_in(client)


def test_looking_at_the_address_goes_nowhere(client: Client, village: Provider) -> None:
    del village
    assert client.get(reverse("openid_connect_login", args=["oidc"])).status_code == 405


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("socialaccount_login_cancelled", 200),
        ("socialaccount_login_error", 401),
        ("socialaccount_signup", 302),
    ],
)
def test_what_stands_on_the_way_there_is_open_to_everybody(
    client: Client, village: Provider, name: str, status: int
) -> None:
    del village
    assert client.get(reverse(name)).status_code == status
    client.force_login(person("Ada Anker"), BACKEND)
    assert client.get(reverse(name)).status_code == status


@pytest.mark.journey
@pytest.mark.django_db(transaction=True)
def test_a_browser_goes_there_and_back(
    browser: Browser, live_server: LiveServer, village: Provider
) -> None:
    person("Ada Anker", email="ada@example.org")
    village.person = ADA
    context = browser.new_context(base_url=live_server.url)
    page = context.new_page()
    page.goto(f"{reverse('account_login')}?next={reverse('exports')}")
    page.get_by_role("button", name="Come in with Village").click()
    page.wait_for_url(f"**{reverse('exports')}")
    # Whoever leaves while a page still loads leaves the site's end of the line open.
    page.wait_for_load_state("networkidle")
    context.close()
