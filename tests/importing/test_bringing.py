"""Bringing a calendar into a circle: what comes in, for whom, and that nothing comes twice."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from pytest_django import Settings

from kinweave.access import NotAllowed
from kinweave.circles.actions import leave
from kinweave.gatherings import actions as gatherings
from kinweave.gatherings.feeds import event_of
from kinweave.gatherings.models import Gathering, Occasion
from kinweave.gatherings.showing import whole_days
from kinweave.importing import actions
from kinweave.importing.models import Brought, Import
from kinweave.importing.refusals import Over
from kinweave.jobs.actions import run_due
from kinweave.jobs.models import State
from kinweave.journal.models import Entry
from kinweave.notices.models import Delivery, Notice
from tests.gatherings.cast import AT, FIRST_DAY, Cast, client_of, dates_of, once
from tests.importing.calendars import (
    bring_in,
    calendar,
    day,
    event,
    found,
    gathering,
    look,
    now_of,
    series,
)
from tests.outside.far import Far, whole

pytestmark = [pytest.mark.site, pytest.mark.django_db]
DAY = FIRST_DAY


def test_a_file_is_shown_first_and_nothing_comes_in_before_a_yes(cast: Cast) -> None:
    made = look(
        cast.ada, cast.circle, calendar(event(), series(SUMMARY="Choir"), head="X-WR-CALNAME:Mill")
    )
    assert (made.stage, made.called) == (Import.Stage.READY, "Mill")
    assert [(one["name"], one["every"], one["dates"]) for one in made.shown["events"]] == [
        ("Choir", "weekly", 4), ("Soup", "once", 1),
    ]  # fmt: skip
    assert not Gathering.objects.exists()
    actions.discard(cast.ada, made)
    assert not Import.objects.exists()


def test_an_event_becomes_a_gathering_that_whoever_brought_it_in_hosts(cast: Cast) -> None:
    told = event(
        DESCRIPTION="Bring a bowl.\\nAnd a spoon.", LOCATION="Kitchen", URL="https://mill.example/soup",
        X_GOOGLE_CONFERENCE="https://meet.example/soup",
    )  # fmt: skip
    made = bring_in(cast.ada, cast.circle, told)
    soup = gathering()
    assert (soup.host, soup.circle, soup.audience) == (cast.ada, cast.circle, "circle")
    assert (soup.day, soup.time.hour, soup.zone, soup.minutes) == (DAY, 19, "Europe/Vienna", 120)
    assert soup.words == "Bring a bowl.  \nAnd a spoon.\n\nhttps://mill.example/soup"
    assert (soup.place, soup.link) == ("Kitchen", "https://meet.example/soup")
    assert (soup.published_at, soup.every, len(dates_of(soup))) == (AT, "once", 1)
    assert (made.stage, made.content, made.state) == (Import.Stage.BROUGHT, None, State.DONE)


def test_a_series_with_our_rhythm_has_it_and_its_exceptions(cast: Cast) -> None:
    moved = event(
        "series@elsewhere", f"RECURRENCE-ID;TZID=Europe/Vienna:{day(14)}T190000",
        DTSTART=f"{day(15)}T170000Z", DTEND=f"{day(15)}T190000Z",
    )  # fmt: skip
    bring_in(cast.ada, cast.circle, series(f"EXDATE;TZID=Europe/Vienna:{day(7)}T190000"), moved)
    soup = gathering()
    assert (soup.every, soup.times) == ("weekly", 4)
    rows = dates_of(soup)
    assert [one.day for one in rows] == [DAY + timedelta(days=n) for n in (0, 7, 15, 21)]
    assert [one.skipped_at is not None for one in rows] == [False, True, False, False]
    assert [one.moved for one in rows] == [False, False, True, False]


def test_a_series_that_follows_none_of_our_rhythms_has_dates_one_by_one(cast: Cast) -> None:
    bring_in(
        cast.ada,
        cast.circle,
        series(f"EXDATE;TZID=Europe/Vienna:{day(2)}T190000", rule="FREQ=DAILY;INTERVAL=2;COUNT=5"),
    )
    soup = gathering()
    assert soup.every == "dates"
    rows = dates_of(soup)
    assert [one.day for one in rows] == [DAY + timedelta(days=n) for n in (0, 4, 6, 8)]
    assert [one.number for one in rows] == [1, 2, 3, 4]
    assert {one.time.hour for one in rows} == {19}


def test_members_hear_of_all_of_it_once_in_their_digest_or_not_at_all(cast: Cast) -> None:
    bring_in(cast.ada, cast.circle, event(), series())
    told = Notice.objects.values_list("letter", "receiver__name")
    assert sorted(told) == [
        ("importing.brought", name)
        for name in ("Ben Birch", "Cleo Crab", "Dan Dove", "Stella Stern")
    ]
    assert not Delivery.objects.exists()
    assert list(Entry.objects.values_list("verb", flat=True)) == ["importing.brought"]
    Notice.objects.all().delete()
    bring_in(cast.ben, cast.circle, event("other@elsewhere"), tell=False)
    assert not Notice.objects.exists()


def test_the_same_calendar_brings_nothing_twice_whoever_brings_it(cast: Cast) -> None:
    bring_in(cast.ada, cast.circle, event(), series())
    again = look(cast.ben, cast.circle, calendar(event(), series(), event("new@elsewhere")))
    assert (again.shown["new"], again.shown["left"]["here"]) == (1, 2)
    bring_in(cast.ben, cast.circle, event(), series(), event("new@elsewhere"))
    bring_in(cast.ada, cast.circle, event(), series())
    assert Gathering.objects.count() == Brought.objects.count() == 3
    assert Notice.objects.filter(receiver=cast.cleo).count() == 2


def test_what_came_from_here_does_not_come_back(cast: Cast, settings: Settings) -> None:
    settings.SITE_URL = "https://kin.example"
    made = once(cast.ada, cast.circle)
    own = event(f"{made.pk}-1@kin.example")
    shown = look(cast.ada, cast.circle, calendar(own, event(f"{made.pk}-1@other.example"))).shown
    assert (shown["new"], shown["left"]["ours"]) == (1, 1)


def test_what_is_over_private_or_called_off_stays_there(cast: Cast) -> None:
    shown = look(
        cast.ada, cast.circle,
        calendar(
            event("a", DTSTART="20200101T190000Z", DTEND="20200101T200000Z"),
            event("b", CLASS="PRIVATE"), event("c", CLASS="CONFIDENTIAL"),
            event("d", STATUS="CANCELLED"), "BEGIN:VTODO\r\nEND:VTODO",
        ),
    ).shown  # fmt: skip
    assert shown["events"] == []
    assert shown["left"] == {"past": 1, "private": 2, "off": 1, "todo": 1, "here": 0}


def test_who_may_not_host_there_brings_nothing_in(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        actions.ask(cast.sol, cast.circle, content=calendar(event()), zone="UTC", at=AT)
    made = look(cast.ada, cast.circle, calendar(event()))
    for somebody in (cast.ben, cast.stella, cast.sol):
        with pytest.raises(NotAllowed):
            actions.confirm(somebody, made, audience="circle", at=AT)
        with pytest.raises(NotAllowed):
            actions.discard(somebody, made)
    assert not Gathering.objects.exists()


def test_who_leaves_before_it_is_in_brings_nothing_in(cast: Cast) -> None:
    made = look(cast.ada, cast.circle, calendar(event()))
    actions.confirm(cast.ada, made, audience="circle", at=AT)
    leave(cast.ada, cast.circle, at=AT)
    run_due(AT, Import)
    assert not Import.objects.exists()
    assert not Gathering.objects.exists()


def test_a_yes_is_said_once(cast: Cast) -> None:
    made = bring_in(cast.ada, cast.circle, event())
    with pytest.raises(Over):
        actions.confirm(cast.ada, made, audience="circle", at=AT)
    with pytest.raises(Over):
        actions.discard(cast.ada, made)


def test_who_asks_again_and_who_never_says_yes_leave_nothing_behind(cast: Cast) -> None:
    first = look(cast.ada, cast.circle, calendar(event()))
    second = look(cast.ada, cast.circle, calendar(event()))
    assert list(Import.objects.values_list("pk", flat=True)) == [second.pk]
    assert first.pk != second.pk
    kept = bring_in(cast.ben, cast.circle, event())
    assert actions.forget_unconfirmed(AT + timedelta(hours=23)) == 0
    assert actions.forget_unconfirmed(AT + timedelta(hours=24)) == 1
    assert list(Import.objects.values_list("pk", flat=True)) == [kept.pk]


def test_an_address_is_read_and_what_was_seen_is_what_comes_in(cast: Cast, far: Far) -> None:
    far.answers["/all.ics"] = whole(calendar(event()))
    made = look(cast.ada, cast.circle, address="http://calendar.example/all.ics")
    assert made.shown["new"] == 1
    far.answers["/all.ics"] = whole(calendar(event("other@elsewhere")))
    actions.confirm(cast.ada, made, audience="site", at=AT)
    run_due(AT, Import)
    assert Brought.objects.get().uid == "soup@elsewhere"
    assert gathering().audience == "site"
    assert (now_of(made).keeps, now_of(made).state) == (False, State.DONE)


@pytest.mark.parametrize(
    ("path", "why"),
    [("/none.ics", "gone"), ("/page.html", "no calendar"), ("/inside.ics", "inside")],
)
def test_what_cannot_be_read_says_why_and_changes_nothing(
    path: str, why: str, cast: Cast, far: Far
) -> None:
    far.answers |= {"/page.html": whole(b"<html>"), "/inside.ics": whole(calendar(event()))}
    if why == "inside":
        far.numbers["calendar.example"] = [["192.168.0.1"]]
    made = look(cast.ada, cast.circle, address=f"http://calendar.example{path}")
    assert (made.stage, made.why, made.state) == (Import.Stage.UNREAD, why, State.DONE)
    assert not Gathering.objects.exists()


def test_a_worker_that_dies_in_between_loses_nothing_and_brings_nothing_twice(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As though killed after the second event; another goes on when the claim is old enough."""
    made = look(cast.ada, cast.circle, calendar(*(event(f"{n}@elsewhere") for n in range(4))))
    actions.confirm(cast.ada, made, audience="circle", at=AT)
    plan, left = gatherings.plan, [2]

    def dies(*args: Any, **more: Any) -> object:
        if not left[0]:
            raise KeyboardInterrupt
        left[0] -= 1
        return plan(*args, **more)

    with monkeypatch.context() as dying:
        dying.setattr(gatherings, "plan", dies)
        with pytest.raises(KeyboardInterrupt):
            run_due(AT, Import)
    assert Gathering.objects.count() == Brought.objects.count() == 2
    from kinweave.jobs.actions import tick

    later = AT + Import.PATIENCE
    tick(later)
    run_due(later, Import)
    assert Gathering.objects.count() == Brought.objects.count() == 4
    assert Occasion.objects.count() == 4
    assert now_of(made).stage == Import.Stage.BROUGHT


