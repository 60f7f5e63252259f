"""What the site leans on breaks: it goes on as far as it can, and gives nothing away."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from kinweave.circles import actions
from kinweave.circles.models import Scale
from kinweave.jobs.actions import run_due
from kinweave.jobs.models import State
from kinweave.notices.models import Delivery
from tests import builders

SIGNED_IN = "allauth.account.auth_backends.AuthenticationBackend"
CLOSED = 1
"""A port that nothing listens on."""


def test_without_a_mail_server_the_site_works_and_letters_wait(
    client: Client, settings: Settings
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", CLOSED, 1
    ada = builders.person()
    circle = actions.found(ada, name="Riverbend", scale=Scale.CREW, at=builders.NOW)
    actions.invite(ada, circle, address="bo@example.org", at=builders.NOW)
    run_due(builders.NOW, Delivery)
    letter = Delivery.objects.get()
    assert letter.state == State.WAITING
    assert letter.next_attempt > builders.NOW
    client.force_login(ada, SIGNED_IN)
    assert client.get(reverse("home")).status_code == 200


@pytest.mark.django_db(transaction=True)
def test_a_database_that_fails_is_said_without_anything_from_it(client: Client) -> None:
    client.raise_request_exception = False
    client.force_login(builders.person("Ada Canary"), SIGNED_IN)

    def fail(*_: object) -> None:
        from django.db import OperationalError

        raise OperationalError("canary: connection to db.example lost")

    with connection.execute_wrapper(fail):
        answer = client.get(reverse("home"))
    assert answer.status_code == 500
    assert "our mistake" in answer.text
    assert "anary" not in answer.text
