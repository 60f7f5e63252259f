"""Calendars at their secret addresses: what their owner may see at that moment, and no more."""

from __future__ import annotations

from datetime import time, timedelta
from typing import Any

import icalendar
import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kinweave.access import NotAllowed
from kinweave.circles.actions import end, leave
from kinweave.circles.models import Circle
from kinweave.gatherings import actions
from kinweave.gatherings.feeds import feed_of
from kinweave.gatherings.models import CalendarKey
from kinweave.people.models import Person
from tests import builders
from tests.gatherings.cast import (
    AT,
    FIRST_DAY,
    Cast,
    a_draft,
    client_of,
    date_of,
    dates_of,
    once,
    says,
    soup,
)

Event = Any
"""As the library gives it; its types are a union of all that may stand in a calendar."""
WHERE = {
    "place": "canary-place", "directions": "canary-way", "link": "https://example.org/canary-link"
}  # fmt: skip
SECRET = ("canary-place", "canary-way", "canary-link")


def address_of(person: Person, circle: Circle | None = None) -> str:
    return actions.calendar_key(person, circle, at=AT).get_absolute_url()


def fetched(address: str, **headers: str) -> Any:
    """By a calendar program: nobody is signed in."""
    return Client().get(address, headers=headers)


def events(address: str) -> dict[str, Event]:
    """Read back with a library, by UID."""
    answer = fetched(address)
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("text/calendar")
    calendar = icalendar.Calendar.from_ical(answer.content)
    assert isinstance(calendar, icalendar.Calendar)
    assert not calendar.errors
    found: list[Event] = list(calendar.walk("VEVENT"))
    assert len({str(one["UID"]) for one in found}) == len(found)
    return {str(one["UID"]): one for one in found}


def summaries(address: str) -> list[str]:
    return sorted(str(one["SUMMARY"]) for one in events(address).values())


def words_of(event: Event) -> str:
    return " ".join(str(event.get(name, "")) for name in ("DESCRIPTION", "LOCATION", "URL"))


def test_ones_own_calendar_holds_what_one_comes_to_or_may(cast: Cast) -> None:
    for what in ("yes", "maybe", "no"):
        says(cast.ben, soup(cast.ada, cast.circle, name=f"I said {what}"), what, number=2)
    full = once(cast.ada, cast.circle, name="I wait", seats=1)
    says(cast.cleo, full, "yes")
    says(cast.ben, full, "yes")
    soup(cast.ada, cast.circle, name="I said nothing")
    address = address_of(cast.ben)
    assert summaries(address) == ["I said maybe", "I said yes"]
    says(cast.cleo, full, "no")
    assert summaries(address) == ["I said maybe", "I said yes", "I wait"], "it is kept for me"
    for event in events(address).values():
        assert event["DTEND"].dt - event["DTSTART"].dt == timedelta(hours=2)
        assert event["SEQUENCE"] == 0


def test_a_circles_calendar_holds_all_of_its_dates_and_no_drafts(cast: Cast) -> None:
    hill = builders.circle("Hilltop")
    for who in (cast.ben, cast.sol):
        builders.member(hill, who)
    made = soup(cast.ada, cast.circle, name="Ours", words="Bring a *bowl*.")
    a_draft(cast.ben, cast.circle, name="My draft")
    soup(cast.sol, hill, name="Theirs", audience="public")
    address = address_of(cast.ben, cast.circle)
    found = list(events(address).values())
    assert summaries(address) == ["Ours"] * 3
    assert [one["DTSTART"].dt for one in found] == [one.starts_at for one in dates_of(made)]
    page = f"{settings.SITE_URL}{made.get_absolute_url()}"
    for one in found:
        assert str(one["URL"]) == page
        assert "Bring a bowl." in str(one["DESCRIPTION"])
        assert "ATTENDEE" not in one
        assert "ORGANIZER" not in one
    assert summaries(address_of(cast.ben, hill)) == ["Theirs"] * 3


def test_what_is_left_out_or_called_off_is_cancelled_with_a_raised_sequence(cast: Cast) -> None:
    made = soup(cast.ada, cast.circle)
    says(cast.ben, made, "yes", every=True)
    addresses = address_of(cast.ben), address_of(cast.ben, cast.circle)
    actions.skip(cast.ada, date_of(made, 2), reason="A holiday.", at=AT)
    for address in addresses:
        found = list(events(address).values())
        assert [str(one.get("STATUS", "")) == "CANCELLED" for one in found] == [False, True, False]
        assert [int(one["SEQUENCE"]) for one in found] == [0, 1, 0]
        assert "A holiday." in str(found[1]["DESCRIPTION"])
    actions.call_off(cast.ada, made, reason="The pot broke.", at=AT)
    for address in addresses:
        found = list(events(address).values())
        assert {str(one["STATUS"]) for one in found} == {"CANCELLED"}
        assert [int(one["SEQUENCE"]) for one in found] == [1, 2, 1]
        assert all("The pot broke." in str(one["DESCRIPTION"]) for one in found)


