"""Coming in: by a code that is typed, and without learning from it who else is here."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from kinweave.notices.models import Delivery
from kinweave.people.models import Person
from kinweave.people.tidying import forget_unconfirmed
from tests.builders import BACKEND, came_in, person

HOME = reverse("home")


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


def no_mail_server(settings: Settings) -> None:
    """From now on letters go to a port that nothing listens on."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", 1, 1


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
    kept += " ".join(str(session.get_decoded()) for session in Session.objects.all())
    assert "ada@example.org" in kept
    code = code_in_the_last_letter()
    assert code not in kept
    assert code.replace("-", "") not in kept


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


def test_an_account_that_nobody_confirms_is_removed_after_a_week() -> None:
    client, later = Client(), Client()
    person("Ada Anker", email="ada@example.org")
    client.post(reverse("account_signup"), {"email": "neu@example.org", "name": "Nele Neu"})
    now = timezone.now()
    assert forget_unconfirmed(now + timedelta(days=6)) == 0
    assert forget_unconfirmed(now + timedelta(days=8)) == 1
    assert [one.email for one in Person.objects.all()] == ["ada@example.org"]
    cache.clear()  # a week later, nobody counts
    later.post(reverse("account_signup"), {"email": "neu@example.org", "name": "Nele Neu"})
    later.post(reverse("account_email_verification_sent"), {"code": code_in_the_last_letter()})
    assert forget_unconfirmed(now + timedelta(days=60)) == 0
    assert Person.objects.filter(email="neu@example.org").exists()


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
    here, elsewhere = (came_in(Client(), ada) for _ in range(2))
    page = here.get(reverse("mfa_activate_totp"))
    assert page.status_code == 200
    counter = next(iter(yield_hotp_counters_from_time()))
    now = format_hotp_value(hotp_value(page.context["form"].secret, counter))
    assert here.post(reverse("mfa_activate_totp"), {"code": now}).status_code == 302
    assert is_signed_in(here)
    assert not is_signed_in(elsewhere)
    assert "second step" in mail.outbox[-1].body


def test_a_known_and_an_unknown_address_are_about_the_same_work() -> None:
    person("Ada Anker", email="ada@example.org")
    work = []
    for address in ("ada@example.org", "nobody@example.org"):
        with CaptureQueriesContext(connection) as asked:
            Client().post(reverse("account_login"), {"login": address})
        work.append([query["sql"].split()[0] for query in asked.captured_queries])
    # Who is known is found in the first of two places to look.
    assert abs(len(work[0]) - len(work[1])) <= 1
    writing = {"INSERT", "UPDATE", "DELETE"}
    known, unknown = ([verb for verb in verbs if verb in writing] for verbs in work)
    assert known == unknown


def test_a_stranger_fills_no_mailbox() -> None:
    person("Ada Anker", email="ada@example.org")
    for name, field in (("account_login", "login"), ("account_signup", "email")):
        for _ in range(5):
            Client().post(reverse(name), {field: "ada@example.org", "name": "Ada"})
    assert len(mail.outbox) == 3


@pytest.mark.parametrize("address", ["ada@example.org", "nobody@example.org"])
def test_who_asks_too_often_is_told_so_whoever_it_is_about(address: str) -> None:
    person("Ada Anker", email="ada@example.org")
    for _ in range(3):
        Client().post(reverse("account_login"), {"login": address})
    asked = Client().post(reverse("account_login"), {"login": address}, follow=True)
    assert "no other one went out" in asked.content.decode()


@pytest.mark.parametrize("address", ["ada@example.org", "nobody@example.org"])
@pytest.mark.parametrize("name", ["account_login", "account_signup"])
def test_with_the_mail_server_down_people_are_told_and_try_again_with_one_button(
    client: Client, settings: Settings, address: str, name: str
) -> None:
    person("Ada Anker", email="ada@example.org")
    working = settings.EMAIL_BACKEND
    no_mail_server(settings)
    posted = {"login": address, "email": address, "name": "A"}
    told = client.post(reverse(name), posted, follow=True).content.decode()
    assert "mail server cannot be reached" in told
    assert "is on its way" not in told
    assert 'name="code"' not in told
    assert f'name="login" value="{address}"' in told
    settings.EMAIL_BACKEND = working
    again = client.post(reverse("account_login"), {"login": address}, follow=True).content.decode()
    assert "is on its way" in again
    assert mail.outbox[-1].to == [address]


