"""The page from which everything about oneself is found."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from kinweave.people.models import Person
from tests import builders


def page_of(person: Person) -> tuple[Client, str]:
    client = Client()
    client.force_login(person, "allauth.account.auth_backends.AuthenticationBackend")
    return client, client.get("/settings/").content.decode()


def led_to(page: str) -> list[str]:
    return re.findall(r'href="([^"]+)"', page.split("<main")[1].split("</main")[0])


@pytest.mark.parametrize(
    "name",
    ["self", "letters", "language", "mfa_index", "blocks", "exports", "erasure", "account_logout"],
)
def test_it_leads_to(name: str) -> None:
    _client, page = page_of(builders.person())
    assert reverse(name) in led_to(page)


def test_every_line_leads_somewhere() -> None:
    client, page = page_of(builders.person())
    assert {client.get(address).status_code for address in led_to(page)} == {200}


def test_only_whoever_looks_after_the_site_finds_its_letters_in_doubt() -> None:
    _client, page = page_of(builders.person())
    assert reverse("letters-in-doubt") not in page
    client, page = page_of(builders.person("Adnan Admin", is_staff=True, is_superuser=True))
    assert reverse("letters-in-doubt") in led_to(page)
    assert client.get(reverse("letters-in-doubt")).status_code == 200


def test_every_page_leads_here_from_the_rail_and_from_the_bar() -> None:
    client, _page = page_of(builders.person())
    home = client.get("/").content.decode()
    bar, rail = home.split('class="bar"')[1], home.split('class="rail"')[1].split("</nav>")[0]
    assert 'href="/settings/"' in bar
    assert 'href="/settings/"' in rail
