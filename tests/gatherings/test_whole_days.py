"""Gatherings of whole days: the same days wherever somebody reads of them, whatever clocks do."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import icalendar
import pytest
import recurring_ical_events
import vobject
from django.db import IntegrityError, transaction
from django.utils import timezone

from kinweave.bringing.forms import days_of
from kinweave.gatherings import actions
from kinweave.gatherings.actions.hosting import MIDNIGHT
from kinweave.gatherings.elsewhere import elsewhere
from kinweave.gatherings.feeds import feed_of
from kinweave.gatherings.laying import keep_wall_clocks
from kinweave.gatherings.models import Gathering, Occasion
from kinweave.gatherings.posting import set_dates_by_mail
from kinweave.gatherings.rhythm import Every, Rhythm
from kinweave.gatherings.showing import whole_days
from kinweave.retreats import actions as retreats
from tests.gatherings.cast import (
    AT,
    FIRST_DAY,
    HOUR,
    VIENNA,
    Cast,
    client_of,
    date_of,
    dates_of,
    length,
    once,
    said,
    says,
    soup,
)
from tests.gatherings.mailroom import calendar_in
from tests.gatherings.test_forms import PLAN, plan
from tests.gatherings.test_months import MINE, month
from tests.gatherings.test_pages import page, shown
from tests.gatherings.test_posting import letters

SITE = "https://commons.example"
A_DAY = 24 * 60
SPRING, AUTUMN = date(2027, 3, 27), date(2027, 10, 30)
"""The days before Vienna's clocks go forward and back."""
FAR_APART = ["Pacific/Kiritimati", "Europe/Vienna", "America/Los_Angeles", "Pacific/Pago_Pago"]
WHOLE = {"all_day": "on", "time": "", "ends": ""}


def days(cast: Cast, first: date = FIRST_DAY, many: int = 3, **said: Any) -> Gathering:
    """So many whole days, once."""
    told = {"day": first, "minutes": many * A_DAY, "all_day": True, **said}
    return once(cast.ada, cast.circle, **told)


def in_zone(cast: Cast, zone: str) -> None:
    type(cast.ben).objects.filter(pk=cast.ben.pk).update(time_zone=zone)


def test_they_are_planned_without_hours(cast: Cast) -> None:
    last = FIRST_DAY + timedelta(days=2)
    assert plan(cast.ada, **WHOLE, last_day=f"{last}") == "made"
    made = Gathering.objects.get()
    assert (made.all_day, made.days, made.time) == (True, 3, MIDNIGHT)
    one = date_of(made)
    assert (one.day, one.last_day, one.wall.time()) == (FIRST_DAY, last, MIDNIGHT)


def test_one_day_is_one_whatever_hours_were_typed(cast: Cast) -> None:
    assert plan(cast.ada, all_day="on") == "made"
    one = date_of(Gathering.objects.get())
    assert (one.day, one.last_day, length(one)) == (FIRST_DAY, FIRST_DAY, timedelta(days=1))


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"time": ""}, "Put an hour, or say that it is of whole days."),
        ({"ends": ""}, "Put an hour, or say that it is of whole days."),
        ({**WHOLE, "last_day": f"{FIRST_DAY - timedelta(days=1)}"}, "It would end before it"),
        ({**WHOLE, "last_day": f"{FIRST_DAY + timedelta(days=14)}"}, "more than two weeks"),
    ],
)
def test_what_does_not_fit_is_told(typed: dict[str, str], words: str, cast: Cast) -> None:
    answer = plan(cast.ada, **typed)
    assert words in answer
    assert PLAN["words"] in answer


@pytest.mark.parametrize("zone", FAR_APART)
def test_everybody_reads_the_same_days(zone: str, cast: Cast) -> None:
    made = days(cast)
    alone = days(cast, FIRST_DAY + timedelta(days=9), 1, name="Silence")
    in_zone(cast, zone)
    last = FIRST_DAY + timedelta(days=2)
    year = timezone.localdate().year
    words = whole_days(FIRST_DAY, last, year)
    assert words in shown(cast.ben, made)
    assert " for you in " not in shown(cast.ben, made)
    listed = page(cast.ben, "/gatherings/")
    assert f">{FIRST_DAY.day}<small>" in listed
    assert words.partition(" until ")[2] in listed
    assert "All day" in listed
    for day in (date_of(made).day, last, date_of(alone).day):
        assert ("Silence" if day == date_of(alone).day else "Soup") in on_day(cast, day)
    for day in (FIRST_DAY - timedelta(days=1), last + timedelta(days=1)):
        assert "Soup" not in on_day(cast, day)


