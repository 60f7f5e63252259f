"""A week of possible series, and who can come to which."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given, settings

from kinweave.solvers.crews.problem import Hours, Problem, ProblemError, Season
from kinweave.solvers.slots import Week, common_bits, open_week, start_masks
from kinweave.solvers.slots.clock import to_datetime, to_quarters, zone_clock
from kinweave.solvers.slots.masks import open_quarters
from kinweave.solvers.slots.week import Words
from tests.solvers.crews import by_hand
from tests.solvers.crews.strategies import problems
from tests.solvers.crews.summer_time import hours, utc

VIENNA, NEW_YORK, LAGOS, KATHMANDU = (
    "Europe/Vienna", "America/New_York", "Africa/Lagos", "Asia/Kathmandu",
)  # fmt: skip
WINTER = Season(date(2027, 1, 11), meetings=2, every_weeks=1)
MARCH = Season(date(2027, 3, 1), meetings=2, every_weeks=1)
HALF_HOURS = 7 * 48


def firsts(week: Week) -> list[datetime]:
    """The first meeting of each series, in order."""
    return [to_datetime(quarters) for quarters in week.instants[:, 0].tolist()]


def starts(week: Week, mask: Words) -> list[tuple[datetime, ...]]:
    """The meetings of the series whose bits are set."""
    number_of = {int(bit): number for number, bit in enumerate(week.bits)}
    return [week.series(number_of[bit], "").starts for bit in common_bits(mask).tolist()]


def anchored(week: Week, zone: str) -> list[tuple[datetime, ...]]:
    """The meetings of the series that keep to the wall clock of ``zone``."""
    return starts(week, week.anchors[week.zone_index(zone)])


def begins(season: Season, zone: str, free: str, if_need_be: str = "") -> tuple[list[str], ...]:
    """When, on the own wall clock, somebody in ``zone`` could begin: at all, and at ease."""
    week = open_week(season, [zone])
    own = Hours(hours(free), hours(if_need_be) if if_need_be else ())
    masks = start_masks(week, [(zone, own)])
    clock = week.clocks[0]
    return tuple(
        [
            to_datetime(int(clock.wall(np.array([to_quarters(series[0])]))[0])).strftime("%a %H:%M")
            for series in starts(week, mask[0])
        ]
        for mask in (masks.possible, masks.free)
    )


def test_a_week_has_a_series_at_every_half_hour() -> None:
    week = open_week(WINTER, [VIENNA])
    half_hour = timedelta(minutes=30)
    opens = utc("2027-01-10 23:00")
    assert firsts(week) == [opens + number * half_hour for number in range(HALF_HOURS)]
    assert anchored(week, VIENNA) == [
        (opens + number * half_hour, opens + number * half_hour + timedelta(weeks=1))
        for number in range(HALF_HOURS)
    ]


def test_zones_whose_clocks_run_alike_share_every_series() -> None:
    week = open_week(WINTER, [VIENNA, LAGOS, NEW_YORK])
    assert len(week.instants) == HALF_HOURS
    assert week.words == 6
    assert anchored(week, VIENNA) == anchored(week, LAGOS) == anchored(week, NEW_YORK)


def test_vienna_and_new_york_share_series_until_the_sunday_when_only_one_changes() -> None:
    # At 07:00 UTC New York goes on from 02:00 to 03:00, and has no 02:00 and 02:30 of its own.
    week = open_week(MARCH, [VIENNA, NEW_YORK])
    part = utc("2027-03-14 08:00")
    vienna, new_york = set(anchored(week, VIENNA)), set(anchored(week, NEW_YORK))
    assert max(series[1] for series in vienna & new_york) == part - timedelta(minutes=30)
    assert {series[1] for series in vienna - new_york} == {
        part + number * timedelta(minutes=30) for number in range(42)
    }
    assert new_york - vienna == {
        (first, second - timedelta(hours=1)) for first, second in vienna - new_york
    }
    assert len(week.instants) == HALF_HOURS + 42


def test_two_series_that_begin_together_and_part_later_stand_in_words_of_their_own() -> None:
    week = open_week(Season(date(2027, 3, 1)), [VIENNA, NEW_YORK])
    assert len(week.instants) == 2 * HALF_HOURS
    assert week.word_base.tolist() == [0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5]
    moment = week.word_base[week.bits // 64] * 64 + week.bits % 64
    assert len(set(week.bits.tolist())) == len(week.bits)
    assert len(set(moment.tolist())) == HALF_HOURS
    assert (np.sort(moment) == moment).all()
    assert (np.diff(week.instants[:, 0], prepend=0)[np.diff(moment, prepend=-1) > 0] > 0).all()


def test_a_clock_at_a_quarter_to_adds_starts_of_its_own() -> None:
    week = open_week(WINTER, [VIENNA, KATHMANDU])
    assert len(week.instants) == 2 * HALF_HOURS
    assert {series[0].minute for series in anchored(week, VIENNA)} == {0, 30}
    assert {series[0].minute for series in anchored(week, KATHMANDU)} == {15, 45}
    assert week.word_base.tolist() == list(range(11))


def test_of_two_series_at_one_start_the_one_of_more_people_comes_first() -> None:
    for zones, first in (
        ([VIENNA, VIENNA, NEW_YORK], VIENNA),
        ([VIENNA, NEW_YORK, NEW_YORK], NEW_YORK),
    ):
        week = open_week(Season(date(2027, 3, 1)), zones)
        numbers = np.arange(0, 2 * HALF_HOURS, 2)
        assert {week.series(int(number), first).starts for number in numbers} == set(
            anchored(week, first)
        )


def test_hours_beside_the_quarter_are_narrowed_to_it() -> None:
    assert np.flatnonzero(open_quarters(((5, 40),))).tolist() == [1]
    assert begins(WINTER, VIENNA, "Tue 18:05-19:35") == ([], [])
    assert begins(WINTER, VIENNA, "Tue 17:55-19:35") == (["Tue 18:00"], ["Tue 18:00"])


def test_ranges_that_touch_are_one_evening() -> None:
    evening = begins(WINTER, VIENNA, "Tue 18:00-19:00, Tue 19:00-19:30")
    assert evening == (["Tue 18:00"], ["Tue 18:00"])


def test_an_evening_that_is_partly_if_need_be_is_possible_but_not_free() -> None:
    evening = begins(WINTER, VIENNA, "Tue 18:00-19:30", "Tue 19:30-20:00")
    assert evening == (["Tue 18:00", "Tue 18:30"], ["Tue 18:00"])


def test_hours_said_twice_are_free() -> None:
    evening = begins(WINTER, VIENNA, "Tue 18:00-19:30", "Tue 17:00-20:00")
    assert evening[1] == ["Tue 18:00"]


def test_a_meeting_can_go_on_past_sunday_midnight() -> None:
    night = begins(WINTER, VIENNA, "Sun 23:00-00:30")
    assert night == (["Sun 23:00"], ["Sun 23:00"])


def test_a_meeting_while_the_clock_jumps_needs_the_hours_that_the_clock_shows() -> None:
    # 01:30 to 04:00 on the clock of 28 March is an hour and a half.
    season = Season(date(2027, 3, 22), meetings=1)
    assert begins(season, VIENNA, "Sun 01:30-02:00, Sun 03:00-04:00")[0] == ["Sun 01:30"]
    assert begins(season, VIENNA, "Sun 01:30-03:00")[0] == []


def test_people_alike_have_equal_masks_whatever_the_order() -> None:
    week = open_week(MARCH, [VIENNA, NEW_YORK, VIENNA])
    evenings = Hours(hours("Tue 18:00-21:00"))
    ana, bo, cy = ((zone, evenings) for zone in (VIENNA, NEW_YORK, VIENNA))
    one, two = start_masks(week, [ana, bo, cy]).possible, start_masks(week, [bo, cy, ana]).possible
    assert (one[0] == one[2]).all()
    assert (one[[1, 2, 0]] == two).all()
    assert (one[0] != one[1]).any()


def test_a_zone_that_is_not_in_the_week_is_an_error() -> None:
    week = open_week(WINTER, [VIENNA, LAGOS])
    for zone in (NEW_YORK, "Zulu", "Africa"):
        with pytest.raises(KeyError):
            week.zone_index(zone)
    with pytest.raises(KeyError):
        start_masks(week, [(NEW_YORK, Hours())])


def test_a_clock_that_does_not_keep_to_quarter_hours_is_refused() -> None:
    # Until 1972, Monrovia was 44½ minutes behind.
    with pytest.raises(ProblemError, match="Africa/Monrovia"):
        open_week(Season(date(1971, 3, 1)), ["Africa/Monrovia"])


@pytest.mark.parametrize(
    ("zone", "shown", "instant"),
    [
        (VIENNA, "2027-03-28 01:45", "2027-03-28 00:45"),
        (VIENNA, "2027-03-28 02:00", "2027-03-28 01:00"),
        (VIENNA, "2027-03-28 02:30", "2027-03-28 01:30"),
        (VIENNA, "2027-03-28 03:00", "2027-03-28 01:00"),
        (VIENNA, "2027-03-28 03:30", "2027-03-28 01:30"),
        (VIENNA, "2027-10-31 01:45", "2027-10-30 23:45"),
        (VIENNA, "2027-10-31 02:00", "2027-10-31 00:00"),
        (VIENNA, "2027-10-31 02:45", "2027-10-31 00:45"),
        (VIENNA, "2027-10-31 03:00", "2027-10-31 02:00"),
        ("Australia/Lord_Howe", "2027-04-04 01:15", "2027-04-03 14:15"),
        ("Australia/Lord_Howe", "2027-04-04 01:30", "2027-04-03 14:30"),
        ("Australia/Lord_Howe", "2027-04-04 02:00", "2027-04-03 15:30"),
        ("Australia/Lord_Howe", "2027-10-03 02:15", "2027-10-02 15:45"),
        (KATHMANDU, "2027-10-03 00:00", "2027-10-02 18:15"),
    ],
)
def test_a_wall_clock_that_is_skipped_comes_after_and_one_that_is_repeated_first(
    zone: str, shown: str, instant: str
) -> None:
    span = (to_quarters(utc("2027-01-01 00:00")), to_quarters(utc("2028-01-01 00:00")))
    clock = zone_clock(zone, *span)
    found = clock.instant(np.array([to_quarters(utc(shown))]))
    assert to_datetime(int(found[0])) == utc(instant)


@settings(max_examples=18)
@given(problems(most=3, fewest=1))
def test_every_bit_is_what_a_walk_through_the_minutes_says(problem: Problem) -> None:
    season = problem.season
    week = open_week(season, (person.zone for person in problem.people))
    masks = start_masks(week, [(person.zone, person.hours) for person in problem.people])
    series = [week.series(number, "").starts for number in range(len(week.instants))]
    words, places = week.bits // 64, (week.bits % 64).astype(np.uint64)
    assert not (masks.free & ~masks.possible).any()
    for row, person in enumerate(problem.people):
        walks: dict[tuple[datetime, bool], bool] = {}
        for mask, at_ease in ((masks.possible, False), (masks.free, True)):
            there = by_hand.minutes(person.hours)[at_ease]
            bits = (mask[row, words] >> places & np.uint64(1)).astype(bool).tolist()
            for bit, meetings in zip(bits, series, strict=True):
                for start in meetings:
                    if (start, at_ease) not in walks:
                        walks[start, at_ease] = by_hand.within(
                            person.zone, start, season.length_minutes, there
                        )
                assert bit == all(walks[start, at_ease] for start in meetings)
            # No bit is set that is no series.
            assert sum(bits) == len(common_bits(mask[row]))


@settings(max_examples=15)
@given(problems(most=3, fewest=1))
def test_every_zone_anchors_the_half_hours_of_its_own_clock(problem: Problem) -> None:
    season = problem.season
    week = open_week(season, (person.zone for person in problem.people))
    opens, day = by_hand.opens(problem), datetime.combine(season.start, datetime.min.time())
    for zone in week.zones:
        expected = {
            tuple(
                by_hand.instant(zone, shown + timedelta(weeks=number * season.every_weeks))
                for number in range(season.meetings)
            )
            for shown in (day + number * timedelta(minutes=30) for number in range(-48, 10 * 48))
            if opens <= by_hand.instant(zone, shown) < opens + timedelta(weeks=1)
        }
        assert set(anchored(week, zone)) == expected
