"""When something cannot be shown: in words, and with nothing given away."""

from __future__ import annotations

import pytest
from django.test import Client, RequestFactory
from pytest_django import DjangoAssertNumQueries, Settings

from kinweave.web import errors
from tests import builders

SIGNED_IN = "allauth.account.auth_backends.AuthenticationBackend"


def test_an_address_that_leads_nowhere_says_so_and_offers_to_sign_in(client: Client) -> None:
    answer = client.get("/no/such/page/")
    assert answer.status_code == 404
    assert "Nothing was lost" in answer.text
    assert '/account/login/"' in answer.text


def test_somebody_signed_in_is_not_asked_to_sign_in(client: Client) -> None:
    client.force_login(builders.person(), SIGNED_IN)
    answer = client.get("/no/such/page/")
    assert "/account/login/" not in answer.text


def test_nothing_of_the_address_is_repeated(client: Client) -> None:
    one = client.get("/canary/").text
    other = client.get("/another/?secret=canary").text
    assert one == other


def test_a_forged_form_changes_nothing_and_says_what_to_do() -> None:
    answer = Client(enforce_csrf_checks=True).post("/language/", {"language": "es"})
    assert answer.status_code == 403
    assert "one step back" in answer.text


def test_a_mistake_of_ours_is_said_without_database_or_list_of_files(
    rf: RequestFactory,
    settings: Settings,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "kinweave.web.sheet.OneSheet"},
    }
    with django_assert_num_queries(0):
        answer = errors.broken(rf.get("/"))
    assert answer.status_code == 500
    assert "our mistake" in answer.text
    assert "/static/web/css/cloth.css" in answer.text


@pytest.mark.parametrize("name", ["not_understood", "not_allowed", "not_here"])
def test_an_error_offers_the_way_home(rf: RequestFactory, name: str) -> None:
    from django.contrib.auth.models import AnonymousUser

    request = rf.get("/")
    request.user = AnonymousUser()
    answer = getattr(errors, name)(request)
    assert 'href="/"' in answer.text
    assert "<h1>" in answer.text
