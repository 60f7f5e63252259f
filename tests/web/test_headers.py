"""What pages tell browsers and proxies: nothing of somebody's is kept where others may find it."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from tests import builders

SIGNED_IN = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.mark.parametrize("name", ["home", "profile", "week"])
def test_a_page_of_somebody_signed_in_is_kept_by_nobody(client: Client, name: str) -> None:
    client.force_login(builders.person(), SIGNED_IN)
    answer = client.get(reverse(name))
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "private, no-store"


def test_a_circle_s_people_are_kept_by_nobody(client: Client) -> None:
    ada, circle = builders.person(), builders.circle()
    builders.member(circle, ada)
    client.force_login(ada, SIGNED_IN)
    answer = client.get(reverse("circle-people", args=[circle.slug]))
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "private, no-store"
