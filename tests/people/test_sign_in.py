"""Coming in: by a code that is typed, and without learning from it who else is here."""

from __future__ import annotations

import re

import pytest
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core import mail
from django.test import Client
from django.urls import reverse

from kinweave.notices.models import Delivery
from kinweave.people.models import Person
from tests.builders import person

HOME = reverse("home")
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def code_in_the_last_letter() -> str:
    found = re.search(r"^ {4}(\S+)$", mail.outbox[-1].body, re.MULTILINE)
    assert found, mail.outbox[-1].body
    return found[1]


def ask_for_a_code(client: Client, address: str, onward: str = "") -> None:
    answer = client.post(reverse("account_login"), {"login": address, "next": onward})
    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("account_confirm_login_code"))


def type_it(client: Client, code: str, onward: str = "") -> str:
    address = reverse("account_confirm_login_code")
    return str(client.post(address, {"code": code, "next": onward}).headers.get("Location", ""))


def is_signed_in(client: Client) -> bool:
    return client.get(reverse("account_email")).status_code == 200


def test_a_code_by_mail_lets_somebody_in(client: Client) -> None:
    ada = person("Ada Anker", email="ada@example.org")
    ask_for_a_code(client, "Ada@Example.org")
    assert mail.outbox[-1].to == ["ada@example.org"]
    assert not is_signed_in(client)
    assert type_it(client, code_in_the_last_letter()) == HOME
    assert is_signed_in(client)
    assert client.session["_auth_user_id"] == str(ada.pk)


def test_a_wrong_code_lets_nobody_in_and_ends_the_try_in_the_end(client: Client) -> None:
    person("Ada Anker", email="ada@example.org")
    ask_for_a_code(client, "ada@example.org")
    right = code_in_the_last_letter()
    for _ in range(3):
        type_it(client, "AAA-AAA")
    type_it(client, right)
    assert not is_signed_in(client)


def test_a_code_is_written_nowhere(client: Client) -> None:
    person("Ada Anker", email="ada@example.org")
    ask_for_a_code(client, "ada@example.org")
    row = Delivery.objects.get()
    kept = " ".join(str(getattr(row, field.attname)) for field in Delivery._meta.concrete_fields)
    assert code_in_the_last_letter() not in kept


def test_a_known_and_an_unknown_address_look_alike() -> None:
    person("Ada Anker", email="ada@example.org")
    seen = []
    for address in ("ada@example.org", "nobody@example.org"):
        client = Client()
        asked = client.post(reverse("account_login"), {"login": address})
        page = client.get(asked["Location"])
        text = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page.content.decode())
        seen.append((asked.status_code, asked["Location"], text.replace(address, "ADDRESS")))
        assert mail.outbox[-1].to == [address]
    assert seen[0] == seen[1]
    assert "There is no account" in mail.outbox[-1].subject


def test_somebody_new_makes_an_account_and_confirms_it_by_code(client: Client) -> None:
    told = {"email": "neu@example.org", "name": "Nele Neu", "time_zone": "Europe/Lisbon"}
    asked = client.post(reverse("account_signup"), told, headers={"accept-language": "es"})
    assert asked["Location"] == reverse("account_email_verification_sent")
    assert not is_signed_in(client)
    client.post(asked["Location"], {"code": code_in_the_last_letter()})
    assert is_signed_in(client)
    nele = Person.objects.get(email="neu@example.org")
    assert (nele.name, nele.time_zone, nele.language) == ("Nele Neu", "Europe/Lisbon", "es")
    assert nele.profile.pronouns == ""


def test_an_account_twice_looks_like_an_account_once() -> None:
    person("Ada Anker", email="ada@example.org")
    seen = []
    for address in ("ada@example.org", "neu@example.org"):
        client = Client()
        asked = client.post(reverse("account_signup"), {"email": address, "name": "A"})
        seen.append((asked.status_code, asked["Location"]))
        assert mail.outbox[-1].to == [address]
    assert seen[0] == seen[1]
    assert Person.objects.filter(email__iexact="ada@example.org").count() == 1


@pytest.mark.parametrize("onward", ["https://evil.example/", "//evil.example", "/\\evil.example"])
def test_nobody_is_led_away_from_the_site(client: Client, onward: str) -> None:
    person("Ada Anker", email="ada@example.org")
    ask_for_a_code(client, "ada@example.org", onward)
    assert type_it(client, code_in_the_last_letter(), onward) == HOME


def test_one_comes_back_to_where_one_was_going(client: Client) -> None:
    person("Ada Anker", email="ada@example.org")
    wanted = reverse("exports")
    assert client.get(wanted)["Location"] == f"{reverse('account_login')}?next={wanted}"
    ask_for_a_code(client, "ada@example.org", wanted)
    assert type_it(client, code_in_the_last_letter(), wanted) == wanted


def test_letters_hold_links_to_the_site_as_it_is_configured(client: Client) -> None:
    client.post(reverse("account_login"), {"login": "nobody@example.org"})
    assert "http://testserver/" in mail.outbox[-1].body
    forged = client.get(reverse("account_login"), headers={"host": "evil.example"})
    assert forged.status_code == 400


def test_a_closed_account_is_signed_out_at_once(client: Client) -> None:
    ada = person("Ada Anker")
    client.force_login(ada, BACKEND)
    assert is_signed_in(client)
    Person.objects.filter(pk=ada.pk).update(is_active=False)
    assert not is_signed_in(client)


def test_signing_out_everywhere_else_leaves_this_place_signed_in() -> None:
    ada = person("Ada Anker")
    here, elsewhere = Client(), Client()
    for client in (here, elsewhere):
        client.force_login(ada, BACKEND)
    here.post(reverse("sessions"))
    assert is_signed_in(here)
    assert not is_signed_in(elsewhere)


@pytest.mark.django_db(transaction=True)
def test_a_new_second_step_ends_other_sessions_and_is_told() -> None:
    ada = person("Ada Anker", email="ada@example.org")
    here, elsewhere = Client(), Client()
    for client in (here, elsewhere):
        client.force_login(ada, BACKEND)
    page = here.get(reverse("mfa_activate_totp"))
    assert page.status_code == 200
    counter = next(iter(yield_hotp_counters_from_time()))
    now = format_hotp_value(hotp_value(page.context["form"].secret, counter))
    assert here.post(reverse("mfa_activate_totp"), {"code": now}).status_code == 302
    assert is_signed_in(here)
    assert not is_signed_in(elsewhere)
    assert "second step" in mail.outbox[-1].body


def test_asking_for_code_after_code_is_slowed_down_but_closes_nothing() -> None:
    person("Ada Anker", email="ada@example.org")
    for _ in range(30):
        Client().post(reverse("account_login"), {"login": "ada@example.org"})
    assert len(mail.outbox) < 30
    assert Person.objects.get().is_active


@pytest.mark.parametrize("name", ["account_login", "account_logout", "account_signup"])
def test_a_form_from_elsewhere_is_refused(name: str) -> None:
    client = Client(enforce_csrf_checks=True)
    assert client.post(reverse(name), {"login": "ada@example.org"}).status_code == 403


def test_the_administration_shows_accounts_and_nothing_of_circles(client: Client) -> None:
    keeper = person("Kim Keeper", is_staff=True, is_superuser=True)
    client.force_login(keeper, BACKEND)
    page = client.get(reverse("admin:index")).content.decode()
    assert "/site/people/person/" in page
    assert set(re.findall(r'href="/site/(\w+)/', page)) == {"people"}
