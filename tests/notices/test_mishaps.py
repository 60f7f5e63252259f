"""What went wrong with a letter is told to whoever looks after the site, without its words."""

from __future__ import annotations

from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from kinweave.access import NotAllowed
from kinweave.jobs.actions import run_due
from kinweave.jobs.models import State
from kinweave.notices import at_once
from kinweave.notices.actions import tell
from kinweave.notices.mishaps import it_arrived, mishaps, send_again
from kinweave.notices.models import Delivery
from tests.builders import NOW
from tests.world import World

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def doubt(world: World) -> Delivery:
    """A letter to Fenna about Pavel; nobody knows whether it arrived."""
    tell(
        "trial.greeting", receiver=world["friend"], about={"person": world["partner"].pk},
        key="doubt", at=NOW,
    )  # fmt: skip
    row = Delivery.objects.filter(key="doubt")
    row.update(state=State.DOUBT, handed_at=NOW, finished_at=NOW, attempts=1)
    return row.get()


@pytest.fixture
def adnan(world: World, client: Client) -> Client:
    client.force_login(world["administrator"], BACKEND)
    return client


@pytest.mark.usefixtures("doubt")
def test_an_administrator_reads_to_whom_and_of_which_kind_and_no_more(
    world: World, adnan: Client
) -> None:
    page = adnan.get(reverse("letters-in-doubt")).content.decode()
    assert world["friend"].email in page
    assert "trial.greeting" in page
    assert "Pavel" not in page


@pytest.mark.usefixtures("doubt")
def test_opening_the_page_settles_nothing(adnan: Client) -> None:
    adnan.get(reverse("letters-in-doubt"))
    assert mishaps().count() == 1


def test_it_can_be_sent_again_once(doubt: Delivery, adnan: Client) -> None:
    for _ in range(2):
        adnan.post(reverse("letters-in-doubt"), {"letter": doubt.pk, "again": "1"})
    doubt.refresh_from_db()
    assert doubt.state == State.WAITING
    run_due(doubt.next_attempt)
    run_due(doubt.next_attempt)
    assert [one.subject for one in mail.outbox].count("Pavel Partner says hello") == 1


def test_a_code_is_not_sent_again_since_it_lies_nowhere(adnan: Client) -> None:
    assert not at_once.send("people.code", address="new@example.org", said={}, at=NOW)
    row = Delivery.objects.get(letter="people.code")
    Delivery.objects.filter(pk=row.pk).update(state=State.FAILED)
    page = adnan.get(reverse("letters-in-doubt")).content.decode()
    assert "asks for a new one" in page
    assert "Send it again" not in page
    adnan.post(reverse("letters-in-doubt"), {"letter": row.pk, "again": "1"})
    assert mishaps().get() == row, "it stays until somebody says that it is settled"


def test_it_can_be_said_to_have_arrived(doubt: Delivery, adnan: Client) -> None:
    adnan.post(reverse("letters-in-doubt"), {"letter": doubt.pk, "arrived": "1"})
    doubt.refresh_from_db()
    assert doubt.state == State.DONE
    assert mail.outbox == []


@pytest.mark.parametrize("number", ["", "x", "-1", "999999", "٣"])
def test_a_letter_that_is_not_there_is_not_settled(
    number: str, doubt: Delivery, adnan: Client
) -> None:
    adnan.post(reverse("letters-in-doubt"), {"letter": number, "again": "1"})
    assert mishaps().get() == doubt


@pytest.mark.parametrize("persona", ["friend", "steward", "stranger"])
def test_nobody_else_settles_anything(
    persona: str, world: World, doubt: Delivery, client: Client
) -> None:
    client.force_login(world[persona], BACKEND)
    address = reverse("letters-in-doubt")
    assert client.post(address, {"letter": doubt.pk, "again": "1"}).status_code == 404
    for settle in (send_again, it_arrived):
        with pytest.raises(NotAllowed):
            settle(world[persona], doubt, at=NOW)
    assert mishaps().count() == 1


@pytest.mark.usefixtures("doubt")
def test_more_letters_cost_no_more_queries(adnan: Client, django_assert_num_queries: Any) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as few:
        adnan.get(reverse("letters-in-doubt"))
    for number in range(2):
        tell("trial.welcome", address="x@example.org", about={}, key=f"{number}", at=NOW)
    Delivery.objects.filter(letter="trial.welcome").update(state=State.FAILED, why="550 no")
    with django_assert_num_queries(len(few)):
        adnan.get(reverse("letters-in-doubt"))
