"""Being forgotten: thirty days to change one's mind, and then nothing is left."""

from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core import mail
from django.test import Client
from django.utils import timezone

from kinweave.circles.models import (
    Answer,
    Application,
    Circle,
    CrewWish,
    Handover,
    Invitation,
    Membership,
    Message,
    Responsibility,
)
from kinweave.jobs.actions import run_due
from kinweave.jobs.models import State
from kinweave.journal.models import Entry
from kinweave.notices.models import Delivery, Stopped
from kinweave.people.erasure import forgetting
from kinweave.people.erasure.forgetting import forget, forget_farewells
from kinweave.people.erasure.wishes import ask_to_be_forgotten
from kinweave.people.export.asking import ask_for_export
from kinweave.people.models import Block, Erasure, Export, Note, Person, SpokenLanguage, Topic
from kinweave.people.models.week import WeeklyHours
from kinweave.people.pictures import SIZES, path_of
from tests.access.rows import where_in_database, where_in_files
from tests.builders import NOW
from tests.world import World

SIGN_IN = "allauth.account.auth_backends.AuthenticationBackend"
LATER = timedelta(days=30)
TODAY = NOW + timedelta(days=2)


@pytest.fixture(autouse=True)
def no_files_of_other_tests() -> None:
    for folder in ("exports", "media"):
        shutil.rmtree(Path(settings.HOME) / folder, ignore_errors=True)


def full_of_traces(world: World) -> tuple[Person, list[str]]:
    """Somebody who used all that there is, and every word by which they would be known."""
    person, circle, other = world["crew member"], world.riverbend, world["partner"]
    profile = person.profile
    profile.picture = "cleo-canary"
    profile.place = "canary-place-cleo"
    profile.save()
    path_of("x", SIZES[0]).parent.mkdir(parents=True, exist_ok=True)
    for size in SIZES:
        path_of(profile.picture, size).write_bytes(b"canary-picture-cleo")
    WeeklyHours.objects.create(person=person, changed_at=NOW)
    Topic.objects.create(person=person, kind="skills", words="canary-skill-cleo")
    SpokenLanguage.objects.create(person=person, code="x-cleo")
    EmailAddress.objects.create(user=person, email="canary-second-cleo@example.org")
    application = Application.objects.create(circle=world.hilltop, person=person, sent_at=NOW)
    Answer.objects.create(application=application, asked="Why?", text="canary-answer-cleo")
    Message.objects.create(application=application, author=person, text="canary-line-cleo", at=NOW)
    theirs = Application.objects.create(circle=circle, person=world["stranger"], sent_at=NOW)
    Message.objects.create(application=theirs, author=person, text="Do come.", at=NOW)
    CrewWish.objects.create(
        circle=circle, person=person, words="canary-wish-cleo", since=NOW, until=NOW.date()
    )
    Invitation.objects.create(
        circle=circle, made_by=person, made_at=NOW, words="canary-invitation-cleo", expires_at=NOW
    )
    Invitation.objects.create(
        circle=world.hilltop,
        made_by=world["stranger"],
        made_at=NOW,
        address="CLEO@example.org",
        expires_at=NOW + timedelta(days=9000),
    )
    duty = Responsibility.objects.create(
        circle=circle, name="Tea", holder=person, until=NOW.date() + timedelta(days=9000)
    )
    Handover.objects.create(
        responsibility=duty,
        giver=person,
        taker=other,
        notes="canary-handover-cleo",
        until=NOW.date(),
        offered_at=NOW,
    )
    Block.objects.create(person=person, other=world["friend"], since=NOW)
    Stopped.objects.create(person=person, kind="applications", since=NOW)
    Delivery.objects.create(
        address="cleo@example.org",
        letter="x",
        key="to-cleo",
        asked_at=NOW,
        next_attempt=NOW + timedelta(days=9000),
    )
    words = [word for word in world.canaries if "cleo" in word] + ["Cleo", "x-cleo", "-cleo"]
    return person, words


def test_nothing_of_somebody_who_was_forgotten_is_left(world: World) -> None:
    person, words = full_of_traces(world)
    now = TODAY
    Client().force_login(person, SIGN_IN)
    export = ask_for_export(person, at=now)
    run_due(now, Export)
    ask_to_be_forgotten(person, at=now)
    assert len({line.split(":")[0] for line in where_in_database(words)}) >= 12
    assert where_in_files(words)

    run_due(now + LATER, Erasure)
    assert {line.split(":")[0] for line in where_in_database(words)} == {"notices_delivery"}
    run_due(now + LATER, Delivery)
    forget_farewells(now + LATER)

    assert where_in_database(words) == []
    assert where_in_files(words) == []
    assert not (Path(settings.HOME) / "exports" / export.file).exists()
    for persona in ("friend", "partner", "steward", "blocked", "administrator"):
        client = Client()
        client.force_login(world[persona], SIGN_IN)
        assert client.get(f"/people/{person.pk}/").status_code == 404


