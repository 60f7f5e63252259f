"""Dates by mail: into calendars, kept right there, out of them; and reminders."""

from __future__ import annotations

from datetime import timedelta
from email.message import EmailMessage
from typing import Any

import icalendar
import pytest
from django.core import mail
from django.utils import timezone

from kinweave.circles.actions import leave
from kinweave.gatherings import actions
from kinweave.gatherings.models import Gathering, Posted
from kinweave.gatherings.posting import keep_calendars, remind, set_dates_by_mail
from kinweave.jobs.actions import run_due
from kinweave.notices.models import Delivery
from kinweave.people.models import Person
from tests.gatherings.cast import (
    AT,
    FIRST_DAY,
    HOUR,
    Cast,
    client_of,
    date_of,
    once,
    says,
    soup,
    told,
)
from tests.gatherings.mailroom import as_sent, calendar_in

DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)


@pytest.fixture
def ben(cast: Cast) -> Person:
    """Has his calendar kept by mail."""
    set_dates_by_mail(cast.ben, invitations=True, remind_before=None, at=AT)
    return cast.ben


def letters() -> list[EmailMessage]:
    """All that went out by now, as it goes over the line."""
    run_due(timezone.now() + MINUTE, Delivery)
    raw = [as_sent(one) for one in mail.outbox]
    mail.outbox.clear()
    return raw


def words_of(letter: EmailMessage) -> str:
    """What people read in it."""
    page = letter.get_body(("plain",))
    assert page
    return str(page.get_content())


def event(letter: EmailMessage) -> Any:
    """What an independent library reads in it."""
    read = icalendar.Calendar.from_ical(calendar_in(letter))
    (found,) = read.walk("VEVENT")
    return read["METHOD"], found


def test_a_yes_goes_into_the_calendar_as_an_invitation_that_is_accepted(
    cast: Cast, ben: Person
) -> None:
    made = once(cast.ada, cast.circle, place="Mill lane 3")
    says(ben, made, "yes")
    (letter,) = letters()
    assert letter["To"] == "ben@example.org"
    method, one = event(letter)
    assert method == "REQUEST"
    assert (one["SUMMARY"], one["LOCATION"], one["STATUS"]) == ("Soup", "Mill lane 3", "CONFIRMED")
    assert one["DTSTART"].dt == date_of(made).starts_at
    assert one["ATTENDEE"].params["PARTSTAT"] == "ACCEPTED"
    assert one["ATTENDEE"] == "mailto:ben@example.org"
    part = next(one for one in letter.walk() if one.get_content_type() == "text/calendar")
    assert part.get_param("method") == "REQUEST"


def test_a_maybe_stands_there_as_one(cast: Cast, ben: Person) -> None:
    says(ben, once(cast.ada, cast.circle), "maybe")
    assert event(letters()[0])[1]["ATTENDEE"].params["PARTSTAT"] == "TENTATIVE"


def test_whoever_did_not_ask_for_it_gets_no_letter(cast: Cast) -> None:
    says(cast.ben, once(cast.ada, cast.circle), "yes")
    assert letters() == []


def test_it_moves_with_the_date_in_one_letter_that_says_so(cast: Cast, ben: Person) -> None:
    made = once(cast.ada, cast.circle)
    says(ben, made, "yes")
    before = event(letters()[0])[1]
    actions.move(cast.ada, date_of(made), day=FIRST_DAY + DAY, time=HOUR, at=AT)
    (letter,) = letters()
    method, after = event(letter)
    assert method == "REQUEST"
    assert after["UID"] == before["UID"]
    assert after["SEQUENCE"] > before["SEQUENCE"]
    assert after["DTSTART"].dt == before["DTSTART"].dt + DAY
    assert "was to begin" in words_of(letter)


