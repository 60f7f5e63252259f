"""Coming to what is open to everybody, without an account; and bringing others along."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from kinweave.access import Audience
from kinweave.gatherings import actions
from kinweave.gatherings.models import Answer, Gathering, Guest
from kinweave.gatherings.posting import keep_calendars
from kinweave.jobs.actions import run_due
from kinweave.notices.models import Delivery
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
)
from tests.gatherings.mailroom import as_sent
from tests.gatherings.test_posting import event

LATER, DAY = AT + timedelta(minutes=5), timedelta(days=1)
GUS = {"name": "Gus Guest", "address": "Gus@Example.net"}


@pytest.fixture
def evening(cast: Cast) -> Gathering:
    """Open to everybody; two seats, and each may bring two."""
    return once(
        cast.ada, cast.circle, name="Open evening", audience=Audience.PUBLIC, seats=2, brings=2
    )


def sent() -> list[Any]:
    run_due(timezone.now() + DAY / 24, Delivery)
    found = [one for one in mail.outbox if one.to == ["gus@example.net"]]
    mail.outbox.clear()
    return found


def link_of(gathering: Gathering) -> str:
    """Asked for on the page, and read in the letter."""
    Client().post(f"/gatherings/{gathering.pk}/guests/", GUS)
    (letter,) = sent()
    found = re.search(r"/guests/[\w-]+/", str(letter.body))
    assert found
    return found[0]


def says_at(link: str, says: str, **more: str) -> Any:
    return Client().post(link, {"date": "1", "says": says, **more}, follow=True)


def test_somebody_comes_without_an_account(cast: Cast, evening: Gathering) -> None:
    link = link_of(evening)
    assert "Gus Guest" in Client().get(link).content.decode()
    assert not Answer.objects.exists()  # looking changes nothing
    page = says_at(link, "yes").content.decode()
    assert "Good. See you there." in page
    assert Answer.objects.get().guest == Guest.objects.get()
    assert "Gus Guest" in client_of(cast.ben).get(evening.get_absolute_url()).content.decode()
    assert (
        "gus@example.net"
        not in client_of(cast.ada).get(evening.get_absolute_url()).content.decode()
    )
    assert "Gus Guest" not in Client().get(evening.get_absolute_url()).content.decode()


def test_their_calendar_gets_the_date_and_their_answer_may_come_back_by_mail(
    evening: Gathering,
) -> None:
    link = link_of(evening)
    says_at(link, "yes")
    (letter,) = sent()
    method, one = event(as_sent(letter))
    assert method == "REQUEST"
    assert one["ATTENDEE"] == "mailto:gus@example.net"
    assert f"+{date_of(evening).pk}-g{Guest.objects.get().pk}-" in one["ORGANIZER"]


def test_the_same_page_comes_for_every_address(cast: Cast, evening: Gathering) -> None:
    where = f"/gatherings/{evening.pk}/guests/"
    pages = [
        Client().post(where, {"name": "X", "address": address}).content.decode()
        for address in ("nobody@example.net", cast.ben.email)
    ]
    for page, address in zip(pages, ("nobody@example.net", cast.ben.email), strict=True):
        assert address in page
    same = [re.sub(r'csrf\w+" value="\w+|[\w.]+@[\w.]+', "", page) for page in pages]
    assert same[0] == same[1]


def test_a_second_letter_does_not_let_somebody_else_in(evening: Gathering) -> None:
    link = link_of(evening)
    says_at(link, "yes")
    actions.come_as_guest(
        evening, name="Mallory", address="gus@example.net", language="en", at=LATER
    )
    assert Guest.objects.get().name == "Gus Guest"


@pytest.mark.parametrize("audience", [Audience.CIRCLE, Audience.SITE])
def test_what_is_not_for_everybody_has_no_such_page(audience: Audience, cast: Cast) -> None:
    made = once(cast.ada, cast.circle, audience=audience)
    for client in (Client(), client_of(cast.ben)):
        assert client.get(f"/gatherings/{made.pk}/guests/").status_code == 404
    with pytest.raises(actions.Over):
        actions.come_as_guest(made, name="G", address="g@example.net", language="en", at=AT)


def test_what_is_public_no_longer_has_no_guests(cast: Cast, evening: Gathering) -> None:
    link = link_of(evening)
    says_at(link, "yes")
    actions.change(cast.ada, evening, audience=Audience.CIRCLE, at=LATER)
    assert not Answer.objects.exists()
    assert Client().get(link).status_code == 404
    assert Client().post(link, {"date": "1", "says": "yes"}).status_code == 404


def test_a_guest_is_told_what_changes(cast: Cast, evening: Gathering) -> None:
    link = link_of(evening)
    says_at(link, "yes")
    sent()
    actions.move(cast.ada, date_of(evening), day=FIRST_DAY + DAY, time=HOUR, at=AT)
    (letter,) = sent()
    assert event(as_sent(letter))[0] == "REQUEST"
    assert "Hours are those of Europe/Vienna" in letter.body
    assert link in letter.body
    assert "19:00" in letter.body
    assert "UTC" not in letter.body
    actions.call_off(cast.ada, evening, reason="Rain.", at=LATER)
    (letter,) = sent()
    assert "Rain." in letter.body
    assert event(as_sent(letter))[0] == "CANCEL"


def test_a_guest_waits_like_everybody(cast: Cast, evening: Gathering) -> None:
    says(cast.ben, evening, "yes")
    says(cast.cleo, evening, "yes")
    link = link_of(evening)
    assert "All seats are taken" in says_at(link, "yes").content.decode()
    says(cast.ben, evening, "no")
    (letter,) = sent()
    assert "There is a seat for you" in letter.subject
    assert link in letter.body
    says_at(link, "yes")
    assert Answer.objects.get(guest__isnull=False).says == "yes"


def test_a_guest_takes_their_name_out_and_the_seat_is_offered(
    cast: Cast, evening: Gathering
) -> None:
    link = link_of(evening)
    says_at(link, "yes", brings="1")
    says(cast.ben, evening, "yes")
    assert Answer.objects.get(person=cast.ben).says == "waiting"
    Client().post(link, {"forget": "1"})
    assert not Guest.objects.exists()
    assert Answer.objects.get(person=cast.ben).says == "offered"
    assert Client().get(link).status_code == 404


def test_whoever_never_used_the_link_is_forgotten_and_all_are_a_month_later(
    evening: Gathering,
) -> None:
    link_of(evening)
    Guest.objects.update(asked_at=AT)
    assert actions.forget_guests(AT + 2 * DAY) == 0
    assert actions.forget_guests(AT + 3 * DAY) == 1
    says_at(link_of(evening), "yes")
    over = date_of(evening).ends_at
    actions.forget_guests(over + 29 * DAY)
    assert Guest.objects.exists()
    actions.forget_guests(over + 30 * DAY)
    assert not Guest.objects.exists()


def test_the_place_is_told_to_a_guest_who_comes(cast: Cast) -> None:
    made = once(
        cast.ada, cast.circle, audience=Audience.PUBLIC, shared="coming", place="canary-place"
    )
    link = link_of(made)
    assert "canary-place" not in Client().get(link).content.decode()
    assert "canary-place" in says_at(link, "yes").content.decode()
    assert "canary-place" in event(as_sent(sent()[0]))[1]["LOCATION"]
    assert "canary-place" not in says_at(link, "no").content.decode()


@pytest.mark.parametrize(
    "wrong",
    [{"date": "x", "says": "yes"}, {"date": "1", "says": "perhaps"}, {"date": "9", "says": "no"},
     {"date": "1", "says": "yes", "brings": "-1"}, {}],
)  # fmt: skip
def test_what_no_button_sends_is_not_there(wrong: dict[str, str], evening: Gathering) -> None:
    assert Client().post(link_of(evening), wrong).status_code == 404


def test_a_form_keeps_what_was_typed_and_says_what_to_do(evening: Gathering) -> None:
    page = Client().post(f"/gatherings/{evening.pk}/guests/", {"name": "Gus", "address": "gus"})
    assert 'value="Gus"' in page.content.decode()
    assert "mail" in page.content.decode()
    assert not Guest.objects.exists()


def test_a_mailbox_is_not_flooded(evening: Gathering) -> None:
    for _again in range(8):
        Client().post(f"/gatherings/{evening.pk}/guests/", GUS)
    assert len(sent()) <= 5


def test_whoever_brings_others_takes_their_seats(cast: Cast, evening: Gathering) -> None:
    assert says(cast.ben, evening, "yes", brings=1) == "yes"
    assert says(cast.cleo, evening, "yes") == "waiting"
    with pytest.raises(actions.Full):
        says(cast.ben, evening, "yes", brings=2)
    assert Answer.objects.get(person=cast.ben).brings == 1
    says(cast.ben, evening, "yes", brings=0)
    assert Answer.objects.get(person=cast.cleo).says == "offered"


def test_nobody_is_passed_over_because_they_bring_somebody(cast: Cast, evening: Gathering) -> None:
    says(cast.ben, evening, "yes")
    says(cast.cleo, evening, "yes", brings=1)
    says(cast.dan, evening, "yes")
    here = dict(Answer.objects.values_list("person__name", "says"))
    assert here == {"Ben Birch": "yes", "Cleo Crab": "waiting", "Dan Dove": "waiting"}
    says(cast.cleo, evening, "yes", brings=0)
    assert Answer.objects.get(person=cast.cleo).says == "offered"
    assert Answer.objects.get(person=cast.dan).says == "waiting"


def test_nobody_brings_more_than_the_host_lets(cast: Cast) -> None:
    alone = once(cast.ada, cast.circle)
    says(cast.ben, alone, "yes", brings=3)
    assert Answer.objects.get().brings == 0
    page = client_of(cast.ben).get(alone.get_absolute_url()).content.decode()
    assert 'name="brings"' not in page


def test_it_is_said_with_the_answer(cast: Cast, evening: Gathering) -> None:
    client = client_of(cast.ben)
    where = f"/gatherings/{evening.pk}/answer/"
    client.post(where, {"date": "1", "says": "yes", "brings": "1"})
    assert '<option value="1" selected>' in client.get(evening.get_absolute_url()).content.decode()
    told = client.post(where, {"date": "1", "says": "yes", "brings": "2"}, follow=True)
    assert "There are not so many seats free" in told.content.decode()
    assert client.post(where, {"date": "1", "says": "yes", "brings": "two"}).status_code == 404


def test_a_guest_comes_to_each_date_of_a_series_by_itself(cast: Cast) -> None:
    made = soup(cast.ada, cast.circle, audience=Audience.PUBLIC)
    link = link_of(made)
    says_at(link, "yes")
    Client().post(link, {"date": "3", "says": "maybe"})
    assert dict(Answer.objects.values_list("occasion__number", "says")) == {1: "yes", 3: "maybe"}
    assert keep_calendars(LATER) == 0  # all were sent at once


def test_a_guest_says_the_same_to_all_dates_that_follow(cast: Cast) -> None:
    made = soup(cast.ada, cast.circle, audience=Audience.PUBLIC)
    link = link_of(made)
    each = Client().get(link).text.split('name="date"')[1:]
    assert [one.count('name="every"') for one in each] == [1, 1, 0], "none follows the last"
    Client().post(link, {"date": "2", "says": "yes", "every": "1"})
    assert dict(Answer.objects.values_list("occasion__number", "says")) == {2: "yes", 3: "yes"}