def test_whole_days_become_whole_days_and_go_out_as_they_came_in(cast: Cast) -> None:
    first = FIRST_DAY + timedelta(days=3)
    behind = first + timedelta(days=3)
    hourless = {"DTSTART": None, "DTEND": None, "DTSTART;VALUE=DATE": f"{first:%Y%m%d}"}
    told = event(**hourless, **{"DTEND;VALUE=DATE": f"{behind:%Y%m%d}"})
    looked = look(cast.ada, cast.circle, calendar(told))
    listed = client_of(cast.ada).get(looked.get_absolute_url()).content.decode()
    assert whole_days(first, behind - timedelta(days=1), AT.year) in listed
    actions.confirm(cast.ada, looked, audience="circle", at=AT)
    run_due(AT, Import)
    made = gathering()
    assert (made.all_day, made.days) == (True, 3)
    date = Occasion.objects.get(gathering=made)
    assert (date.day, date.last_day) == (first, behind - timedelta(days=1))
    assert event_of(date, made, True, "https://a.example").days == (first, date.last_day)


@pytest.mark.parametrize("hours", [{"DTEND": "20301224T120000"}, {"DURATION": "PT90M"}])
def test_a_day_that_ends_at_an_hour_has_hours(hours: dict[str, str]) -> None:
    odd = {"DTEND": None, "DTSTART": None, "DTSTART;VALUE=DATE": "20301224", **hours}
    (one,) = found(event(**odd)).events
    assert not one.all_day