def on_day(cast: Cast, day: date) -> str:
    """What stands on a day: its own list says the same as its place in the month."""
    listed = page(cast.ben, f"{MINE}?day={day}")
    names = month(cast.ben, f"{day:%Y-%m}").get(str(day), [])
    assert names == [f"all day {name}" for name in ("Soup", "Silence") if f">{name}<" in listed]
    return " ".join(names)


@pytest.mark.parametrize("first", [SPRING, AUTUMN])
def test_whole_days_are_whole_when_the_clocks_change(first: date, cast: Cast) -> None:
    made = days(cast, first, 2)
    one = date_of(made)
    hours = 47 if first == SPRING else 49
    assert length(one) == timedelta(hours=hours)
    assert (one.day, one.last_day) == (first, first + timedelta(days=1))
    for read in (*read_by_icalendar(cast), *read_by_vobject(cast)):
        assert read == (first, first + timedelta(days=2))


@pytest.mark.parametrize("first", [SPRING, AUTUMN])
def test_a_series_of_them_stays_on_its_weekday(first: date, cast: Cast) -> None:
    soup(cast.ada, cast.circle, day=first - timedelta(days=7), minutes=2 * A_DAY, all_day=True)
    wanted = [first + timedelta(days=7 * week) for week in (-1, 0, 1)]
    assert [begin for begin, _end in read_by_icalendar(cast)] == wanted
    calendar = icalendar.Calendar.from_ical(feed(cast))
    for begin in wanted:  # on its two days, and on no other
        for day, there in ((-1, False), (0, True), (1, True), (2, False)):
            found = recurring_ical_events.of(calendar).at(begin + timedelta(days=day))
            assert bool(found) == there


def feed(cast: Cast) -> bytes:
    key = actions.calendar_key(cast.ben, cast.circle, at=AT)
    body = feed_of(key.key, AT, SITE)
    assert body
    return body


def read_by_icalendar(cast: Cast) -> list[tuple[date, date]]:
    events = icalendar.Calendar.from_ical(feed(cast)).walk("VEVENT")
    return sorted((one.decoded("DTSTART"), one.decoded("DTEND")) for one in events)


def read_by_vobject(cast: Cast) -> list[tuple[date, date]]:
    events = vobject.readOne(feed(cast).decode()).vevent_list
    return sorted((one.dtstart.value, one.dtend.value) for one in events)


def test_letters_put_whole_days_into_a_calendar_and_take_them_out(cast: Cast) -> None:
    set_dates_by_mail(cast.ben, invitations=True, remind_before=None, at=AT)
    made = days(cast)
    says(cast.ben, made, "yes")
    (letter,) = letters()
    for _ in range(2):
        (event,) = icalendar.Calendar.from_ical(calendar_in(letter)).walk("VEVENT")
        assert event.decoded("DTSTART") == FIRST_DAY
        assert event.decoded("DTEND") == FIRST_DAY + timedelta(days=3)
        says(cast.ben, made, "no")
        letter = (*letters(), letter)[0]
    assert calendar_in(letter).count("METHOD:CANCEL") == 1


def test_they_move_by_days_and_have_no_hour_to_be_asked_for(cast: Cast) -> None:
    made = days(cast)
    says(cast.ben, made, "yes")
    address = f"{made.get_absolute_url()}dates/1/"
    asked = page(cast.ada, address)
    assert 'name="time"' not in asked
    assert "By the clocks of" not in asked
    later = FIRST_DAY + timedelta(days=4)
    client_of(cast.ada).post(address, {"move": "1", "day": f"{later}"})
    one = date_of(made)
    assert (one.day, one.last_day, one.time) == (later, later + timedelta(days=2), MIDNIGHT)
    assert said(made) == {"ben": "yes"}
    actions.move(cast.ada, one, day=FIRST_DAY, time=HOUR, at=AT)
    assert date_of(made).time == MIDNIGHT


