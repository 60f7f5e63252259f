"""Before how somebody signs in changes, they show once more that it is them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core import mail
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from kinweave.people.models import Person
from tests import builders
from tests.people.test_sign_in import (
    ask_for_a_code,
    code_in_the_last_letter,
    no_mail_server,
    type_it,
)

AGAIN = reverse("again_by_code")
ADDRESS = reverse("account_email")
NEW = {"email": "neu@example.org", "action_add": ""}
GUARDED = ["mfa_add_webauthn", "mfa_activate_totp"]
AN_HOUR = timedelta(hours=1)


@pytest.fixture
def ada() -> Person:
    return builders.person("Ada Anker", email="ada@example.org")


@pytest.fixture
def hers(ada: Person) -> Client:
    """A browser that she left open an hour ago."""
    return builders.came_in(Client(), ada, AN_HOUR)


def show_it(client: Client, onward: str) -> str:
    """Ask for a code, type it; where one is then."""
    client.post(AGAIN, {"send": "", "next": onward})
    typed = client.post(AGAIN, {"code": code_in_the_last_letter(), "next": onward})
    return str(typed.headers.get("Location", ""))


@pytest.mark.parametrize("name", GUARDED)
def test_a_first_passkey_and_a_second_step_want_it(hers: Client, name: str) -> None:
    wanted = reverse(name)
    asked = hers.get(wanted)
    assert asked["Location"] == f"{AGAIN}?next={wanted.replace('/', '%2F')}"
    assert show_it(hers, wanted) == wanted
    assert mail.outbox[-1].to == ["ada@example.org"]
    assert hers.get(wanted).status_code == 200


@pytest.mark.parametrize("name", [*GUARDED, "account_email"])
def test_whoever_came_in_a_moment_ago_is_not_asked(client: Client, ada: Person, name: str) -> None:
    ask_for_a_code(client, ada.email)
    type_it(client, code_in_the_last_letter())
    assert client.get(reverse(name)).status_code == 200
    sent = client.post(reverse(name), NEW)
    assert AGAIN not in sent.headers.get("Location", "")


def test_a_new_address_that_was_typed_is_kept_meanwhile(hers: Client, ada: Person) -> None:
    assert hers.get(ADDRESS).status_code == 200
    asked = hers.post(ADDRESS, NEW, follow=True)
    assert asked.redirect_chain[-1][0].startswith(AGAIN)
    assert "What you typed is kept" in asked.content.decode()
    assert mail.outbox == []
    onward = show_it(hers, ADDRESS)
    assert onward == reverse("account_email_verification_sent")
    assert mail.outbox[-1].to == ["neu@example.org"]
    elsewhere = builders.came_in(Client(), ada)
    hers.post(onward, {"code": code_in_the_last_letter()})
    ada.refresh_from_db()
    assert ada.email == "neu@example.org"
    assert elsewhere.get(ADDRESS).status_code == 302


def test_what_was_left_lying_is_not_sent_with_something_else(hers: Client) -> None:
    totp = reverse("mfa_activate_totp")
    hers.post(totp, {"code": "123456"})
    hers.get(totp)
    assert "What you typed is kept" not in hers.get(AGAIN, {"next": totp}).content.decode()


def test_looking_at_the_page_sends_no_letter(hers: Client) -> None:
    page = hers.get(AGAIN, {"next": ADDRESS}).content.decode()
    assert "Send me a code" in page
    assert 'name="code"' not in page
    assert mail.outbox == []


def test_a_wrong_code_proves_nothing_and_three_of_them_use_it_up(hers: Client) -> None:
    hers.post(AGAIN, {"send": "", "next": ADDRESS})
    right = code_in_the_last_letter()
    for _ in range(2):
        told = hers.post(AGAIN, {"code": "AAAA-AAAA", "next": ADDRESS})
        assert "That is not the code" in told.content.decode()
    told = hers.post(AGAIN, {"code": "AAAA-AAAA", "next": ADDRESS}, follow=True)
    assert "ask for another one" in told.content.decode()
    hers.post(AGAIN, {"code": right, "next": ADDRESS})
    assert hers.post(ADDRESS, NEW)["Location"].startswith(AGAIN)


def test_a_code_without_a_letter_proves_nothing(hers: Client) -> None:
    for code in ("", "AAAA-AAAA"):
        assert hers.post(AGAIN, {"code": code, "next": ADDRESS}).status_code == 302
    assert hers.post(ADDRESS, NEW)["Location"].startswith(AGAIN)


def test_the_code_is_not_in_the_session(hers: Client) -> None:
    hers.post(AGAIN, {"send": ""})
    assert code_in_the_last_letter() not in str(dict(hers.session))


@pytest.mark.parametrize("onward", ["https://evil.example/", "//evil.example"])
def test_nobody_is_led_away_from_the_site(hers: Client, onward: str) -> None:
    assert show_it(hers, onward) == reverse("home")


def test_it_is_remembered_for_a_quarter_of_an_hour(ada: Person) -> None:
    for minutes, status in ((14, 200), (16, 302)):
        client = builders.came_in(Client(), ada, timedelta(minutes=minutes))
        assert client.get(reverse("mfa_add_webauthn")).status_code == status


def test_whoever_has_a_second_step_is_not_believed_without_it(hers: Client, ada: Person) -> None:
    TOTP.activate(ada, generate_totp_secret())
    asked = hers.post(ADDRESS, NEW)
    assert asked["Location"].startswith(reverse("mfa_reauthenticate"))
    away = hers.get(AGAIN, {"next": ADDRESS})
    assert away["Location"].startswith(reverse("mfa_reauthenticate"))
    hers.post(AGAIN, {"send": ""})
    assert mail.outbox == []


def test_whoever_lost_the_phone_with_the_passkey_takes_it_away_by_a_code(
    hers: Client, ada: Person
) -> None:
    key = Authenticator.objects.create(user=ada, type="webauthn", data={"name": "Little phone"})
    removal = reverse("mfa_remove_webauthn", args=[key.pk])
    assert hers.get(removal)["Location"].startswith(reverse("mfa_reauthenticate_webauthn"))
    assert "Use a passkey" in hers.get(AGAIN, {"next": removal}).content.decode()
    assert show_it(hers, removal) == removal
    hers.post(removal)
    assert not Authenticator.objects.exists()


def test_somebody_who_is_not_signed_in_comes_in_first(client: Client) -> None:
    for address in (AGAIN, ADDRESS, reverse("mfa_add_webauthn")):
        for asked in (client.get(address), client.post(address, NEW)):
            assert asked["Location"].startswith(reverse("account_login"))


def test_with_the_mail_server_down_the_page_says_so(hers: Client, settings: Settings) -> None:
    no_mail_server(settings)
    told = hers.post(AGAIN, {"send": "", "next": ADDRESS}, follow=True).content.decode()
    assert "mail server cannot be reached" in told
    assert "is on its way" not in told