def test_what_is_put_back_is_cancelled_no_more(cast: Cast) -> None:
    made = once(cast.ada, cast.circle)
    actions.skip(cast.ada, date_of(made), at=AT)
    actions.put_back(cast.ada, date_of(made), at=AT)
    [event] = events(address_of(cast.ben, cast.circle)).values()
    assert str(event.get("STATUS", "")) != "CANCELLED"
    assert event["SEQUENCE"] == 2


def test_a_date_keeps_its_uid_when_it_moves_and_says_that_it_changed(cast: Cast) -> None:
    made = soup(cast.ada, cast.circle)
    address = address_of(cast.ben, cast.circle)
    before = events(address)
    later = AT + timedelta(minutes=5)
    day = FIRST_DAY + timedelta(days=30)
    actions.move(cast.ada, date_of(made), day=day, time=time(9), at=later)
    after = events(address)
    assert before.keys() == after.keys()
    changed = [uid for uid in before if before[uid].to_ical() != after[uid].to_ical()]
    assert len(changed) == 1
    event = after[changed[0]]
    assert event["DTSTART"].dt == date_of(made).starts_at
    assert (int(event["SEQUENCE"]), event["DTSTAMP"].dt) == (1, later)


def test_place_and_link_go_to_those_who_are_told_them(cast: Cast) -> None:
    made = soup(cast.ada, cast.circle, shared="coming", **WHERE)
    says(cast.ben, made, "yes", number=3)
    says(cast.cleo, made, "maybe")
    knows = {"ada", "ben", "stella"}
    for name in ("ada", "ben", "cleo", "dan", "stella"):
        for event in events(address_of(cast.people[name], cast.circle)).values():
            told = [word in words_of(event) for word in SECRET]
            assert told == [name in knows] * 3, name
        file = client_of(cast.people[name]).get(f"{made.get_absolute_url()}dates/1/gathering.ics")
        assert (b"canary" in file.content) is (name in knows)
    [event] = events(address_of(cast.cleo)).values()
    assert "canary" not in words_of(event)
    actions.change(cast.ada, made, shared="seen", at=AT)
    [event] = events(address_of(cast.cleo)).values()
    assert all(word in words_of(event) for word in SECRET)


def test_a_calendar_is_not_sent_again_until_something_changes(cast: Cast) -> None:
    made = soup(cast.ada, cast.circle)
    address = address_of(cast.ben, cast.circle)
    first = fetched(address)
    mark = first["ETag"]
    again = fetched(address, if_none_match=mark)
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", mark)
    assert "private" in again["Cache-Control"]
    actions.change(cast.ada, made, name="Stew", at=AT + timedelta(minutes=1))
    changed = fetched(address, if_none_match=mark)
    assert changed.status_code == 200
    assert b"SUMMARY:Stew" in changed.content
    assert changed["ETag"] != mark


@pytest.mark.parametrize("mark", ["W/{}", '"other", {}'])
def test_a_mark_is_known_as_programs_and_proxies_send_it_back(mark: str, cast: Cast) -> None:
    soup(cast.ada, cast.circle)
    address = address_of(cast.ben, cast.circle)
    known = mark.format(fetched(address)["ETag"])
    assert fetched(address, if_none_match=known).status_code == 304


def test_a_calendar_reaches_ninety_days_back(cast: Cast) -> None:
    begins = AT - timedelta(days=98)
    made = soup(cast.ada, cast.circle, day=begins.date(), times=15, at=begins)
    says(cast.ben, made, "yes", at=begins, every=True)
    dates = [one for one in dates_of(made) if one.ends_at > AT - timedelta(days=90)]
    for address in (address_of(cast.ben), address_of(cast.ben, cast.circle)):
        key = address.split("/")[2]
        body = feed_of(key, AT, settings.SITE_URL)
        assert body is not None
        found: list[Event] = list(icalendar.Calendar.from_ical(body).walk("VEVENT"))
        assert [one["DTSTART"].dt for one in found] == [one.starts_at for one in dates]
        assert 0 < len(dates) < 15


