"""Clocks are counted, and not the names of zones."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from kinweave.solvers.crews.clocks import clocks
from kinweave.solvers.crews.propose import propose
from tests.solvers.crews.test_propose import QUICK, of

WINTER, SUMMER = datetime(2027, 1, 12, 19, tzinfo=UTC), datetime(2027, 7, 13, 19, tzinfo=UTC)


@pytest.mark.parametrize(
    ("zones", "starts", "count"),
    [
        (["Europe/London", "Europe/Dublin", "Europe/Lisbon"], [WINTER, SUMMER], 1),
        (["Europe/Vienna", "Europe/Berlin", "Europe/London"], [WINTER, SUMMER], 2),
        (["Europe/London", "Africa/Accra"], [WINTER], 1),
        (["Europe/London", "Africa/Accra"], [SUMMER], 2),
        (["Europe/London", "Africa/Accra"], [WINTER, SUMMER], 2),
    ],
)
def test_zones_whose_clocks_say_the_same_at_each_date_are_one(
    zones: list[str], starts: list[datetime], count: int
) -> None:
    assert clocks(zones, starts) == count


def test_a_crew_of_london_and_dublin_is_said_to_live_by_one_clock() -> None:
    problem = of(4, zone="Europe/London")
    first, *others = problem.people
    people = (replace(first, zone="Europe/Dublin"), *others)
    (crew,) = propose(replace(problem, people=people), allowance=QUICK).crews
    told = [one.values for one in crew.reasons if one.kind == "places"]
    assert told == [{"zones": 1}]
