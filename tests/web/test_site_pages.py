"""What the site says about itself, to people and to machines."""

from __future__ import annotations

import json
from html import unescape

from django.test import Client
from pytest_django import Settings

from kinweave.access import Audience, sights
from tests import builders

SIGNED_IN = "allauth.account.auth_backends.AuthenticationBackend"


def test_who_sees_what_says_what_the_table_says(client: Client) -> None:
    said = unescape(client.get("/who-sees-what/").text)
    rows = [sight for sight in sights() if sight.seen_by]
    assert rows
    for sight in rows:
        assert f'<th scope="row">{sight.what}</th><td>{sight.seen_by}</td>' in said, sight.name
    assert said.count('<th scope="row">') == len(rows)


def test_who_sees_what_explains_every_audience(client: Client) -> None:
    said = unescape(client.get("/who-sees-what/").text)
    for audience in Audience:
        assert f"<dt>{audience.label}</dt>" in said


def test_the_source_is_offered_where_it_is(client: Client, settings: Settings) -> None:
    assert "Ask them for it" in client.get("/software/").text
    settings.SOURCE_URL = "https://example.org/kinweave"
    assert 'href="https://example.org/kinweave"' in client.get("/software/").text


def test_somebody_chooses_a_language_for_good(client: Client) -> None:
    ada = builders.person()
    client.force_login(ada, SIGNED_IN)
    answer = client.post("/language/", {"language": "es", "next": "/who-sees-what/"})
    assert answer["Location"] == "/who-sees-what/"
    ada.refresh_from_db()
    assert ada.language == "es"
    assert '<html lang="es"' in client.get("/who-sees-what/").text


def test_somebody_without_an_account_chooses_a_language_for_this_browser(client: Client) -> None:
    client.post("/language/", {"language": "es"})
    assert "Quién ve qué" in client.get("/who-sees-what/").text


def test_looking_at_the_languages_changes_none(client: Client) -> None:
    assert client.get("/language/?language=es").status_code == 200
    assert '<html lang="en"' in client.get("/").text


def test_a_language_that_is_not_spoken_here_is_not_chosen(client: Client) -> None:
    ada = builders.person()
    client.force_login(ada, SIGNED_IN)
    client.post("/language/", {"language": "tlh"})
    ada.refresh_from_db()
    assert ada.language == ""


def test_choosing_a_language_never_leads_to_another_site(client: Client) -> None:
    for elsewhere in ("https://evil.example/", "//evil.example/", "javascript:alert(1)"):
        answer = client.post("/language/", {"language": "es", "next": elsewhere})
        assert answer["Location"] == "/"


def test_search_engines_read_what_is_public_and_nothing_else(client: Client) -> None:
    lines = client.get("/robots.txt").text.splitlines()
    assert lines[-1] == "Disallow: /"
    for path in ("/", "/who-sees-what/", "/software/"):
        assert f"Allow: {path}$" in lines
        assert 'content="noindex' not in client.get(path).text
    assert 'content="noindex' in client.get("/language/").text


def test_home_is_not_for_search_engines(client: Client) -> None:
    client.force_login(builders.person(), SIGNED_IN)
    assert 'content="noindex' in client.get("/").text


def test_a_phone_can_keep_the_site_on_its_home_screen(client: Client, settings: Settings) -> None:
    settings.SITE_NAME = "Riverbend"
    answer = client.get("/manifest.webmanifest")
    assert answer["Content-Type"] == "application/manifest+json"
    assert json.loads(answer.text)["name"] == "Riverbend"


def test_pages_hold_no_style_and_no_script_of_their_own(client: Client) -> None:
    for path in ("/", "/who-sees-what/", "/language/", "/no/such/page/"):
        page = client.get(path).text
        assert " style=" not in page
        assert "<style" not in page
        assert "<script" not in page
