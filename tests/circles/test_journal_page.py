"""What happened in a circle, as its members read it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from kinweave.access import Audience
from kinweave.circles import actions
from kinweave.circles.models import Circle, Scale
from kinweave.journal.actions import write
from kinweave.people.models import Block, Person
from tests import builders


def as_seen_by(person: Person) -> Client:
    client = Client()
    client.force_login(person, "allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.fixture
def ada() -> Person:
    return builders.person("Ada Anker")


@pytest.fixture
def circle(ada: Person) -> Circle:
    return actions.found(
        ada, name="Riverbend", scale=Scale.CONGREGATION, at=timezone.now(),
        audience=Audience.PUBLIC,
    )  # fmt: skip


def where(circle: Circle) -> str:
    return reverse("circle-journal", args=[circle.slug])


def test_members_read_it_and_find_it_from_the_circles_page(ada: Person, circle: Circle) -> None:
    client = as_seen_by(ada)
    assert where(circle) in client.get(circle.get_absolute_url()).content.decode()
    assert "Ada Anker began this circle" in client.get(where(circle)).content.decode()


def test_others_do_not_though_they_may_know_of_the_circle(circle: Circle) -> None:
    client = as_seen_by(builders.person("Bo Birch"))
    assert client.get(circle.get_absolute_url()).status_code == 200
    answer = client.get(where(circle))
    assert answer.status_code == 403
    assert b"began this circle" not in answer.content


def test_what_somebody_did_whom_i_do_not_see_is_not_in_it(ada: Person, circle: Circle) -> None:
    bo = builders.person("Bo Birch")
    builders.member(circle, bo)
    Block.objects.create(person=ada, other=bo, since=timezone.now())
    page = as_seen_by(bo).get(where(circle)).content.decode()
    assert "Ada Anker" not in page
    assert "began this circle" not in page


def test_it_goes_on_where_a_page_ends_and_long_ones_cost_no_more(
    ada: Person, circle: Circle
) -> None:
    client = as_seen_by(ada)
    client.get(where(circle))

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get(where(circle))
        return len(queries)

    few = asked()
    later = timezone.now() + timedelta(minutes=1)
    for _number in range(45):
        write("circles.tended", actor=ada, at=later, circle=circle, thing=circle)
    assert asked() == few
    page = client.get(where(circle)).content.decode()
    assert "began this circle" not in page
    earlier = page.split('href="?before=')[1].split('"')[0]
    assert "began this circle" in client.get(f"{where(circle)}?before={earlier}").content.decode()
    assert client.get(f"{where(circle)}?before=nonsense").status_code == 200
