"""Letters go out over a real conversation, at most once, and only to who may have them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import override_settings

from kinweave.circles.models import Membership
from kinweave.jobs.actions import run_due, tick
from kinweave.jobs.held import hold_mail, release_mail
from kinweave.jobs.models import State
from kinweave.notices import at_once
from kinweave.notices.actions import tell
from kinweave.notices.models import Delivery
from kinweave.people.models import Block, Person
from tests import builders
from tests.builders import NOW
from tests.notices.mailbox import Mailbox, free_port


@pytest.fixture
def friends() -> tuple[Person, Person]:
    """Ada and Ben, both in Riverbend."""
    riverbend = builders.circle()
    ada, ben = builders.person("Ada Anker"), builders.person("Ben Birch")
    for somebody in (ada, ben):
        builders.member(riverbend, somebody)
    return ada, ben


def greet(ada: Person, ben: Person, key: str = "hello", **more: Any) -> Delivery:
    tell("trial.greeting", receiver=ada, about={"person": ben.pk}, key=key, at=NOW, **more)
    return Delivery.objects.get(key=key)


def state(row: Delivery) -> str:
    row.refresh_from_db()
    return row.state


def test_a_letter_arrives_with_words_for_both_kinds_of_readers(
    mailbox: Mailbox, friends: tuple[Person, Person]
) -> None:
    ada, ben = friends
    row = greet(ada, ben)
    run_due(NOW)
    [letter] = mailbox.letters
    assert letter["To"] == ada.email
    assert letter["Subject"] == "Ben Birch says hello"
    body, page = letter.get_body(("plain",)), letter.get_body(("html",))
    assert body
    assert page
    assert "Ben Birch says hello." in body.get_content()
    assert "http://testserver/letters/" in body.get_content()
    assert "Ben Birch says hello." in page.get_content()
    assert '<p style="' in page.get_content()
    assert "prefers-color-scheme: dark" in page.get_content()
    assert state(row) == State.DONE


def test_told_twice_it_arrives_once(mailbox: Mailbox, friends: tuple[Person, Person]) -> None:
    greet(*friends)
    greet(*friends)
    run_due(NOW)
    run_due(NOW + timedelta(days=1))
    assert len(mailbox.letters) == 1


def test_who_left_the_circle_meanwhile_is_told_nothing(
    mailbox: Mailbox, friends: tuple[Person, Person]
) -> None:
    row = greet(*friends)
    Membership.objects.filter(person=friends[0]).update(until=NOW + timedelta(hours=1))
    run_due(NOW)
    assert mailbox.letters == []
    assert state(row) == State.DROPPED


def test_what_was_hidden_meanwhile_is_not_told(
    mailbox: Mailbox, friends: tuple[Person, Person]
) -> None:
    row = greet(*friends)
    Block.objects.create(person=friends[1], other=friends[0], since=NOW)
    run_due(NOW)
    assert mailbox.letters == []
    assert state(row) == State.DROPPED


def test_whose_account_is_closed_gets_no_letter(
    mailbox: Mailbox, friends: tuple[Person, Person]
) -> None:
    row = greet(*friends)
    Person.objects.filter(pk=friends[0].pk).update(is_active=False)
    run_due(NOW)
    assert mailbox.letters == []
    assert state(row) == State.DROPPED


@pytest.mark.parametrize("when", ["rcpt_says", "data_says"])
def test_a_letter_that_is_not_taken_now_goes_out_later_once(
    when: str, mailbox: Mailbox, friends: tuple[Person, Person]
) -> None:
    getattr(mailbox, when).append("451 come back later")
    row = greet(*friends)
    run_due(NOW)
    assert state(row) == State.WAITING
    assert row.why == "451 come back later"
    assert row.handed_at is None
    assert mailbox.letters == []
    run_due(NOW + timedelta(hours=1))
    assert len(mailbox.letters) == 1
    assert state(row) == State.DONE


@pytest.mark.parametrize("when", ["rcpt_says", "data_says"])
def test_a_letter_that_is_refused_for_good_is_kept_with_the_reason(
    when: str, mailbox: Mailbox, friends: tuple[Person, Person]
) -> None:
    getattr(mailbox, when).append("550 no such mailbox")
    row = greet(*friends)
    run_due(NOW)
    assert state(row) == State.FAILED
    assert row.why == "550 no such mailbox"


def test_letters_wait_while_there_is_no_mail_server(
    settings: Any, mailbox: Mailbox, friends: tuple[Person, Person]
) -> None:
    settings.EMAIL_PORT = free_port()
    row = greet(*friends)
    run_due(NOW)
    assert state(row) == State.WAITING
    assert "Refused" in row.why
    settings.EMAIL_PORT = mailbox.port
    run_due(NOW + timedelta(hours=1))
    assert len(mailbox.letters) == 1


def test_a_mail_server_may_be_away_for_two_days(
    settings: Any, mailbox: Mailbox, friends: tuple[Person, Person]
) -> None:
    settings.EMAIL_PORT = free_port()
    row = greet(*friends)
    for hour in range(48):
        run_due(NOW + timedelta(hours=hour))
    assert state(row) == State.WAITING
    settings.EMAIL_PORT = mailbox.port
    run_due(NOW + timedelta(days=5))
    assert len(mailbox.letters) == 1


def test_a_line_that_breaks_before_the_answer_leaves_a_letter_in_doubt(
    settings: Any, mailbox: Mailbox, friends: tuple[Person, Person]
) -> None:
    settings.EMAIL_TIMEOUT = 0.5
    mailbox.silent = True
    row = greet(*friends)
    run_due(NOW)
    assert state(row) == State.DOUBT
    mailbox.silent = False
    run_due(NOW + timedelta(days=1))
    tick(NOW + timedelta(days=1))
    assert len(mailbox.letters) == 1


def test_a_process_that_slept_through_its_claim_does_not_send(
    mailbox: Mailbox, friends: tuple[Person, Person]
) -> None:
    from kinweave.notices.sending import deliver

    row = greet(*friends)
    assert row.claim(NOW)
    later = NOW + timedelta(hours=1)
    tick(later)
    run_due(later)
    assert len(mailbox.letters) == 1
    deliver(row, later)
    assert len(mailbox.letters) == 1
    assert state(row) == State.DONE


def test_mail_is_held_after_a_restore_and_loses_nothing(
    mailbox: Mailbox, friends: tuple[Person, Person]
) -> None:
    hold_mail(at=NOW)
    row = greet(*friends)
    for hour in range(24):
        run_due(NOW + timedelta(hours=hour))
    assert mailbox.letters == []
    assert state(row) == State.WAITING
    release_mail()
    run_due(NOW + timedelta(days=2))
    assert len(mailbox.letters) == 1


def test_nobody_is_flooded_and_a_code_still_comes(
    mailbox: Mailbox, friends: tuple[Person, Person]
) -> None:
    ada, ben = friends
    for number in range(10):
        greet(ada, ben, key=f"hello {number}")
        tell("trial.welcome", address="x@example.org", about={}, key=f"in {number}", at=NOW)
    run_due(NOW)
    assert sum(letter["To"] == ada.email for letter in mailbox.letters) == 3
    assert sum(letter["To"] == "x@example.org" for letter in mailbox.letters) == 3
    assert at_once.send("trial.code", receiver=ada, said={"code": "WXYZ"}, at=NOW)


def test_a_code_goes_out_at_once_and_lies_nowhere(mailbox: Mailbox) -> None:
    assert at_once.send("trial.code", address="new@example.org", said={"code": "WXYZ"}, at=NOW)
    [letter] = mailbox.letters
    body = letter.get_body(("plain",))
    assert body
    assert "WXYZ" in body.get_content()
    assert letter["List-Unsubscribe"] is None
    assert "WXYZ" not in str(list(Delivery.objects.values()))


def test_a_code_that_cannot_be_sent_is_said_to_be_so(settings: Any, mailbox: Mailbox) -> None:
    settings.EMAIL_PORT = free_port()
    assert not at_once.send("trial.code", address="n@example.org", said={"code": "W"}, at=NOW)
    run_due(NOW + timedelta(days=1))
    assert mailbox.letters == []


def test_a_code_whose_sender_was_killed_is_not_sent_without_its_secret(mailbox: Mailbox) -> None:
    at_once.send("trial.code", address="n@example.org", said={"code": "W"}, at=NOW)
    Delivery.objects.update(state=State.WAITING, handed_at=None, attempts=0)
    run_due(NOW)
    assert len(mailbox.letters) == 1


NASTY = "Eve\r\nBcc: all@example.org\n\u2028\x00{{7*7}}{% now 'Y' %}\u202egnp"


def test_a_name_can_neither_add_a_header_nor_be_run(
    mailbox: Mailbox, friends: tuple[Person, Person]
) -> None:
    ada, ben = friends
    Person.objects.filter(pk=ben.pk).update(name=NASTY.replace("\x00", ""))
    greet(ada, ben)
    run_due(NOW)
    [letter] = mailbox.letters
    assert letter["Bcc"] is None
    assert letter["Subject"] == "Eve Bcc: all@example.org {{7*7}}{% now 'Y' %} gnp says hello"
    page = letter.get_body(("html",))
    assert page
    assert "{{7*7}}{% now 'Y' %}" in page.get_content().replace("&#x27;", "'")


@override_settings(EMAIL_BACKEND="django.core.mail.backends.locmem.EmailBackend")
def test_what_breaks_a_line_breaks_no_subject() -> None:
    at_once.send("trial.code", address="n@example.org", said={"code": NASTY}, at=NOW)
    [letter] = mail.outbox
    assert "\x00" not in str(letter.message())


def test_lines_that_begin_with_a_dot_arrive_whole(mailbox: Mailbox) -> None:
    said = "one\n.\n..two\n.three"
    at_once.send("trial.code", address="n@example.org", said={"code": said}, at=NOW)
    [letter] = mailbox.letters
    body = letter.get_body(("plain",))
    assert body
    assert body.get_content().splitlines()[:4] == said.splitlines()
