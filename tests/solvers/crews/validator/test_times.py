"""When a crew can meet, as its validator reckons: hours, weeks, summer time."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from kinweave.solvers.crews.problem import (
    CommonTime,
    Hours,
    Person,
    Problem,
    Series,
)
from kinweave.solvers.validators.crews import Rules, violations
from tests.solvers.crews import by_hand
from tests.solvers.crews.summer_time import Through, hours, utc
from tests.solvers.crews.validator.cases import (
    EN,
    SEASON,
    THROUGH,
    kinds,
)


def test_a_start_counts_once_whatever_clocks_it_goes_by() -> None:
    # On 28 March the skipped 02:30 is 03:30 in Vienna; a week later the two part, and both are
    # free at either. So it is with 02:00, 03:00, and the half hours of Lagos.
    season = replace(SEASON, start=date(2027, 3, 22))
    here = Person("ana", "Europe/Vienna", Hours(hours("Sun 02:30-04:30")), EN)
    there = Person("bo", "Africa/Lagos", Hours(hours("Sun 01:30-03:30")), EN)
    problem = Problem((here, there), season)
    first, last = utc("2027-03-28 01:00"), utc("2027-03-28 01:30")
    assert Rules(problem).starts(("ana", "bo")) == {first: True, last: True}
    plan = by_hand.plan_of(problem, [("ana", "bo")])
    for zone, second in (
        ("Europe/Vienna", "2027-04-04 00:30"),
        ("Europe/Vienna", "2027-04-04 01:30"),
        ("Africa/Lagos", "2027-04-04 01:30"),
    ):
        series = Series(zone, (last, utc(second)), 60)
        times = (plan.crews[0].times[0], CommonTime(series))
        assert (
            violations(problem, replace(plan, crews=(replace(plan.crews[0], times=times),))) == ()
        )


@pytest.mark.parametrize(
    ("in_vienna", "in_lagos"),
    [
        (
            Hours(hours("Sun 20:00-21:00"), hours("Sun 19:00-20:00")),
            Hours(hours("Sun 19:00-21:00")),
        ),
        (
            Hours(hours("Sun 19:00-21:00")),
            Hours(hours("Sun 19:00-20:00"), hours("Sun 20:00-21:00")),
        ),
    ],
    ids=["by the clock of Vienna", "by the clock of Lagos"],
)
def test_a_start_is_wholly_free_if_one_clock_to_go_by_makes_it_so(
    in_vienna: Hours, in_lagos: Hours
) -> None:
    # 18:00 UTC on 24 October, 20:00 in Vienna and 19:00 in Lagos. A week later, with Vienna's
    # clocks put back, the two part: 20:00 in Vienna is 20:00 in Lagos, 19:00 is 19:00.
    people = (
        Person("ana", "Europe/Vienna", in_vienna, EN),
        Person("bo", "Africa/Lagos", in_lagos, EN),
    )
    problem = Problem(people, replace(SEASON, start=date(2027, 10, 18)))
    assert Rules(problem).starts(("ana", "bo"))[utc("2027-10-24 18:00")] is True


def test_the_first_week_begins_when_the_last_of_all_the_people_has_the_first_day() -> None:
    # In Honolulu 11 January begins at 10:00 UTC. Monday noon in Auckland is 23:00 UTC the day
    # before: too early on 11 January, in time on the 18th, even if nobody of Honolulu comes.
    noon = Hours(hours("Mon 12:00-13:00"))
    people = [Person(key, "Pacific/Auckland", noon, EN) for key in ("ana", "bo")]
    far = Person("cy", "Pacific/Honolulu", Hours(), EN)
    alone, together = Problem(tuple(people), SEASON), Problem((*people, far), SEASON)
    assert list(Rules(alone).starts(("ana", "bo"))) == [utc("2027-01-10 23:00")]
    assert list(Rules(together).starts(("ana", "bo"))) == [utc("2027-01-17 23:00")]


def test_the_first_week_has_its_first_minute_and_not_that_of_the_next() -> None:
    midnight = Hours(hours("Mon 00:00-01:00"))
    people = tuple(Person(key, "Africa/Lagos", midnight, EN) for key in ("ana", "bo"))
    assert list(Rules(Problem(people, SEASON)).starts(("ana", "bo"))) == [utc("2027-01-10 23:00")]


def test_hours_may_touch_overlap_and_pass_sunday_midnight() -> None:
    week = Hours(hours("Sun 23:00-23:40", "Sun 23:30-00:20"), hours("Mon 00:20-00:30"))
    people = tuple(Person(key, "Africa/Lagos", week, EN) for key in ("ana", "bo"))
    problem = Problem(people, replace(SEASON, length_minutes=60))
    assert Rules(problem).starts(("ana", "bo")) == {
        utc("2027-01-17 22:00"): True,
        utc("2027-01-17 22:30"): False,
    }


@THROUGH
def test_a_crew_meets_through_summer_time_when(case: Through) -> None:
    problem = case.problem()
    members = tuple(sorted(case.clocks))
    plan = by_hand.plan_of(problem, [members])
    times = (CommonTime(Series(case.anchor, case.instants, case.length)),)
    assert violations(problem, replace(plan, crews=(replace(plan.crews[0], times=times),))) == ()
    assert Rules(problem).starts(members) == {case.instants[0]: True}


@THROUGH
def test_nobody_meets_if_one_hour_of_one_date_is_missing_when(case: Through) -> None:
    for zone_and_date in case.dates_that_differ:
        assert not Rules(case.problem(without=zone_and_date)).starts(case.clocks)


@THROUGH
def test_it_is_if_need_be_if_one_hour_of_one_date_is_when(case: Through) -> None:
    for zone_and_date in case.dates_that_differ:
        problem = case.problem(if_need_be=zone_and_date)
        assert Rules(problem).starts(case.clocks) == {case.instants[0]: False}


@THROUGH
def test_the_same_hour_in_universal_time_is_refused_when(case: Through) -> None:
    problem, members = case.problem(), tuple(sorted(case.clocks))
    fixed = tuple(case.instants[0] + timedelta(weeks=n) for n in range(len(case.instants)))
    plan = by_hand.plan_of(problem, [members])
    times = (CommonTime(Series(case.anchor, fixed, case.length)),)
    found = kinds(problem, replace(plan, crews=(replace(plan.crews[0], times=times),)))
    assert ("series" in found) == (fixed != case.instants)
