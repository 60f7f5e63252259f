"""Wall clocks and instants, in all nights of seven years in which clocks are changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinweave.gatherings.clock import Odd, instant, odd
from kinweave.gatherings.rhythm import Every, Rhythm, dates

pytestmark = pytest.mark.once

ZONES = (
    "Africa/Cairo",  # changes at midnight
    "Africa/Casablanca",  # back for Ramadan, whenever that is
    "America/New_York",
    "America/Santiago",  # the south's summer, from midnight
    "America/St_Johns",  # half an hour beside the others
    "Antarctica/Troll",  # two hours at once
    "Asia/Jerusalem",  # on a Friday
    "Australia/Lord_Howe",  # half an hour only
    "Europe/Dublin",  # summer is the standard, in law
    "Europe/Vienna",
    "Pacific/Apia",  # no longer
    "Pacific/Chatham",  # at a quarter to
)
YEARS = range(2024, 2031)
HALF_HOUR, DAY = timedelta(minutes=30), timedelta(days=1)


@dataclass(frozen=True)
class Change:
    """At ``at`` clocks go on by ``by``, or back where that is negative, and then show ``wall``."""

    at: datetime
    wall: datetime
    by: timedelta

    @property
    def odd_times(self) -> list[datetime]:
        """Wall-clock times that are left out, or come twice: one every ten minutes."""
        begin = self.wall - max(self.by, timedelta(0))
        return [begin + n * timedelta(minutes=10) for n in range(abs(self.by) // HALF_HOUR * 3)]


def shown(at: datetime, zone: str) -> datetime:
    return at.astimezone(ZoneInfo(zone)).replace(tzinfo=None)


@cache
def changes(zone: str) -> list[Change]:
    begin, end = (datetime(year, 1, 1, tzinfo=UTC) for year in (YEARS[0], YEARS[-1] + 1))
    found = []
    for day in _turns(zone, begin, end, DAY):
        for half in _turns(zone, day, day + DAY, HALF_HOUR):
            at = half + HALF_HOUR
            wall = shown(at, zone)
            found.append(Change(at, wall, wall - shown(half, zone) - HALF_HOUR))
    return found


def _turns(zone: str, begin: datetime, end: datetime, step: timedelta) -> Iterator[datetime]:
    while begin < end:
        if shown(begin + step, zone) - shown(begin, zone) != step:
            yield begin
        begin += step


@pytest.mark.parametrize(
    ("wall", "zone", "utc"),
    [
        ("2026-01-15 19:00", "Europe/Vienna", "2026-01-15 18:00"),
        ("2026-07-15 19:00", "Europe/Vienna", "2026-07-15 17:00"),
        ("2026-07-15 19:00", "Asia/Kathmandu", "2026-07-15 13:15"),
        ("2026-07-15 19:00", "UTC", "2026-07-15 19:00"),
        # Left out.
        ("2026-03-29 01:59", "Europe/Vienna", "2026-03-29 00:59"),
        ("2026-03-29 02:00", "Europe/Vienna", "2026-03-29 01:00"),
        ("2026-03-29 02:30", "Europe/Vienna", "2026-03-29 01:30"),
        ("2026-03-29 03:00", "Europe/Vienna", "2026-03-29 01:00"),
        ("2026-03-08 02:30", "America/New_York", "2026-03-08 07:30"),
        ("2026-10-04 02:15", "Australia/Lord_Howe", "2026-10-03 15:45"),
        ("2011-12-30 12:00", "Pacific/Apia", "2011-12-30 22:00"),
        # Shown twice.
        ("2026-10-25 02:30", "Europe/Vienna", "2026-10-25 00:30"),
        ("2026-10-25 03:00", "Europe/Vienna", "2026-10-25 02:00"),
        ("2026-11-01 01:30", "America/New_York", "2026-11-01 05:30"),
        ("2026-04-05 01:45", "Australia/Lord_Howe", "2026-04-04 14:45"),
    ],
)
def test_a_wall_clock_time_is_an_instant(wall: str, zone: str, utc: str) -> None:
    at = instant(datetime.fromisoformat(wall), zone)
    assert at == datetime.fromisoformat(utc).replace(tzinfo=UTC)
    assert at.tzinfo is UTC


@pytest.mark.parametrize(
    ("wall", "zone", "what"),
    [
        ("2026-03-29 01:59", "Europe/Vienna", None),
        ("2026-03-29 02:00", "Europe/Vienna", Odd.SKIPPED),
        ("2026-03-29 02:59", "Europe/Vienna", Odd.SKIPPED),
        ("2026-03-29 03:00", "Europe/Vienna", None),
        ("2026-10-25 01:59", "Europe/Vienna", None),
        ("2026-10-25 02:00", "Europe/Vienna", Odd.DOUBLED),
        ("2026-10-25 02:59", "Europe/Vienna", Odd.DOUBLED),
        ("2026-10-25 03:00", "Europe/Vienna", None),
        ("2026-03-08 02:30", "America/New_York", Odd.SKIPPED),
        ("2026-11-01 01:30", "America/New_York", Odd.DOUBLED),
        ("2026-10-04 02:29", "Australia/Lord_Howe", Odd.SKIPPED),
        ("2026-10-04 02:30", "Australia/Lord_Howe", None),
        ("2026-04-05 01:29", "Australia/Lord_Howe", None),
        ("2026-04-05 01:30", "Australia/Lord_Howe", Odd.DOUBLED),
        ("2011-12-30 12:00", "Pacific/Apia", Odd.SKIPPED),
        ("2026-03-29 02:30", "UTC", None),
    ],
)
def test_it_is_said_what_is_odd_about_a_time(wall: str, zone: str, what: Odd | None) -> None:
    assert odd(datetime.fromisoformat(wall), zone) == what


def test_the_day_that_samoa_left_out_is_lived_on_the_next() -> None:
    noon = datetime(2011, 12, 30, 12)
    assert shown(instant(noon, "Pacific/Apia"), "Pacific/Apia") == noon + DAY


def test_which_of_two_times_somebody_had_in_mind_makes_no_difference() -> None:
    twice = datetime(2026, 10, 25, 2, 30)
    again = twice.replace(fold=1)
    assert instant(again, "Europe/Vienna") == instant(twice, "Europe/Vienna")
    assert odd(again, "Europe/Vienna") == Odd.DOUBLED


def test_clocks_change_where_these_tests_say_that_they_do() -> None:
    vienna = [change.wall.date().isoformat() for change in changes("Europe/Vienna")]
    assert vienna[:4] == ["2024-03-31", "2024-10-27", "2025-03-30", "2025-10-26"]
    # 2024 is over: no country will change it any more.
    moved = {zone: [abs(change.by) for change in changes(zone)[:2]] for zone in ZONES}
    assert moved.pop("Pacific/Apia") == []
    assert moved.pop("Antarctica/Troll") == [timedelta(hours=2)] * 2
    assert moved.pop("Australia/Lord_Howe") == [HALF_HOUR] * 2
    assert all(by == [timedelta(hours=1)] * 2 for by in moved.values())


@pytest.mark.parametrize("zone", ZONES)
def test_a_time_that_is_left_out_comes_as_much_later_as_clocks_went_forward(zone: str) -> None:
    for change in changes(zone):
        for wall in change.odd_times if change.by > timedelta(0) else ():
            assert odd(wall, zone) == Odd.SKIPPED
            assert shown(instant(wall, zone), zone) == wall + change.by


@pytest.mark.parametrize("zone", ZONES)
def test_a_time_that_comes_twice_is_the_first_of_both(zone: str) -> None:
    for change in changes(zone):
        for wall in change.odd_times if change.by < timedelta(0) else ():
            assert odd(wall, zone) == Odd.DOUBLED
            at = instant(wall, zone)
            assert at < change.at <= at - change.by
            assert shown(at, zone) == shown(at - change.by, zone) == wall


@given(
    st.sampled_from(ZONES),
    st.datetimes(datetime(YEARS[0], 1, 2), datetime(YEARS[-1], 12, 30)),
)
def test_any_other_time_is_what_clocks_then_show(zone: str, wall: datetime) -> None:
    nearby = [change for change in changes(zone) if abs(change.wall - wall) < DAY]
    if not nearby:
        assert odd(wall, zone) is None
    if odd(wall, zone) != Odd.SKIPPED:
        assert shown(instant(wall, zone), zone) == wall


@pytest.mark.parametrize("zone", ZONES)
def test_what_is_weekly_at_ten_stays_at_ten(zone: str) -> None:
    offsets = set()
    for year in YEARS:
        for day in range(1, 8):
            for wall in dates(Rhythm(Every.WEEKLY), datetime(year, 1, day, 10), zone, 52):
                at = instant(wall, zone)
                assert (shown(at, zone).hour, shown(at, zone).minute) == (10, 0)
                assert odd(wall, zone) is None
                offsets.add(wall - at.replace(tzinfo=None))
    assert (len(offsets) > 1) is bool(changes(zone))


def test_a_sunday_at_half_past_two_is_an_hour_late_in_spring_and_goes_on_as_before() -> None:
    walls = dates(Rhythm(Every.WEEKLY), datetime(2026, 3, 1, 2, 30), "Europe/Vienna", 40)
    told = {wall.date().isoformat(): odd(wall, "Europe/Vienna") for wall in walls}
    assert {day: what for day, what in told.items() if what} == {
        "2026-03-29": Odd.SKIPPED,
        "2026-10-25": Odd.DOUBLED,
    }
    late = {
        wall.date().isoformat(): by
        for wall in walls
        if (by := shown(instant(wall, "Europe/Vienna"), "Europe/Vienna") - wall)
    }
    assert late == {"2026-03-29": timedelta(hours=1)}


@pytest.mark.parametrize("zone", ["", "Nowhere/Else", "Europe", "../etc/passwd", "x" * 5000])
def test_a_zone_that_nobody_knows_is_refused(zone: str) -> None:
    with pytest.raises(ValueError, match=r"(?i)zone"):
        instant(datetime(2026, 1, 1), zone)
    with pytest.raises(ValueError, match=r"(?i)zone"):
        odd(datetime(2026, 1, 1), zone)


def test_an_instant_is_not_taken_for_a_wall_clock_time() -> None:
    with pytest.raises(ValueError, match="no wall-clock time"):
        instant(datetime(2026, 1, 1, tzinfo=UTC), "Europe/Vienna")
    with pytest.raises(ValueError, match="no wall-clock time"):
        odd(datetime(2026, 1, 1, tzinfo=UTC), "Europe/Vienna")
