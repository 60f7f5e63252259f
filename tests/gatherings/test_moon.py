"""Moons: as almanacs have them, as Meeus reckons them, and as Auckland sees them."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from itertools import pairwise
from math import radians, sin
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinweave.gatherings.clock import instant
from kinweave.gatherings.moon import Phase, moons
from kinweave.gatherings.rhythm import Every, Rhythm, dates

pytestmark = pytest.mark.once

BEGIN, END = datetime(2024, 1, 1, tzinfo=UTC), datetime(2036, 1, 1, tzinfo=UTC)
J2000 = datetime(2000, 1, 1, 12, tzinfo=UTC)
DELTA_T = timedelta(seconds=70)
"""Terrestrial Time ahead of UTC: 69 s in 2024, and nearly the same until 2036."""
AUCKLAND = ZoneInfo("Pacific/Auckland")
PHASES = {Every.FULL_MOON: Phase.FULL, Every.NEW_MOON: Phase.NEW}
MONTH_AND_MORE = timedelta(days=29, hours=20)
instants = st.datetimes(datetime(2024, 1, 1), datetime(2035, 12, 1), timezones=st.just(UTC))


def meeus(phase: Phase, lunation: int) -> datetime:
    """Jean Meeus, Astronomical Algorithms, 2nd edition, chapter 49, to the terms of 0.0004 days.

    ``lunation`` 0 is the new moon of 6 January 2000, and the full moon that follows it.
    """
    full = phase == Phase.FULL
    k = lunation + 0.5 * full
    t = k / 1236.85
    mean = 5.09766 + 29.530588861 * k + 0.00015437 * t**2  # from JDE 2451545.0, which is J2000
    e = 1 - 0.002516 * t - 0.0000074 * t**2
    sun = radians(2.5534 + 29.10535670 * k)
    moon = radians(201.5643 + 385.81693528 * k + 0.0107582 * t**2)
    node = radians(160.7108 + 390.67050284 * k - 0.0016118 * t**2)
    terms = (
        (-0.40614 if full else -0.40720, moon),
        ((0.17302 if full else 0.17241) * e, sun),
        (0.01614 if full else 0.01608, 2 * moon),
        (0.01043 if full else 0.01039, 2 * node),
        ((0.00734 if full else 0.00739) * e, moon - sun),
        ((-0.00515 if full else -0.00514) * e, moon + sun),
        ((0.00209 if full else 0.00208) * e**2, 2 * sun),
        (-0.00111, moon - 2 * node),
        (-0.00057, moon + 2 * node),
        (0.00056 * e, 2 * moon + sun),
        (-0.00042, 3 * moon),
        (0.00042 * e, sun + 2 * node),
    )
    days = mean + sum(times * sin(angle) for times, angle in terms)
    return J2000 + timedelta(days=days) - DELTA_T


@pytest.mark.parametrize(
    ("phase", "utc"),
    [
        (Phase.NEW, "2024-01-11 11:57"),
        (Phase.FULL, "2024-01-25 17:54"),
        (Phase.NEW, "2024-04-08 18:21"),  # an eclipse of the sun
        (Phase.FULL, "2025-03-14 06:55"),  # an eclipse of the moon
        (Phase.NEW, "2026-12-09 00:52"),
        (Phase.FULL, "2026-12-24 01:28"),
    ],
)
def test_a_moon_is_when_almanacs_say(phase: Phase, utc: str) -> None:
    almanac = datetime.fromisoformat(utc).replace(tzinfo=UTC)
    (found,) = moons(phase, almanac - timedelta(days=10), 1)
    assert abs(found - almanac) <= timedelta(minutes=2)


@pytest.mark.parametrize("phase", Phase)
def test_all_moons_of_twelve_years_are_where_meeus_has_them(phase: Phase) -> None:
    reckoned = [at for n in range(290, 450) if BEGIN < (at := meeus(phase, n)) < END]
    found = moons(phase, BEGIN, len(reckoned) + 1)
    assert len(reckoned) in (148, 149)
    assert found.pop() > END
    apart = [abs(ours - theirs) for ours, theirs in zip(found, reckoned, strict=True)]
    assert max(apart) < timedelta(minutes=5)


@given(st.sampled_from(Phase), instants, st.integers(0, 20))
def test_moons_follow_one_another_a_month_apart(phase: Phase, after: datetime, count: int) -> None:
    found = moons(phase, after, count)
    assert len(found) == count
    for before, moon in pairwise([after, *found]):
        assert timedelta(0) < moon - before < MONTH_AND_MORE
    for before, moon in pairwise(found):
        assert moon - before > timedelta(days=29)
    assert all(moon.tzinfo is UTC and moon.second == moon.microsecond == 0 for moon in found)


@given(st.sampled_from(Phase), instants, st.integers(-3, 3))
def test_around_a_moon_none_is_left_out_or_found_again(
    phase: Phase, after: datetime, minutes: int
) -> None:
    moon, following = moons(phase, after, 2)
    again = moons(phase, moon + timedelta(minutes=minutes), 1)
    assert again == [moon if minutes < 0 else following]


def test_an_instant_may_be_told_in_any_zone() -> None:
    an_hour_before = datetime(2026, 12, 24, 0, 28, tzinfo=UTC)
    (moon,) = moons(Phase.FULL, an_hour_before.astimezone(AUCKLAND), 1)
    assert moon.date() == an_hour_before.date()


def test_a_wall_clock_time_is_not_taken_for_an_instant() -> None:
    with pytest.raises(ValueError, match="no instant"):
        moons(Phase.FULL, datetime(2026, 12, 1), 1)


@pytest.mark.parametrize(
    ("zone", "days"),
    [
        # Full on 1 February 22:09, 3 March 11:37, 2 April 02:11, 1 May 17:23 UTC.
        ("UTC", ["2026-02-01", "2026-03-03", "2026-04-02", "2026-05-01"]),
        ("Pacific/Auckland", ["2026-02-02", "2026-03-04", "2026-04-02", "2026-05-02"]),
        ("America/Los_Angeles", ["2026-02-01", "2026-03-03", "2026-04-01", "2026-05-01"]),
    ],
)
def test_a_full_moon_is_met_in_the_evening_of_its_day_where_people_are(
    zone: str, days: list[str]
) -> None:
    found = dates(Rhythm(Every.FULL_MOON), datetime(2026, 1, 10, 19, 30), zone, 5)
    assert found == [datetime.fromisoformat(f"{day} 19:30") for day in ["2026-01-10", *days]]


@pytest.mark.parametrize("hour", [0, 10, 12, 23])
def test_who_begins_on_a_moons_day_meets_next_at_the_next_moon(hour: int) -> None:
    # Full at 11:09 in Auckland: the day's own moon is before the gathering, or after it.
    first = datetime(2026, 2, 2, hour)
    found = dates(Rhythm(Every.FULL_MOON), first, "Pacific/Auckland", 3)
    assert found == [first, datetime(2026, 3, 4, hour), datetime(2026, 4, 2, hour)]


@given(
    st.sampled_from(list(PHASES)),
    st.datetimes(datetime(2024, 1, 1), datetime(2030, 12, 31)),
    st.sampled_from(["Pacific/Auckland", "Pacific/Apia", "Europe/Vienna", "America/Los_Angeles"]),
    st.integers(2, 30),
)
def test_every_gathering_but_the_first_has_its_moon_between_midnights(
    every: Every, first: datetime, zone: str, count: int
) -> None:
    found = dates(Rhythm(every), first, zone, count)
    assert (found[0], len(found)) == (first, count)
    for before, wall in pairwise(found):
        midnight, next_midnight = (
            instant(datetime.combine(wall.date() + n * timedelta(days=1), time()), zone)
            for n in (0, 1)
        )
        (moon,) = moons(PHASES[every], midnight - timedelta(minutes=1), 1)
        assert midnight <= moon < next_midnight
        assert wall.time() == first.time()
        assert 0 < (wall.date() - before.date()).days <= 30
