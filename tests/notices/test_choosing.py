"""A person says which letters come, signed in or from the letter, and is not asked twice."""

from __future__ import annotations

from email.message import EmailMessage
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import reverse

from kinweave.jobs.actions import run_due
from kinweave.notices.actions import tell
from kinweave.notices.choosing import comes, stop
from kinweave.notices.links import stopping_token
from kinweave.notices.models import Rhythm, Stopped
from tests import builders
from tests.builders import NOW
from tests.notices.mailbox import Mailbox
from tests.world import World

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def fenna(world: World, client: Client) -> Client:
    client.force_login(world["friend"], BACKEND)
    return client


def test_somebody_chooses_when_news_comes(world: World, fenna: Client) -> None:
    said = {"when": "weekdays", "days": ["4", "0"], "hour": "7"}
    assert fenna.post(reverse("letters"), said).status_code == 302
    rhythm = Rhythm.objects.get(person=world["friend"])
    assert (rhythm.when, rhythm.days, rhythm.hour) == ("weekdays", "04", 7)


def test_days_without_a_day_are_asked_for_again(fenna: Client) -> None:
    page = fenna.post(reverse("letters"), {"when": "weekdays", "hour": "7"})
    assert page.status_code == 200
    assert "Choose at least one day" in page.content.decode()
    assert not Rhythm.objects.exists()


def test_a_kind_is_stopped_for_one_circle_and_started_again(world: World, fenna: Client) -> None:
    said = {"kind": "greetings", "circle": world.riverbend.pk}
    fenna.post(reverse("letters-kind"), {**said, "stop": "1"})
    fenna.post(reverse("letters-kind"), {**said, "stop": "1"})
    assert Stopped.objects.get().circle == world.riverbend
    assert "Start again" in fenna.get(reverse("letters")).content.decode()
    fenna.post(reverse("letters-kind"), {**said, "start": "1"})
    assert not Stopped.objects.exists()


@pytest.mark.parametrize(
    "said",
    [{"kind": "nonsense"}, {"kind": "codes"}, {"kind": "greetings", "circle": "999999"}, {}],
)
def test_what_cannot_be_stopped_is_not(said: dict[str, str], fenna: Client) -> None:
    assert fenna.post(reverse("letters-kind"), said).status_code == 404
    assert not Stopped.objects.exists()


def test_a_circle_of_others_is_not_there(world: World, fenna: Client) -> None:
    said = {"kind": "greetings", "circle": world.hilltop.pk, "stop": "1"}
    assert fenna.post(reverse("letters-kind"), said).status_code == 404
    assert world.hilltop.name not in fenna.get(reverse("letters")).content.decode()


def test_more_circles_cost_no_more_queries(
    world: World, fenna: Client, django_assert_num_queries: Any
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as few:
        fenna.get(reverse("letters"))
    for name in ("Fern", "Foxglove"):
        builders.member(builders.circle(name), world["friend"])
    with django_assert_num_queries(len(few)):
        fenna.get(reverse("letters"))


def test_a_letter_can_be_stopped_with_one_click_without_a_cookie(
    world: World, mailbox: Mailbox
) -> None:
    def greet(key: str, circle: Any) -> None:
        tell(
            "trial.greeting", receiver=world["friend"], about={"person": world["partner"].pk},
            key=key, at=NOW, circle=circle,
        )  # fmt: skip
        run_due(NOW)

    def came() -> list[EmailMessage]:
        return [one for one in mailbox.letters if one["Subject"].endswith("says hello")]

    greet("one", world.riverbend)
    [letter] = came()
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = letter["List-Unsubscribe"].strip(" <>")
    assert address.startswith("http://testserver/")
    machine = Client(enforce_csrf_checks=True)
    for _ in range(2):
        answer = machine.post(urlsplit(address).path, {"List-Unsubscribe": "One-Click"})
        assert answer.status_code == 200
    assert [(one.kind, one.circle) for one in Stopped.objects.all()] == [
        ("greetings", world.riverbend)
    ]
    greet("two", world.riverbend)
    assert len(came()) == 1
    greet("three", None)
    assert len(came()) == 2


def test_opening_the_link_changes_nothing_and_its_button_does(world: World) -> None:
    token = stopping_token(world["friend"].pk, "greetings", world.riverbend.pk)
    address = reverse("letters-stopped", args=[token])
    anybody = Client(enforce_csrf_checks=True)
    for ask in (anybody.get, anybody.head):
        assert ask(address).status_code == 200
    assert not Stopped.objects.exists()
    page = anybody.get(address).content.decode()
    assert world.riverbend.name not in page
    assert str(comes("greetings")[0]) in page
    assert "Start them again" in anybody.post(address, {"stop": "1"}).content.decode()
    assert Stopped.objects.count() == 1
    anybody.post(address, {"start": "1"})
    assert not Stopped.objects.exists()


@pytest.mark.parametrize("token", ["x", "WzEsMSwxXQ:1abc:forged", "%00"])
def test_a_forged_link_stops_nothing(token: str) -> None:
    address = reverse("letters-stopped", args=[token])
    assert Client().post(address).status_code == 404
    assert not Stopped.objects.exists()


def test_a_link_of_somebody_who_is_gone_is_not_there() -> None:
    address = reverse("letters-stopped", args=[stopping_token(987654, "greetings", None)])
    assert Client().post(address).status_code == 404
    assert not stop(987654, kind="greetings", circle=None, at=NOW)