def test_the_last_letter_goes_to_the_address_that_is_then_forgotten(world: World) -> None:
    person, now = world["friend"], TODAY
    run_due(now, Delivery)
    mail.outbox.clear()
    ask_to_be_forgotten(person, at=now)
    run_due(now, Delivery)
    run_due(now + LATER, Erasure)
    run_due(now + LATER, Delivery)
    forget_farewells(now + LATER)
    first, last = [message for message in mail.outbox if message.to == ["fenna@example.org"]]
    assert "/erasure/" in first.body
    assert "forgotten" in last.subject
    assert not Delivery.objects.filter(address="fenna@example.org").exists()


def test_what_others_need_stays_without_the_name(world: World) -> None:
    person, _ = full_of_traces(world)
    line = Entry.objects.create(
        verb="circles.founded", actor=person, at=NOW, circle=world.riverbend
    )
    forget(person.pk, at=TODAY)
    line.refresh_from_db()
    assert line.actor is not None
    assert line.actor.shown_name == "Somebody who left"
    assert Message.objects.get(text="Do come.").author == line.actor
    assert Responsibility.objects.get(name="Tea").holder is None
    assert not Membership.objects.filter(person=person).exists()
    assert Circle.objects.open().filter(pk=world.riverbend.pk).exists()


def test_an_invitation_to_their_address_opens_to_nobody_else(world: World) -> None:
    person, _ = full_of_traces(world)
    forget(person.pk, at=TODAY)
    assert not Invitation.objects.open(TODAY).filter(circle=world.hilltop).exists()


def test_until_then_nothing_changes_and_one_button_takes_it_back(world: World) -> None:
    person, now = world["friend"], timezone.now()
    client = Client()
    client.force_login(person, SIGN_IN)
    client.post("/erasure/")
    run_due(now + LATER - timedelta(minutes=5), Erasure)
    assert Note.objects.filter(person=person).exists()
    assert Membership.objects.current().filter(person=person).exists()
    client.post("/erasure/change-of-mind/")
    run_due(now + LATER + timedelta(days=1), Erasure)
    person.refresh_from_db()
    assert person.name == "Fenna Friend"
    assert Erasure.objects.get().state == State.DROPPED


def test_asking_twice_keeps_the_first_day(world: World) -> None:
    now = timezone.now()
    wish = ask_to_be_forgotten(world["friend"], at=now)
    assert ask_to_be_forgotten(world["friend"], at=now + timedelta(days=3)) == wish
    assert Erasure.objects.get().next_attempt == now + LATER


def test_there_is_nothing_to_take_back_once_it_has_begun(world: World) -> None:
    person, now = world["friend"], timezone.now()
    wish = ask_to_be_forgotten(person, at=now)
    assert wish.claim(now + LATER)
    client = Client()
    client.force_login(person, SIGN_IN)
    client.post("/erasure/change-of-mind/")
    wish.refresh_from_db()
    assert wish.state == State.CLAIMED


def test_all_their_sessions_end(world: World) -> None:
    person = world["friend"]
    client, other = Client(), Client()
    client.force_login(person, SIGN_IN)
    other.force_login(world["partner"], SIGN_IN)
    forget(person.pk, at=TODAY)
    assert client.get("/erasure/").status_code == 302
    assert [one.get_decoded()["_auth_user_id"] for one in Session.objects.all()] == [
        str(world["partner"].pk)
    ]


@pytest.mark.parametrize("step", ["forget_what_they_told", "forget_sign_in", "tell"])
def test_whoever_is_killed_while_forgetting_goes_on(
    step: str, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The process dies after each step; the next one ends what it began."""

    class Killed(BaseException):
        pass

    def die(*_args: object, **_named: object) -> None:
        done(*_args, **_named)
        raise Killed

    person, words = full_of_traces(world)
    now = TODAY
    ask_to_be_forgotten(person, at=now)
    done = getattr(forgetting, step)
    with monkeypatch.context() as dying:
        dying.setattr(forgetting, step, die)
        with pytest.raises(Killed):
            run_due(now + LATER, Erasure)
    person.refresh_from_db()
    assert person.name == "Cleo Crewmate"
    Erasure.objects.get().take_back(now + LATER)
    run_due(now + LATER, Erasure)
    assert Erasure.objects.get().state == State.DONE
    run_due(now + LATER, Delivery)
    forget_farewells(now + LATER)
    assert where_in_database(words) == []
    assert where_in_files(words) == []


def test_forgetting_twice_is_forgetting_once(world: World) -> None:
    forget(world["friend"].pk, at=TODAY)
    forget(world["friend"].pk, at=TODAY)
    assert Delivery.objects.filter(letter="people.forgotten").count() == 1
    assert Entry.objects.filter(verb="people.was_forgotten").count() == 1