def test_an_address_that_is_made_anew_or_forgotten_is_not_there_any_more(cast: Cast) -> None:
    client = client_of(cast.ben)
    for said in ({}, {"circle": "riverbend"}):
        client.post("/calendars/", {**said, "make": "1"})
        old = CalendarKey.objects.get().get_absolute_url()
        assert f"{settings.SITE_URL}{old}" in client.get("/calendars/").content.decode()
        client.post("/calendars/", {**said, "make": "1"})
        assert CalendarKey.objects.get().get_absolute_url() == old, "the one there is"
        client.post("/calendars/", {**said, "anew": "1"})
        new = CalendarKey.objects.get().get_absolute_url()
        assert [fetched(one).status_code for one in (old, new)] == [404, 200]
        assert old not in client.get("/calendars/").content.decode()
        client.post("/calendars/", {**said, "forget": "1"})
        assert fetched(new).status_code == 404
        assert not CalendarKey.objects.exists()
    assert fetched("/calendars/x/kinweave.ics").content == fetched(new).content


def test_nobody_makes_anew_or_forgets_the_address_of_another(cast: Cast) -> None:
    mine = actions.calendar_key(cast.ben, None, at=AT)
    ours = actions.calendar_key(cast.ben, cast.circle, at=AT)
    keys = list(CalendarKey.objects.values())
    for key in (mine, ours):
        actions.new_key(cast.cleo, key, at=AT)
        actions.forget_key(cast.cleo, key)
    assert list(CalendarKey.objects.values()) == keys
    for said in ({}, {"circle": "riverbend"}):
        for what in ("anew", "forget"):
            client_of(cast.cleo).post("/calendars/", {**said, what: "1"})
    assert list(CalendarKey.objects.filter(person=cast.ben).values()) == keys
    assert mine.key not in client_of(cast.cleo).get("/calendars/").content.decode()


def test_there_is_no_address_of_a_circle_that_one_is_not_in(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        actions.calendar_key(cast.sol, cast.circle, at=AT)
    for slug in ("riverbend", "nowhere"):
        answer = client_of(cast.sol).post("/calendars/", {"circle": slug, "make": "1"})
        assert answer.status_code == 404
    assert not CalendarKey.objects.exists()


def test_who_leaves_the_circle_reads_its_calendar_no_more(cast: Cast) -> None:
    for gathering in (soup(cast.ada, cast.circle), once(cast.ada, cast.circle, audience="public")):
        says(cast.ben, gathering, "yes")
    own, ours = address_of(cast.ben), address_of(cast.ben, cast.circle)
    assert (len(events(own)), len(events(ours))) == (2, 4)
    leave(cast.ben, cast.circle, at=AT)
    assert fetched(ours).status_code == 404
    assert len(events(own)) == 1, "what is for everybody stays"
    kept = CalendarKey.objects.create(person=cast.ben, circle=cast.circle, made_at=AT)
    assert fetched(kept.get_absolute_url()).status_code == 404, "holding it is not being in"


def test_nobody_reads_a_calendar_of_a_circle_that_has_ended(cast: Cast) -> None:
    says(cast.ben, soup(cast.ada, cast.circle), "yes")
    own, ours = address_of(cast.ben), address_of(cast.ben, cast.circle)
    end(cast.stella, cast.circle, at=AT)
    assert fetched(ours).status_code == 404
    assert events(own) == {}


def test_nobody_reads_the_calendar_of_an_account_that_is_closed(cast: Cast) -> None:
    addresses = address_of(cast.ben), address_of(cast.ben, cast.circle)
    Person.objects.filter(pk=cast.ben.pk).update(is_active=False)
    assert [fetched(one).status_code for one in addresses] == [404, 404]
    Person.objects.filter(pk=cast.ben.pk).update(is_active=True)
    assert [fetched(one).status_code for one in addresses] == [200, 200]


def test_thirty_dates_ask_no_more_than_three(cast: Cast) -> None:
    addresses, costs = (address_of(cast.ben), address_of(cast.ben, cast.circle)), []
    for many in (1, 9):
        for _ in range(many):
            made = soup(cast.ada, cast.circle, shared="coming", **WHERE)
            says(cast.ben, made, "yes", every=True)
        for address in addresses:
            with CaptureQueriesContext(connection) as asked:
                assert len(events(address)) == 3 * (1 if many == 1 else 10)
            costs.append(len(asked))
    assert costs[:2] == costs[2:]
