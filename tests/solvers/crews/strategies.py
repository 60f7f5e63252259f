"""Small problems with the mess that people bring: for hypothesis."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from kinweave.solvers.crews.problem import (
    WEEK_MINUTES,
    Call,
    Hosting,
    Hours,
    Person,
    Problem,
    Season,
    Weights,
)

NAMES = ("ana", "bo", "cy", "dee", "eli", "fay", "gus", "hal", "ida", "jo", "kim", "lou")
GONE = "gone"
"""Somebody whom people name, and who is not among them."""

ZONES = (
    "Europe/Vienna", "Europe/London", "America/New_York", "America/Santiago", "Pacific/Auckland",
    "Australia/Lord_Howe", "Asia/Kathmandu", "Africa/Lagos", "Pacific/Chatham", "Asia/Tokyo",
)  # fmt: skip
"""Half of them change their clocks at some time of 2027, on different days."""

BEFORE_CHANGES = (
    date(2027, 3, 8), date(2027, 3, 22), date(2027, 3, 28), date(2027, 3, 29), date(2027, 8, 30),
    date(2027, 9, 5), date(2027, 9, 20), date(2027, 9, 27), date(2027, 10, 25), date(2027, 11, 1),
)  # fmt: skip

seasons = st.builds(
    lambda start, smallest, more, **rest: Season(
        start, smallest=smallest, largest=smallest + more, **rest
    ),
    st.sampled_from(BEFORE_CHANGES) | st.dates(date(2027, 1, 1), date(2027, 12, 31)),
    st.integers(2, 3),
    st.integers(0, 3),
    meetings=st.integers(1, 4),
    every_weeks=st.integers(1, 3),
    length_minutes=st.sampled_from((15, 45, 60, 90, 120)),
    target=st.integers(2, 6),
)

weights = st.just(Weights()) | st.builds(
    Weights,
    *(st.sampled_from((0.0, 0.1, 0.3, 1.0)) for _ in range(6)),
    places=st.sampled_from((0.05, 1.0)),
)

_languages = st.sampled_from(("en", "en", "en es", "en de", "es", "es de", "de en es", ""))


def around_the_week(start: int, length: int) -> tuple[tuple[int, int], ...]:
    """A range of minutes that goes on on Monday where it passes Sunday's midnight."""
    start %= WEEK_MINUTES
    end = start + length
    if end <= WEEK_MINUTES:
        return ((start, end),)
    return ((start, WEEK_MINUTES), (0, end - WEEK_MINUTES))


@st.composite
def hours(draw: st.DrawFn, near: int, least: int) -> Hours:
    """Mostly around the minute ``near`` of the week, for ``least`` minutes or more."""
    free: tuple[tuple[int, int], ...] = ()
    if_need_be: tuple[tuple[int, int], ...] = ()
    shape = draw(st.sampled_from(("near", "near", "near", "near?", "both", "any", "all", "none")))
    early, late = draw(st.integers(0, 12)) * 15, draw(st.integers(0, 12)) * 15
    ragged = draw(st.sampled_from((0, 0, 0, 5, 20)))
    there = around_the_week(near - early - ragged, early + least + late + ragged)
    if shape in {"near", "both"}:
        free += there
    if shape == "near?":
        if_need_be += there
    if shape in {"both", "any"}:
        elsewhere = st.builds(
            around_the_week,
            st.integers(0, 7 * 48 - 1).map(lambda half_hour: half_hour * 30),
            st.integers(1, 12).map(lambda half_hours: half_hours * 30),
        )
        free += draw(elsewhere)
        if_need_be += draw(elsewhere)
    if shape == "all":
        free += ((0, WEEK_MINUTES),)
    return Hours(free, if_need_be)


@st.composite
def problems(
    draw: st.DrawFn, *, most: int = 8, fewest: int = 0, with_calls: bool = True
) -> Problem:
    """Up to ``most`` people (at most 12), in no order, who have a fair chance to meet."""
    season = draw(seasons)
    keys = NAMES[: draw(st.integers(fewest, most))]
    zones = draw(st.lists(st.sampled_from(ZONES), min_size=1, max_size=3, unique=True))
    minute = draw(st.integers(0, 7 * 48 - 1)) * 30
    meeting = datetime.combine(season.start, datetime.min.time()) + timedelta(minutes=minute)
    callers = draw(st.lists(st.sampled_from(keys), max_size=2, unique=True)) if keys else []
    calls = tuple(draw(_call(season, caller)) for caller in callers if with_calls)
    others = st.lists(st.sampled_from((*keys, GONE)), max_size=2).map(frozenset)
    people = [draw(_person(key, season, zones, meeting, others, calls)) for key in keys]
    return Problem(tuple(draw(st.permutations(people))), season, calls, draw(weights))


@st.composite
def _call(draw: st.DrawFn, season: Season, caller: str) -> Call:
    smallest = draw(st.none() | st.integers(2, 4))
    largest = draw(st.none() | st.integers(4, 6))
    if (smallest or season.smallest) > (largest or season.largest):
        smallest = largest = None
    return Call(f"{caller}'s call", caller, smallest, largest)


@st.composite
def _person(
    draw: st.DrawFn,
    key: str,
    season: Season,
    zones: list[str],
    meeting: datetime,
    others: st.SearchStrategy[frozenset[str]],
    calls: tuple[Call, ...],
) -> Person:
    zone = draw(st.sampled_from(zones))
    here = (meeting.replace(tzinfo=ZoneInfo("UTC"))).astimezone(ZoneInfo(zone))
    near = (here.weekday() * 24 + here.hour) * 60 + here.minute
    own = next((call.name for call in calls if call.caller == key), None)
    nobody = st.just(frozenset[str]())
    apart = draw(nobody | nobody | others) - {key}
    return Person(
        key=key,
        zone=zone,
        hours=draw(hours(near, season.length_minutes)),
        languages=frozenset(draw(_languages).split()),
        interests=frozenset(draw(st.sets(st.sampled_from("abcd"), max_size=3))),
        intention=frozenset(draw(st.sets(st.sampled_from(("rest", "write")), max_size=2))),
        host=draw(st.sampled_from(Hosting)),
        wishes=draw(nobody | others) - {key} - apart,
        apart=apart,
        met=draw(nobody | others) - {key},
        call=own or draw(st.sampled_from((None, None, *(call.name for call in calls)))),
    )
