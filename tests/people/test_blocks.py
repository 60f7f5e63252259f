"""Not seeing each other: both ways, silently, and with a way back."""

from __future__ import annotations

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from kinweave.access import NotAllowed, Viewer
from kinweave.circles.models import Circle
from kinweave.journal.models import Entry
from kinweave.notices.models import Delivery, Notice
from kinweave.people.actions.blocks import block, undo_block
from kinweave.people.models import Block, Person
from kinweave.people.told import NOTHING, told
from tests import builders


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person, "allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.fixture
def ada() -> Person:
    return builders.person("Ada Anker")


@pytest.fixture
def bo() -> Person:
    return builders.person("Bo Birch")


@pytest.fixture
def circle(ada: Person, bo: Person) -> Circle:
    made = builders.circle()
    for someone in (ada, bo, builders.person("Cy Cedar")):
        builders.member(made, someone)
    return made


def addresses(circle: Circle) -> list[str]:
    """Where people of a circle are shown to each other."""
    return [
        reverse("home"),
        reverse("circle", args=[circle.slug]),
        reverse("circle-people", args=[circle.slug]),
        reverse("circle-responsibilities", args=[circle.slug]),
        reverse("circle-journal", args=[circle.slug]),
        reverse("people"),
        f"{reverse('people')}?q=birch",
        f"{reverse('people')}?q=anker",
    ]


def met(one: Person, other: Person, circle: Circle) -> bool:
    """Whether ``one`` finds ``other``'s name anywhere."""
    client = signed_in(one)
    return any(other.name in client.get(here).content.decode() for here in addresses(circle))


def sees(one: Person, other: Person) -> bool:
    viewer = Viewer.of(one.pk)
    found = Person.objects.visible_to(viewer).filter(pk=other.pk).exists()
    assert found == (told(viewer, other) != NOTHING)
    return found


def test_somebody_reads_what_happens_does_it_and_takes_it_back(
    ada: Person, bo: Person, circle: Circle
) -> None:
    client = signed_in(ada)
    page = client.get(reverse("block", args=[bo.pk])).content.decode()
    assert "You will not see each other here any more. Nobody is told." in page
    assert not Block.objects.exists()
    assert client.post("/blocks/", {"person": bo.pk})["Location"] == "/blocks/"
    assert "Bo Birch" in client.get("/blocks/").content.decode()
    made = Block.objects.get()
    client.post(f"/blocks/{made.pk}/undo/")
    assert not Block.objects.exists()
    assert sees(ada, bo)
    assert sees(bo, ada)
    assert met(ada, bo, circle)


def test_afterwards_neither_is_there_for_the_other(ada: Person, bo: Person, circle: Circle) -> None:
    assert met(ada, bo, circle)
    assert met(bo, ada, circle)
    block(ada, bo, at=timezone.now())
    for one, other in ((ada, bo), (bo, ada)):
        assert not sees(one, other)
        assert not met(one, other, circle)
        client = signed_in(one)
        assert client.get(reverse("block", args=[other.pk])).status_code == 404
        assert client.post("/blocks/", {"person": other.pk}).status_code == 404
        assert client.get(reverse("person", args=[other.pk])).status_code == 404
        assert client.get(reverse("picture", args=[other.pk, 96])).status_code == 404


def test_nobody_is_told_and_others_see_both_as_before(
    ada: Person, bo: Person, circle: Circle
) -> None:
    cy = Person.objects.get(name="Cy Cedar")
    signed_in(ada).post("/blocks/", {"person": bo.pk})
    assert not Entry.objects.exists()
    assert not Delivery.objects.exists()
    assert not Notice.objects.exists()
    assert mail.outbox == []
    assert sees(cy, ada)
    assert sees(cy, bo)
    assert met(cy, ada, circle)
    assert met(cy, bo, circle)
    assert "Ada Anker" not in signed_in(bo).get("/blocks/").content.decode()


@pytest.mark.usefixtures("circle")
def test_the_other_cannot_undo_it_nor_find_out(ada: Person, bo: Person) -> None:
    made = block(ada, bo, at=timezone.now())
    client = signed_in(bo)
    answer = client.post(f"/blocks/{made.pk}/undo/")
    assert answer.status_code == client.post("/blocks/987654321/undo/").status_code == 404
    assert not undo_block(bo, made)
    assert Block.objects.count() == 1
    assert client.get(f"/blocks/{made.pk}/undo/").status_code == 405


@pytest.mark.parametrize("said", ["", "nobody", "-1", "²", "987654321", "9" * 5000])
def test_somebody_who_is_not_there_is_not_found(ada: Person, said: str) -> None:
    assert signed_in(ada).post("/blocks/", {"person": said}).status_code == 404


def test_a_stranger_is_as_absent_as_nobody_and_oneself_is_refused(ada: Person, bo: Person) -> None:
    client = signed_in(ada)
    assert client.post("/blocks/", {"person": bo.pk}).status_code == 404
    assert client.post("/blocks/", {"person": ada.pk}).status_code == 403
    with pytest.raises(NotAllowed):
        block(ada, ada, at=timezone.now())
    assert not Block.objects.exists()


@pytest.mark.usefixtures("circle")
def test_doing_it_twice_is_doing_it_once(ada: Person, bo: Person) -> None:
    first = block(ada, bo, at=timezone.now())
    assert block(ada, bo, at=timezone.now()) == first
    assert undo_block(ada, first)
    assert not undo_block(ada, first)


def test_when_both_said_so_one_taking_it_back_does_not_undo_the_other(
    ada: Person, bo: Person, circle: Circle
) -> None:
    """Both pressed at once, before either could be hidden."""
    mine, _theirs = (
        Block.objects.create(person=one, other=other, since=timezone.now())
        for one, other in ((ada, bo), (bo, ada))
    )
    signed_in(ada).post(f"/blocks/{mine.pk}/undo/")
    assert not sees(ada, bo)
    assert not met(ada, bo, circle)


def test_the_page_costs_the_same_for_one_and_for_three(ada: Person) -> None:
    client = signed_in(ada)

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get("/blocks/")
        return len(queries)

    def more(name: str) -> None:
        Block.objects.create(person=ada, other=builders.person(name), since=timezone.now())

    more("One Oak")
    client.get("/blocks/")
    once = asked()
    more("Two Oaks")
    more("Three Oaks")
    assert asked() == once