@pytest.mark.parametrize("what", ["skip", "call_off"])
def test_it_leaves_the_calendar_when_it_is_off_and_says_why(
    what: str, cast: Cast, ben: Person
) -> None:
    made = once(cast.ada, cast.circle)
    says(ben, made, "yes")
    uid = event(letters()[0])[1]["UID"]
    if what == "skip":
        actions.skip(cast.ada, date_of(made), reason="A holiday.", at=AT)
    else:
        actions.call_off(cast.ada, made, reason="A holiday.", at=AT)
    (letter,) = letters()
    method, one = event(letter)
    assert (method, one["STATUS"], one["UID"]) == ("CANCEL", "CANCELLED", uid)
    assert "A holiday." in words_of(letter)


def test_it_leaves_it_when_they_say_no_and_comes_back_with_a_yes(cast: Cast, ben: Person) -> None:
    made = once(cast.ada, cast.circle)
    methods = []
    for minute, what in enumerate(("yes", "no", "yes")):
        says(ben, made, what, at=AT + minute * timedelta(seconds=1))
        keep_calendars(AT + minute * timedelta(seconds=1))
        methods += [event(letter)[0] for letter in letters()]
    assert methods == ["REQUEST", "CANCEL", "REQUEST"]


def test_whoever_left_reads_no_word_of_it_any_more(cast: Cast, ben: Person) -> None:
    made = once(cast.ada, cast.circle, name="canary-soup", place="canary-place")
    says(ben, made, "yes")
    uid = event(letters()[0])[1]["UID"]
    leave(ben, cast.circle, at=AT)
    keep_calendars(AT)
    (letter,) = [one for one in letters() if "calendar" in str(one["Subject"])]
    method, one = event(letter)
    assert (method, one["UID"]) == ("CANCEL", uid)
    assert "canary" not in letter.as_string()
    assert "canary" not in calendar_in(letter)


def test_of_a_series_only_what_is_near_is_sent_and_the_rest_when_it_is(
    cast: Cast, ben: Person
) -> None:
    made = soup(cast.ada, cast.circle, times=8)
    says(ben, made, "yes", every=True)
    near = [one for one in letters() if event(one)[0] == "REQUEST"]
    assert len(near) == 4  # in thirty days
    keep_calendars(AT + 7 * DAY)
    assert told("in_calendar") == ["ben"] * 5


def test_words_that_no_calendar_shows_send_no_letter(cast: Cast, ben: Person) -> None:
    made = once(cast.ada, cast.circle)
    says(ben, made, "yes")
    assert len(letters()) == 1
    actions.change(cast.ada, made, words="With bread.", at=AT)
    keep_calendars(AT)
    assert letters() == []
    actions.change(cast.ada, made, place="Elsewhere", at=AT)
    assert [event(one)[1]["LOCATION"] for one in letters()] == ["Elsewhere"]


def test_a_round_that_is_begun_again_sends_nothing_twice(cast: Cast, ben: Person) -> None:
    says(ben, once(cast.ada, cast.circle), "yes")
    assert len(letters()) == 1
    assert [keep_calendars(AT) for _again in range(2)] == [0, 0]
    assert letters() == []


def test_it_asks_the_database_as_often_for_many_calendars_as_for_few(
    cast: Cast, ben: Person, django_assert_num_queries: Any
) -> None:
    for _one in range(3):
        says(ben, once(cast.ada, cast.circle), "yes")
    with django_assert_num_queries(2):
        keep_calendars(AT)


def test_whoever_wants_no_more_keeps_what_they_have_and_hears_of_moves_as_before(
    cast: Cast, ben: Person
) -> None:
    made = once(cast.ada, cast.circle)
    says(ben, made, "yes")
    letters()
    set_dates_by_mail(ben, invitations=False, remind_before=None, at=AT)
    assert not Posted.objects.exists()
    actions.move(cast.ada, date_of(made), day=FIRST_DAY + DAY, time=HOUR, at=AT)
    (letter,) = letters()
    assert letter["Subject"] == "Soup has another time"
    assert "text/calendar" not in letter.as_string()


