"""Rhythms: what people expect of them, and what calendars make of their rules."""

from __future__ import annotations

from calendar import monthrange
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import recurring_ical_events
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar, Event, vRecur

from kinweave.gatherings.clock import instant, odd
from kinweave.gatherings.rhythm import FIRST_MOST, Every, Rhythm, dates, rule

pytestmark = pytest.mark.once

VIENNA = "Europe/Vienna"
MOONS = {Every.FULL_MOON, Every.NEW_MOON}
WITHOUT = {Every.ONCE, Every.DATES}
WITH_A_RULE = [every for every in Every if every not in {*WITHOUT, *MOONS}]
BY_DATE = {Every.MONTHLY: 1, Every.QUARTERLY: 3}
BY_WEEK = {Every.WEEKLY: 7, Every.FORTNIGHTLY: 14}
firsts = st.datetimes(datetime(2024, 1, 1), datetime(2030, 12, 31)).map(
    lambda first: first.replace(second=0, microsecond=0)
)
counts = st.integers(1, FIRST_MOST)


def month_length(day: date) -> int:
    return monthrange(day.year, day.month)[1]


def fitting(first: datetime) -> list[int]:
    """Each ``which`` that is true of a first date: a 29th is a fifth, and the last only."""
    nth = (first.day - 1) // 7 + 1
    return [nth] * (nth <= 4) + [-1] * (first.day + 7 > month_length(first))


@st.composite
def begun(draw: st.DrawFn, kinds: list[Every] = WITH_A_RULE) -> tuple[Rhythm, datetime]:
    """A rhythm and a first date that fits it."""
    first = draw(firsts)
    return Rhythm(draw(st.sampled_from(kinds)), draw(st.sampled_from(fitting(first)))), first


def days_of(rhythm: Rhythm, first: str, count: int) -> list[str]:
    found = dates(rhythm, datetime.fromisoformat(f"{first} 19:00"), VIENNA, count)
    assert {(wall.hour, wall.minute, wall.tzinfo) for wall in found} == {(19, 0, None)}
    return [wall.date().isoformat() for wall in found]


def in_a_calendar(rhythm: Rhythm, first: datetime, count: int) -> list[datetime]:
    """What a calendar shows that is told the rule and how often."""
    event = Event()
    event.add("uid", "gathering@kinweave.example")
    event.add("dtstamp", datetime(2024, 1, 1, tzinfo=UTC))
    event.add("dtstart", first)
    event.add("duration", timedelta(hours=2))
    text = rule(rhythm, first.replace(tzinfo=None))
    event.add("rrule", vRecur.from_ical(f"{text};COUNT={count}"))
    calendar = Calendar()
    calendar.add_component(event)
    again = Calendar.from_ical(calendar.to_ical())
    shown = recurring_ical_events.of(again).between((2023, 12, 1), (2051, 1, 1))
    return sorted(event["DTSTART"].dt for event in shown)


@given(begun(), counts)
def test_a_calendar_that_is_told_the_rule_shows_the_same_dates(
    told: tuple[Rhythm, datetime], count: int
) -> None:
    assert in_a_calendar(*told, count) == dates(*told, VIENNA, count)


@given(
    begun(),
    counts,
    st.sampled_from([VIENNA, "America/New_York", "Australia/Lord_Howe", "Pacific/Apia"]),
)
def test_a_calendar_that_is_told_the_zone_shows_the_same_instants(
    told: tuple[Rhythm, datetime], count: int, zone: str
) -> None:
    rhythm, first = told
    shown = in_a_calendar(rhythm, first.replace(tzinfo=ZoneInfo(zone)), count)
    ours = [instant(wall, zone) for wall in dates(rhythm, first, zone, count)]
    assert [at.astimezone(UTC) for at in shown] == ours


@pytest.mark.parametrize(
    ("first", "zone"),
    [
        ("2026-03-01 02:30", VIENNA),
        ("2026-03-01 02:30", "America/New_York"),
        ("2026-03-01 01:30", "America/New_York"),
        ("2026-03-01 02:15", "Australia/Lord_Howe"),
        ("2026-03-01 01:45", "Australia/Lord_Howe"),
    ],
)
def test_a_calendar_agrees_about_the_nights_in_which_clocks_change(first: str, zone: str) -> None:
    sunday = datetime.fromisoformat(first)
    shown = in_a_calendar(Rhythm(Every.WEEKLY), sunday.replace(tzinfo=ZoneInfo(zone)), 40)
    walls = dates(Rhythm(Every.WEEKLY), sunday, zone, 40)
    assert [at.astimezone(UTC) for at in shown] == [instant(wall, zone) for wall in walls]
    assert any(odd(wall, zone) for wall in walls)


@given(begun(list(BY_WEEK)), counts)
def test_weeks_are_of_seven_days(told: tuple[Rhythm, datetime], count: int) -> None:
    rhythm, first = told
    days = timedelta(days=BY_WEEK[rhythm.every])
    assert dates(rhythm, first, VIENNA, count) == [first + n * days for n in range(count)]


@given(begun(list(BY_DATE)), counts)
def test_by_date_no_month_is_left_out_and_its_last_day_stands_in(
    told: tuple[Rhythm, datetime], count: int
) -> None:
    rhythm, first = told
    found = dates(rhythm, first, VIENNA, count)
    months = [12 * wall.year + wall.month for wall in found]
    assert months == [months[0] + n * BY_DATE[rhythm.every] for n in range(count)]
    assert all(wall.day == min(first.day, month_length(wall)) for wall in found)
    assert {wall.time() for wall in found} == {first.time()}


