"""When two people no longer see each other, nothing stays open between them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from kinweave.circles import actions
from kinweave.circles.models import Circle, Handover, Responsibility, Standing
from kinweave.jobs.actions import run_due
from kinweave.journal.models import Entry
from kinweave.notices.models import Delivery
from kinweave.people.actions.blocks import block, undo_block
from kinweave.people.models import Person
from tests import builders
from tests.builders import NOW

LATER = NOW.date() + timedelta(days=300)


@pytest.fixture
def ada() -> Person:
    return builders.person("Ada Anker")


@pytest.fixture
def bo() -> Person:
    return builders.person("Bo Birch")


@pytest.fixture
def cy() -> Person:
    return builders.person("Cy Cedar")


@pytest.fixture
def circle(ada: Person, bo: Person, cy: Person) -> Circle:
    made = builders.circle()
    builders.member(made, ada, Standing.PARTNER)
    for friend in (bo, cy):
        builders.member(made, friend)
    return made


@pytest.fixture
def kitchen(ada: Person, circle: Circle) -> Responsibility:
    return actions.make_responsibility(ada, circle, name="Kitchen", holder=ada, until=LATER, at=NOW)


@pytest.fixture
def offered(ada: Person, bo: Person, kitchen: Responsibility) -> Handover:
    return actions.offer(ada, kitchen, taker=bo, until=LATER, at=NOW)


@pytest.mark.parametrize("the_giver_does_it", [True, False])
def test_an_offer_between_them_is_as_if_taken_back(
    ada: Person, bo: Person, offered: Handover, the_giver_does_it: bool
) -> None:
    one, other = (ada, bo) if the_giver_does_it else (bo, ada)
    entries = Entry.objects.count()
    block(one, other, at=timezone.now())
    offered.refresh_from_db()
    assert offered.state == Handover.State.WITHDRAWN
    assert offered.responsibility.holder == ada
    with pytest.raises(actions.Closed):
        actions.take(bo, offered, at=timezone.now())
    run_due(timezone.now(), Delivery)
    assert mail.outbox == []
    assert Entry.objects.count() == entries


def test_the_holder_keeps_it_and_can_ask_somebody_else(
    ada: Person, bo: Person, cy: Person, offered: Handover
) -> None:
    block(bo, ada, at=timezone.now())
    client = Client()
    client.force_login(ada, builders.BACKEND)
    slug, kitchen = offered.responsibility.circle.slug, offered.responsibility
    page = client.get(reverse("step-back", args=[slug, kitchen.pk])).content.decode()
    assert "Bo Birch" not in page
    again = actions.offer(ada, kitchen, taker=cy, until=LATER, at=timezone.now())
    assert again.state == Handover.State.OFFERED


def test_whoever_is_hidden_can_be_asked_no_more_than_somebody_who_left(
    ada: Person, bo: Person, kitchen: Responsibility
) -> None:
    block(bo, ada, at=timezone.now())
    with pytest.raises(actions.NotHere) as hidden:
        actions.offer(ada, kitchen, taker=bo, until=LATER, at=timezone.now())
    eve = builders.person("Eve Elm")
    with pytest.raises(actions.NotHere) as absent:
        actions.offer(ada, kitchen, taker=eve, until=LATER, at=timezone.now())
    assert str(hidden.value) == str(absent.value)
    assert Handover.objects.count() == 0


def test_what_lies_between_others_stays_as_it_is(
    ada: Person, bo: Person, cy: Person, offered: Handover
) -> None:
    block(cy, ada, at=timezone.now())
    block(bo, cy, at=timezone.now())
    actions.take(bo, offered, at=timezone.now())
    assert offered.responsibility.holder_id == ada.pk
    assert Responsibility.objects.get().holder == bo


def test_seeing_each_other_again_does_not_bring_it_back(
    ada: Person, bo: Person, offered: Handover
) -> None:
    undo_block(bo, block(bo, ada, at=timezone.now()))
    offered.refresh_from_db()
    assert offered.state == Handover.State.WITHDRAWN
    assert actions.offer(ada, offered.responsibility, taker=bo, until=LATER, at=timezone.now())