def test_they_become_more_or_fewer(cast: Cast) -> None:
    made = days(cast)
    address = f"{made.get_absolute_url()}change/"
    asked = page(cast.ada, address)
    assert 'name="days" value="3"' in asked
    assert 'name="minutes"' not in asked
    words = {name: PLAN[name] for name in ("name", "words", "shared", "audience")}
    client_of(cast.ada).post(address, {**words, "days": "5"})
    assert date_of(made).last_day == FIRST_DAY + timedelta(days=4)


def test_one_like_it_is_of_whole_days_too(cast: Cast) -> None:
    made = days(cast)
    asked = page(cast.ada, f"/c/riverbend/gatherings/new/?like={made.pk}")
    (box,) = re.findall(r'<input [^>]*name="all_day"[^>]*>', asked)
    assert " checked" in box


def test_companies_are_told_days_and_no_hours(cast: Cast) -> None:
    made = days(cast)
    one = date_of(made)
    google, *microsoft = [
        parse_qs(urlsplit(link.address).query) for link in elsewhere(one, made, True, SITE)
    ]
    first, behind = FIRST_DAY, FIRST_DAY + timedelta(days=3)
    assert google["dates"] == [f"{first:%Y%m%d}/{behind:%Y%m%d}"]
    for read in microsoft:
        assert (read["startdt"], read["enddt"]) == ([f"{first}"], [f"{behind}"])
        assert read["allday"] == ["true"]


def test_a_zone_that_changes_its_rules_leaves_days_as_they_are(cast: Cast) -> None:
    made = days(cast)
    one = date_of(made)
    wrong = {"starts_at": one.starts_at, "ends_at": one.ends_at + timedelta(hours=1)}
    Occasion.objects.filter(pk=one.pk).update(**wrong)
    assert keep_wall_clocks(AT) == 1
    assert date_of(made).ends_at == one.ends_at
    assert keep_wall_clocks(AT) == 0


def test_a_new_year_of_moons_has_whole_days(cast: Cast) -> None:
    made = soup(cast.ada, cast.circle, rhythm=Rhythm(Every.FULL_MOON), minutes=A_DAY, all_day=True)
    assert all(one.day == one.last_day and one.time == MIDNIGHT for one in dates_of(made))


def test_the_database_itself_knows_no_whole_day_with_an_hour(cast: Cast) -> None:
    made = days(cast)
    for wrong in ({"time": HOUR}, {"minutes": 90}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Gathering.objects.filter(pk=made.pk).update(**wrong)
    with pytest.raises(IntegrityError), transaction.atomic():
        Occasion.objects.filter(gathering=made).update(last_day=FIRST_DAY - timedelta(days=1))


def test_they_stand_where_their_own_midnight_is(cast: Cast) -> None:
    """In the order of instants, those of Auckland come before those of Vienna."""
    ours = days(cast, zone=VIENNA)
    theirs = days(cast, zone="Pacific/Auckland")
    rows = Occasion.objects.filter(gathering__in=[ours, theirs]).order_by("starts_at")
    assert [one.gathering for one in rows] == [theirs, ours]
    assert date_of(ours).starts_at == datetime.combine(FIRST_DAY, MIDNIGHT, AT.tzinfo) - timedelta(
        hours=1
    )


@pytest.mark.parametrize("first", [SPRING, AUTUMN, FIRST_DAY])
def test_a_programme_and_boards_have_the_same_days(first: date, cast: Cast) -> None:
    made = days(cast, first)
    retreat = retreats.begin(cast.ada, made, currency="EUR", at=AT)
    three = [first + timedelta(days=number) for number in range(3)]
    assert [retreat.day(number) for number in range(1, retreat.days + 1)] == three
    assert days_of(date_of(made)) == three


def test_another_calendar_may_make_whole_days_of_hours_and_hours_of_them(cast: Cast) -> None:
    made = once(cast.ada, cast.circle)
    actions.change(cast.ada, made, all_day=True, minutes=2 * A_DAY, at=AT)
    one = date_of(made)
    assert (one.last_day, one.time) == (FIRST_DAY + timedelta(days=1), MIDNIGHT)
    actions.change(cast.ada, made, all_day=False, minutes=90, at=AT)
    actions.move(cast.ada, one, day=FIRST_DAY, time=HOUR, at=AT)
    one = date_of(made)
    assert (one.last_day, one.time, length(one)) == (None, HOUR, timedelta(minutes=90))
