"""Crews of three are proposed at the only time they have, through every change of summer time."""

from __future__ import annotations

from datetime import date

import pytest

from kinweave.solvers.crews.problem import CommonTime, Hours, Person, Problem, Season
from kinweave.solvers.crews.propose import propose
from kinweave.solvers.validators.crews import violations
from tests.solvers.crews.summer_time import CASES, Through, hours, utc

THROUGH = pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
EN = frozenset({"en"})
SEASON = Season(
    date(2027, 1, 11), meetings=2, every_weeks=1, length_minutes=60, smallest=2, target=2, largest=2
)


def times(problem: Problem) -> tuple[CommonTime, ...]:
    """The times of the one crew that everybody is in; none where nobody is."""
    plan = propose(problem)
    assert violations(problem, plan) == ()
    if not plan.crews:
        return ()
    (crew,) = plan.crews
    assert crew.members == tuple(sorted(person.key for person in problem.people))
    return crew.times


@THROUGH
def test_a_crew_meets_at_these_instants_when(case: Through) -> None:
    (common,) = times(case.problem())
    assert common.series.starts == case.instants
    assert common.series.length_minutes == case.length
    assert common.series.zone in case.clocks
    assert common.if_need_be == ()


@THROUGH
def test_nobody_meets_if_one_hour_of_one_date_is_missing_when(case: Through) -> None:
    for zone_and_date in case.dates_that_differ:
        assert times(case.problem(without=zone_and_date)) == ()


@THROUGH
def test_it_is_if_need_be_if_one_hour_of_one_date_is_when(case: Through) -> None:
    for zone, number in case.dates_that_differ:
        (common,) = times(case.problem(if_need_be=(zone, number)))
        assert common.series.starts == case.instants
        assert common.if_need_be == (zone,)


def test_a_clock_at_a_quarter_to_has_half_hours_of_its_own() -> None:
    # 23:00 in Kathmandu is 17:15 UTC, which is no half hour in Vienna.
    problem = Problem(
        (
            Person("ana", "Europe/Vienna", Hours(hours("Tue 18:15-19:15")), EN),
            Person("cy", "Asia/Kathmandu", Hours(hours("Tue 23:00-00:00")), EN),
        ),
        SEASON,
    )
    (common,) = times(problem)
    assert common.series.zone == "Asia/Kathmandu"
    assert common.series.starts == (utc("2027-01-12 17:15"), utc("2027-01-19 17:15"))


@pytest.mark.parametrize(
    ("others", "starts"),
    [
        ("Pacific/Auckland", ("2027-01-10 23:00", "2027-01-17 23:00")),
        ("Pacific/Honolulu", ("2027-01-17 23:00", "2027-01-24 23:00")),
    ],
)
def test_the_first_week_begins_when_the_last_of_all_has_its_first_day(
    others: str, starts: tuple[str, ...]
) -> None:
    # Monday noon in Auckland, while in Honolulu it is Sunday 13:00. Cy is free at no time at all.
    noon = Hours(hours("Mon 12:00-13:00"))
    problem = Problem(
        (
            Person("ana", "Pacific/Auckland", noon, EN),
            Person("bo", "Pacific/Auckland", noon, EN),
            Person("cy", others, Hours(), EN),
        ),
        SEASON,
    )
    plan = propose(problem)
    assert violations(problem, plan) == ()
    assert [common.series.starts for common in plan.crews[0].times] == [tuple(map(utc, starts))]


def test_two_half_hours_that_the_clock_makes_one_are_one_start() -> None:
    # On 28 March Vienna shows 03:30 both for 03:30 and for the skipped 02:30, which part a week
    # later; they are free for either, and for 02:00 and 03:00, which are one that day as well.
    season = Season(
        date(2027, 3, 22), meetings=2, every_weeks=1, length_minutes=60,
        smallest=2, target=2, largest=2,
    )  # fmt: skip
    problem = Problem(
        (
            Person("ana", "Europe/Vienna", Hours(hours("Sun 02:30-04:30")), EN),
            Person("bo", "Africa/Lagos", Hours(hours("Sun 01:30-03:30")), EN),
        ),
        season,
    )
    assert {common.series.starts[0] for common in times(problem)} == {
        utc("2027-03-28 01:00"),
        utc("2027-03-28 01:30"),
    }