def test_with_the_mail_server_down_no_address_changes(client: Client, settings: Settings) -> None:
    ada = came_in(client, person("Ada Anker", email="ada@example.org"))
    no_mail_server(settings)
    posted = {"email": "neu@example.org", "action_add": ""}
    told = ada.post(reverse("account_email"), posted, follow=True).content.decode()
    assert "mail server cannot be reached" in told
    assert 'name="email" value="neu@example.org"' in told
    assert Person.objects.get().email == "ada@example.org"


def test_a_stranger_who_asks_and_asks_does_not_keep_the_owner_out(client: Client) -> None:
    person("Ada Anker", email="ada@example.org")
    ask_for_a_code(client, "ada@example.org")
    type_it(client, code_in_the_last_letter())
    client.post(reverse("account_logout"))
    for _ in range(30):
        stranger = Client(REMOTE_ADDR="192.0.2.7")
        stranger.post(reverse("account_login"), {"login": "ada@example.org"})
    ask_for_a_code(client, "ada@example.org")
    type_it(client, code_in_the_last_letter())
    assert is_signed_in(client)


def test_a_browser_is_known_for_its_own_address_only(client: Client) -> None:
    person("Ada Anker", email="ada@example.org")
    ask_for_a_code(client, "ada@example.org")
    type_it(client, code_in_the_last_letter())
    client.post(reverse("account_logout"))
    before = len(mail.outbox)
    for _ in range(8):
        client.post(reverse("account_login"), {"login": "bo@example.org"})
        client.post(reverse("account_request_login_code"))
        client.session.flush()
        client.cookies.pop("sessionid")
    assert len(mail.outbox) - before == 3


def test_an_address_is_changed_by_a_code_and_the_old_one_is_told() -> None:
    ada = person("Ada Anker", email="ada@example.org")
    here, elsewhere = (came_in(Client(), ada) for _ in range(2))
    asked = here.post(reverse("account_email"), {"email": "neu@example.org", "action_add": ""})
    assert asked["Location"] == reverse("account_email_verification_sent")
    assert mail.outbox[-1].to == ["neu@example.org"]
    code = code_in_the_last_letter()
    ada.refresh_from_db()
    assert ada.email == "ada@example.org"
    here.post(asked["Location"], {"code": code})
    ada.refresh_from_db()
    assert ada.email == "neu@example.org"
    assert mail.outbox[-1].to == ["ada@example.org"]
    assert is_signed_in(here)
    assert not is_signed_in(elsewhere)


def test_a_new_address_that_somebody_has_looks_like_any_other(client: Client) -> None:
    person("Bo Berg", email="bo@example.org")
    came_in(client, person("Ada Anker"))
    pages = []
    for address in ("bo@example.org", "neu@example.org"):
        posted = {"email": address, "action_add": ""}
        asked = client.post(reverse("account_email"), posted, follow=True)
        text = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", asked.content.decode())
        pages.append((asked.redirect_chain, text.replace(address, "ADDRESS")))
        assert mail.outbox[-1].to == [address]
    assert pages[0] == pages[1]


def test_a_link_in_a_letter_does_nothing_by_itself(client: Client) -> None:
    person("Ada Anker", email="ada@example.org")
    ask_for_a_code(client, "ada@example.org")
    client.post(reverse("account_signup"), {"email": "ada@example.org", "name": "Ada"})
    scanner = Client()
    for letter in mail.outbox:
        for link in re.findall(r"http://testserver(/\S*)", letter.body):
            with CaptureQueriesContext(connection) as opened:
                scanner.get(link)
                scanner.head(link)
            changing = ("INSERT", "UPDATE", "DELETE")
            assert [q for q in opened.captured_queries if q["sql"].startswith(changing)] == []


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


def test_whoever_is_no_administrator_does_not_come_into_the_administration(client: Client) -> None:
    index = reverse("admin:index")
    assert client.get(index, follow=True).redirect_chain[-1][0].startswith(reverse("account_login"))
    client.force_login(person("Ada Anker"), BACKEND)
    assert client.get(index, follow=True).redirect_chain[-1][0] == HOME


def test_an_administrator_closes_an_account_and_its_sessions_end(client: Client) -> None:
    ada = person("Ada Anker")
    hers = Client()
    hers.force_login(ada, BACKEND)
    client.force_login(person("Kim Keeper", is_staff=True, is_superuser=True), BACKEND)
    account = reverse("admin:people_person_change", args=[ada.pk])
    assert client.post(account, {"is_staff": "", "name": "Hacked"}).status_code == 302
    ada.refresh_from_db()
    assert (ada.is_active, ada.name) == (False, "Ada Anker")
    assert not is_signed_in(hers)
    Client().post(reverse("account_login"), {"login": ada.email})
    assert "There is no account" in mail.outbox[-1].subject
