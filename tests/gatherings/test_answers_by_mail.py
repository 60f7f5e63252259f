"""What calendars answer by mail: whose answer it is, and what becomes of it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone

from kinweave.circles.actions import leave
from kinweave.config.readers import Inbox
from kinweave.gatherings import actions
from kinweave.gatherings.models import Answer, Gathering
from kinweave.gatherings.posting import set_dates_by_mail
from kinweave.jobs.actions import run_due
from kinweave.notices.inbox import LARGEST, read_inbox, take
from kinweave.notices.models import Delivery
from tests.copies import kinweave
from tests.gatherings.cast import AT, FIRST_DAY, HOUR, Cast, date_of, once, said, says, told
from tests.gatherings.mailroom import PASSWORD, USER, answered, as_sent, calendar_in, open_room

LATER = AT + timedelta(minutes=5)


@pytest.fixture(autouse=True)
def _an_inbox(settings: Any) -> None:
    settings.INBOX_ADDRESS = "answers@commons.example"


@pytest.fixture
def soup(cast: Cast) -> Gathering:
    return once(cast.ada, cast.circle)


def invitation(cast: Cast, soup: Gathering) -> str:
    """What Ben's calendar read in the letter that asked him."""
    actions.invite(cast.ada, soup, [cast.ben.pk], at=AT)
    run_due(timezone.now() + timedelta(hours=1), Delivery)
    return calendar_in(as_sent(mail.outbox[-1]))


@pytest.mark.parametrize(
    ("partstat", "what"), [("ACCEPTED", "yes"), ("TENTATIVE", "maybe"), ("DECLINED", "no")]
)
def test_an_answer_by_mail_is_an_answer(
    partstat: str, what: str, cast: Cast, soup: Gathering
) -> None:
    assert take(answered(invitation(cast, soup), partstat), LATER)
    assert said(soup) == {"ben": what}


def test_the_address_in_the_letter_or_in_the_calendar_is_enough(
    cast: Cast, soup: Gathering
) -> None:
    asked = invitation(cast, soup)
    assert take(answered(asked, "ACCEPTED", to="answers@commons.example"), LATER)
    assert said(soup) == {"ben": "yes"}
    own = answered(asked, "DECLINED", organizer="answers@commons.example")
    assert take(own, LATER)
    assert said(soup) == {"ben": "no"}


def test_it_comes_through_servers_that_write_addresses_small(cast: Cast, soup: Gathering) -> None:
    asked = invitation(cast, soup)
    letter = answered(asked, "ACCEPTED").decode()
    assert take(letter.replace("answers+", "ANSWERS+").encode(), LATER)
    assert said(soup) == {"ben": "yes"}


def test_nobody_answers_for_somebody_else(cast: Cast, soup: Gathering) -> None:
    asked = invitation(cast, soup)
    for forged in (
        asked.replace(f"-{cast.ben.pk}-", f"-{cast.cleo.pk}-"),
        asked.replace("answers+", "answers+0"),
        asked.replace("answers+", "answers"),
    ):
        assert not take(answered(forged, "ACCEPTED"), LATER)
    assert said(soup) == {}


def test_a_yes_to_what_has_moved_since_is_none_and_a_no_is_one(cast: Cast, soup: Gathering) -> None:
    asked = invitation(cast, soup)
    actions.move(
        cast.ada, date_of(soup), day=FIRST_DAY + timedelta(days=1), time=HOUR, at=AT
    )  # fmt: skip
    assert take(answered(asked, "ACCEPTED"), LATER)
    assert said(soup) == {}
    assert take(answered(asked, "DECLINED"), LATER)
    assert said(soup) == {"ben": "no"}


def test_whoever_has_left_answers_nothing_any_more(cast: Cast, soup: Gathering) -> None:
    asked = invitation(cast, soup)
    leave(cast.ben, cast.circle, at=AT)
    assert take(answered(asked, "ACCEPTED"), LATER)
    assert said(soup) == {}


def test_what_is_called_off_takes_no_answer(cast: Cast, soup: Gathering) -> None:
    asked = invitation(cast, soup)
    actions.call_off(cast.ada, soup, at=AT)
    assert take(answered(asked, "ACCEPTED"), LATER)
    assert said(soup) == {}


def test_where_all_seats_are_taken_they_wait_and_are_told_so(cast: Cast) -> None:
    full = once(cast.ada, cast.circle, seats=1)
    says(cast.cleo, full, "yes")
    assert take(answered(invitation(cast, full), "ACCEPTED"), LATER)
    assert said(full) == {"cleo": "yes", "ben": "waiting"}
    assert told("waits") == ["ben"]


def test_an_answer_keeps_those_that_come_along(cast: Cast) -> None:
    made = once(cast.ada, cast.circle, brings=3)
    asked = invitation(cast, made)
    says(cast.ben, made, "yes", brings=2)
    take(answered(asked, "ACCEPTED"), LATER)
    assert Answer.objects.get().brings == 2


@pytest.mark.parametrize(
    "letter",
    [b"", b"\x00\xff" * 50, b"Subject: hello\r\n\r\nhow are you", b"x" * (LARGEST + 1)],
    ids=["nothing", "noise", "a letter", "too large"],
)
def test_what_is_no_answer_is_left_alone(letter: bytes) -> None:
    assert not take(letter, LATER)


def test_the_mailbox_is_read_once_and_other_letters_are_left_as_they_are(
    cast: Cast, soup: Gathering, settings: Any
) -> None:
    letters = (b"Subject: hello\r\n\r\nhow are you", answered(invitation(cast, soup), "ACCEPTED"))
    with open_room(*letters) as room:
        settings.INBOX = Inbox("imap", "127.0.0.1", room.port, USER, PASSWORD, "INBOX")
        assert [read_inbox(LATER), read_inbox(LATER)] == [2, 0]
        assert room.seen == {1, 2}
    assert said(soup) == {"ben": "yes"}


def test_a_mailbox_that_does_not_open_is_tried_again_later(settings: Any, caplog: Any) -> None:
    with open_room() as room:
        settings.INBOX = Inbox("imap", "127.0.0.1", room.port, USER, "another", "INBOX")
        assert read_inbox(LATER) == 0
    settings.INBOX = Inbox("imap", "127.0.0.1", 9, USER, PASSWORD, "INBOX")
    assert read_inbox(LATER) == 0
    assert caplog.text.count("could not be read") == 2
    assert PASSWORD not in caplog.text


def test_without_a_mailbox_nothing_is_read() -> None:
    assert read_inbox(LATER) == 0


@pytest.mark.once
@pytest.mark.usefixtures("copied")
def test_a_mail_server_can_hand_letters_over(tmp_path: Path) -> None:
    done = kinweave(tmp_path, "", "mail", "take")
    assert done.returncode == 0, done.stderr
    assert "Nothing here knows" in done.stdout


def test_a_calendar_that_takes_its_own_date_in_again_changes_nothing(
    cast: Cast, soup: Gathering
) -> None:
    set_dates_by_mail(cast.ben, invitations=True, remind_before=None, at=AT)
    asked = invitation(cast, soup)
    assert take(answered(asked, "ACCEPTED"), LATER)
    assert take(answered(asked, "ACCEPTED"), LATER)
    assert told("in_calendar") == ["ben"]