@given(begun([Every.WEEKDAY]), counts)
def test_a_weekday_comes_once_a_month_and_is_the_same_of_each(
    told: tuple[Rhythm, datetime], count: int
) -> None:
    rhythm, first = told
    found = dates(rhythm, first, VIENNA, count)
    months = [12 * wall.year + wall.month for wall in found]
    assert months == [months[0] + n for n in range(count)]
    assert all(wall.weekday() == first.weekday() for wall in found)
    assert all(rhythm.which in fitting(wall) for wall in found)


@given(
    st.sampled_from(Every),
    st.sampled_from([1, 2, 3, 4, -1]),
    st.datetimes(datetime(2024, 1, 1), datetime(2030, 12, 31)),
    st.integers(1, 1000),
)
def test_the_first_date_is_the_first_whatever_the_rhythm_and_no_list_is_long(
    every: Every, which: int, first: datetime, count: int
) -> None:
    found = dates(Rhythm(every, which), first, VIENNA, count)
    assert found[0] == first
    assert len(found) == (1 if every in WITHOUT else min(count, FIRST_MOST))
    assert found == sorted(set(found))
    assert {wall.time() for wall in found} == {first.time()}
    assert found[:7] == dates(Rhythm(every, which), first, VIENNA, min(count, 7))


def test_monthly_on_the_31st_is_on_the_last_day() -> None:
    assert days_of(Rhythm(Every.MONTHLY), "2026-01-31", 5) == [
        "2026-01-31",
        "2026-02-28",
        "2026-03-31",
        "2026-04-30",
        "2026-05-31",
    ]


def test_monthly_on_the_30th_is_early_in_february_only() -> None:
    days = days_of(Rhythm(Every.MONTHLY), "2027-12-30", 4)
    assert days == ["2027-12-30", "2028-01-30", "2028-02-29", "2028-03-30"]


def test_what_begins_on_a_leap_day_is_on_the_29th() -> None:
    days = days_of(Rhythm(Every.MONTHLY), "2024-02-29", 14)
    assert days[:3] == ["2024-02-29", "2024-03-29", "2024-04-29"]
    assert days[11:] == ["2025-01-29", "2025-02-28", "2025-03-29"]


def test_quarterly_from_a_leap_day_is_in_each_february() -> None:
    days = days_of(Rhythm(Every.QUARTERLY), "2024-02-29", 17)
    assert days[:5] == ["2024-02-29", "2024-05-29", "2024-08-29", "2024-11-29", "2025-02-28"]
    assert days[-1] == "2028-02-29"


def test_the_last_thursday_is_a_fourth_or_a_fifth() -> None:
    days = days_of(Rhythm(Every.WEEKDAY, -1), "2026-01-29", 4)
    assert days == ["2026-01-29", "2026-02-26", "2026-03-26", "2026-04-30"]


def test_a_first_date_that_does_not_fit_comes_before_those_that_do() -> None:
    days = days_of(Rhythm(Every.WEEKDAY, 2), "2026-09-22", 3)  # a fourth Tuesday
    assert days == ["2026-09-22", "2026-10-13", "2026-11-10"]


def test_what_is_once_is_once() -> None:
    assert days_of(Rhythm(), "2026-09-22", 10) == ["2026-09-22"]


@pytest.mark.parametrize(
    ("rhythm", "day", "text"),
    [
        (Rhythm(), 31, ""),
        (Rhythm(Every.WEEKLY), 31, "FREQ=WEEKLY"),
        (Rhythm(Every.FORTNIGHTLY), 31, "FREQ=WEEKLY;INTERVAL=2"),
        (Rhythm(Every.MONTHLY), 28, "FREQ=MONTHLY"),
        (Rhythm(Every.MONTHLY), 29, "FREQ=MONTHLY;BYMONTHDAY=28,29;BYSETPOS=-1"),
        (Rhythm(Every.QUARTERLY), 1, "FREQ=MONTHLY;INTERVAL=3"),
        (
            Rhythm(Every.QUARTERLY),
            31,
            "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=28,29,30,31;BYSETPOS=-1",
        ),
        (Rhythm(Every.WEEKDAY, 2), 13, "FREQ=MONTHLY;BYDAY=2TU"),
        (Rhythm(Every.WEEKDAY, -1), 29, "FREQ=MONTHLY;BYDAY=-1TH"),
        (Rhythm(Every.FULL_MOON), 31, ""),
        (Rhythm(Every.NEW_MOON), 31, ""),
    ],
)
def test_the_rule_as_calendars_read_it(rhythm: Rhythm, day: int, text: str) -> None:
    assert rule(rhythm, datetime(2026, 1, day, 19)) == text


@pytest.mark.parametrize("which", [0, 5, -2])
def test_a_weekday_that_not_every_month_has_is_refused(which: int) -> None:
    with pytest.raises(ValueError, match="names no weekday"):
        Rhythm(Every.WEEKDAY, which)


@pytest.mark.parametrize("every", Every)
def test_nonsense_is_refused_with_its_reason(every: Every) -> None:
    rhythm, first = Rhythm(every, 1), datetime(2026, 1, 1, 19)
    with pytest.raises(ValueError, match="0 dates"):
        dates(rhythm, first, VIENNA, 0)
    with pytest.raises(ValueError, match="no time zone is called 'Nowhere/Else'"):
        dates(rhythm, first, "Nowhere/Else", 1)
    with pytest.raises(ValueError, match="no wall-clock time"):
        dates(rhythm, first.replace(tzinfo=UTC), VIENNA, 1)
    with pytest.raises(ValueError, match="no wall-clock time"):
        rule(rhythm, first.replace(tzinfo=UTC))
