"""Whoever works on a letter sees it with made-up words; on a real site there is no such page."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client, RequestFactory
from django.urls import NoReverseMatch, path, reverse

from kinweave.config.urls import urlpatterns as all_of_them
from kinweave.notices.letters import letters
from kinweave.notices.views import previews

urlpatterns = [
    *all_of_them,
    path("letters/preview/", previews.previews, name="letters-preview"),
    path("letters/preview/<str:name>/<str:language>.txt", previews.preview, name="letter-txt"),
    path(
        "letters/preview/<str:name>/<str:language>.html", previews.preview_page, name="letter-html"
    ),
]

OWN = [one.name for one in letters() if not one.name.startswith("trial.")]


def test_a_real_site_has_no_previews(client: Client) -> None:
    assert client.get("/letters/preview/").status_code == 404
    with pytest.raises(NoReverseMatch):
        reverse("letters-preview")


def test_all_letters_are_listed(settings: Any, client: Client) -> None:
    settings.ROOT_URLCONF = __name__
    page = client.get("/letters/preview/").content.decode()
    assert all(name in page for name in OWN)


@pytest.mark.parametrize("name", OWN)
def test_every_letter_can_be_looked_at(name: str) -> None:
    request = RequestFactory().get("/")
    words = previews.preview(request, name, "en").content.decode()
    assert words.splitlines()[0]
    page = previews.preview_page(request, name, "es")
    assert "</html>" in page.content.decode()


def test_styles_inside_a_page_are_allowed_there_and_nowhere_else(
    settings: Any, client: Client
) -> None:
    settings.ROOT_URLCONF = __name__
    page = client.get("/letters/preview/notices.digest/en.html")
    assert "style-src 'unsafe-inline'" in page["Content-Security-Policy"]
    assert "script-src 'none'" in page["Content-Security-Policy"]
    assert "unsafe-inline" not in client.get("/letters/preview/")["Content-Security-Policy"]


def test_a_letter_that_nobody_wrote_cannot_be_looked_at(settings: Any, client: Client) -> None:
    settings.ROOT_URLCONF = __name__
    assert client.get("/letters/preview/x.y/en.txt").status_code == 404
