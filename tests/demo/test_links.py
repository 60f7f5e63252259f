"""Being somebody of the demo: four links, a button, and nothing of it on a real site."""

from __future__ import annotations

import pytest
from django.core.checks import run_checks
from django.http import HttpResponse
from django.test import Client
from django.urls import include, path
from pytest_django import Settings

from kinweave.config import urls as site
from kinweave.demo import checks
from kinweave.demo.personas import PERSONAS
from kinweave.people.models import Person
from tests import builders

urlpatterns = [path("", include("kinweave.demo.urls")), *site.urlpatterns]


@pytest.fixture
def demo(settings: Settings) -> None:
    """A site with ``DEMO=yes``."""
    settings.DEMO = True
    settings.ROOT_URLCONF = __name__
    settings.INSTALLED_APPS = ["kinweave.demo", *settings.INSTALLED_APPS]


@pytest.fixture
def wanda(demo: None) -> Person:  # noqa: ARG001 - she is there in a demo only
    return builders.person("Wanda Kesselflick", email="wanda@example.org")


def signed_in_as(client: Client) -> str | None:
    return client.session.get("_auth_user_id")


@pytest.mark.usefixtures("wanda")
def test_a_link_leads_to_a_button_and_changes_nothing(client: Client) -> None:
    for ask in (client.get, client.head):
        assert ask(PERSONAS[0].link).status_code == 200
    assert "Sign in as Wanda Kesselflick" in client.get(PERSONAS[0].link).content.decode()
    assert signed_in_as(client) is None


def test_the_button_makes_one_that_person(client: Client, wanda: Person) -> None:
    answer: HttpResponse = client.post(PERSONAS[0].link)
    assert answer.headers["Location"] == "/"
    assert signed_in_as(client) == str(wanda.pk)
    assert "Demo: you are Wanda Kesselflick." in client.get("/").content.decode()


@pytest.mark.usefixtures("wanda")
def test_one_can_be_somebody_else_afterwards(client: Client) -> None:
    pip = builders.person("Pip Teasel", email="pip@example.org")
    client.post(PERSONAS[0].link)
    client.post(PERSONAS[2].link)
    assert signed_in_as(client) == str(pip.pk)


@pytest.mark.usefixtures("wanda")
def test_a_forged_link_leads_nowhere(client: Client) -> None:
    for token in ("wanda", "wanda:", PERSONAS[0].link.split("/")[2][:-1] + "~"):
        assert client.post(f"/demo/{token}/").status_code == 404


@pytest.mark.usefixtures("demo")
def test_whoever_was_forgotten_cannot_be_somebody(client: Client) -> None:
    assert client.get(PERSONAS[0].link).status_code == 404


@pytest.mark.usefixtures("wanda")
def test_a_real_site_has_no_such_links_even_if_they_were_known(
    client: Client, settings: Settings
) -> None:
    link = PERSONAS[0].link
    settings.DEMO = False
    assert client.post(link).status_code == 404
    settings.ROOT_URLCONF = "kinweave.config.urls"
    assert client.post(link).status_code == 404
    assert signed_in_as(client) is None


def test_a_demo_at_an_https_address_has_to_be_meant(settings: Settings) -> None:
    settings.DEMO, settings.SECURE, settings.DEMO_IN_PUBLIC = True, True, False
    settings.SITE_URL = "https://kin.example.org"
    (refused,) = checks.not_among_real_people(None)
    assert "DEMO_IN_PUBLIC=yes" in str(refused.hint)
    settings.DEMO_IN_PUBLIC = True
    assert checks.not_among_real_people(None) == []


@pytest.mark.usefixtures("demo")
def test_a_demo_on_ones_own_machine_is_fine() -> None:
    assert [one for one in run_checks() if one.id == "kinweave.demo.E001"] == []