def test_a_series_that_moves_is_told_with_all_dates_that_they_come_to(cast: Cast) -> None:
    made = soup(cast.ada, cast.circle)
    says(cast.ben, made, "yes", every=True)
    later = HOUR.replace(20)
    actions.move(cast.ada, date_of(made), day=FIRST_DAY, time=later, following=True, at=AT)
    (letter,) = [one for one in letters() if one["To"] == "ben@example.org"]
    words = words_of(letter)
    assert words.count("20:00") == 3


def test_whoever_wants_to_be_reminded_is_once(cast: Cast) -> None:
    set_dates_by_mail(cast.ben, invitations=False, remind_before=1440, at=AT)
    set_dates_by_mail(cast.cleo, invitations=False, remind_before=1440, at=AT)
    made = once(cast.ada, cast.circle)
    says(cast.ben, made, "yes")
    says(cast.cleo, made, "no")
    says(cast.dan, made, "yes")
    starts = date_of(made).starts_at
    assert remind(starts - DAY - MINUTE) == 0
    assert [remind(starts - DAY), remind(starts - DAY), remind(starts + MINUTE)] == [1, 0, 0]
    assert told("reminder") == ["ben"]


def test_what_moves_after_a_reminder_is_told_again_when_it_is_near(cast: Cast) -> None:
    set_dates_by_mail(cast.ben, invitations=False, remind_before=60, at=AT)
    made = once(cast.ada, cast.circle)
    says(cast.ben, made, "yes")
    remind(date_of(made).starts_at - timedelta(hours=1))
    actions.move(cast.ada, date_of(made), day=FIRST_DAY + DAY, time=HOUR, at=AT)
    assert remind(date_of(made).starts_at - timedelta(hours=1)) == 1


def test_whoever_says_yes_when_it_is_near_is_not_told_what_they_know(cast: Cast) -> None:
    set_dates_by_mail(cast.ben, invitations=False, remind_before=10080, at=AT)
    says(cast.ben, once(cast.ada, cast.circle), "yes")  # in five days
    assert remind(AT + MINUTE) == 0


def test_both_are_chosen_on_the_page_of_calendars(cast: Cast) -> None:
    client = client_of(cast.ben)
    client.post("/calendars/", {"by_mail": "1", "invitations": "on", "remind_before": "180"})
    page = client.get("/calendars/").content.decode()
    assert 'name="invitations" id="id_invitations"' in page or "checked" in page
    assert cast.ben.dates_by_mail.remind_before == 180  # type: ignore[attr-defined]  # from its other end
    wrong = client.post("/calendars/", {"by_mail": "1", "remind_before": "7"})
    assert wrong.status_code == 200
    assert "7" in wrong.content.decode()


def test_what_was_asked_of_a_member_is_a_letter_that_calendars_understand(cast: Cast) -> None:
    made = once(cast.ada, cast.circle)
    client = client_of(cast.ada)
    where = f"/gatherings/{made.pk}/invitations/"
    page = client.get(where).content.decode()
    assert "Ben Birch" in page
    assert "Sol Stone" not in page
    client.post(where, {"person": [cast.ben.pk, cast.sol.pk, "x"]})
    client.post(where, {"person": [cast.ben.pk]})
    (letter,) = letters()
    assert letter["To"] == "ben@example.org"
    assert "Ada Anker asks" in letter["Subject"]
    method, one = event(letter)
    assert method == "REQUEST"
    assert one["ATTENDEE"].params["PARTSTAT"] == "NEEDS-ACTION"
    assert "You asked" in client.get(where).content.decode()
    assert client_of(cast.ben).get(where).status_code == 403


def test_nobody_is_asked_to_what_they_have_answered(cast: Cast) -> None:
    made = once(cast.ada, cast.circle)
    actions.invite(cast.ada, made, [cast.ben.pk], at=AT)
    says(cast.ben, made, "no")
    assert letters() == []


def test_a_called_off_gathering_asks_nobody(cast: Cast) -> None:
    made: Gathering = once(cast.ada, cast.circle)
    actions.call_off(cast.ada, made, at=AT)
    with pytest.raises(actions.Over):
        actions.invite(cast.ada, made, [cast.ben.pk], at=AT)
